"""Real output in pages: a fence says which command to run, and the page gets what the command printed.

A fence with a title is a file: it is written into the scratch folder of its page before the fences after it are looked
at. A fence `console {run="rtlint check a.yaml" status="1"}` is empty, and is filled with the command, what it wrote to
standard output and to standard error. Only rtlint is ever run, and Python on a file of the page; no shell.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

_FENCE = re.compile(r"^(?P<bar>`{3,})(?P<head>[^\n`]*)\n(?P<body>.*?)^(?P=bar)$", re.MULTILINE | re.DOTALL)
_PROGRAMS = {"rtlint": ["-m", "rtlint"], "python": []}
_WORD = re.compile(r'(\w+)="([^"]*)"')


class Failed(Exception):
    """A command that did not end as its page says, or a fence that cannot be filled."""


def filled(markdown: str, scratch: Path) -> str:
    """The page with all its commands run in `scratch`, an empty folder. Failed for a page that tells no truth."""
    return _FENCE.sub(lambda match: _one(match, scratch), markdown)


def _one(match: re.Match[str], scratch: Path) -> str:
    words = dict(_WORD.findall(match["head"]))
    if "run" in words:
        if match["body"].strip():
            raise Failed(f"{words['run']}: the output is typed by hand; leave the fence empty")
        output = _run(words["run"], int(words.get("status", "0")), scratch)
        return f"{match['bar']}console\n$ {words['run']}\n{output}{match['bar']}"
    if title := words.get("title"):
        _write(scratch, title, match["body"])
    return match[0]


def _write(scratch: Path, title: str, body: str) -> None:
    path = (scratch / title).resolve()
    if not path.is_relative_to(scratch.resolve()):
        raise Failed(f"{title} lies outside the scratch folder")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")


def _run(command: str, status: int, scratch: Path) -> str:
    program, *arguments = shlex.split(command)
    if program not in _PROGRAMS:
        raise Failed(f"{command}: pages run rtlint, and python on files of theirs, and nothing else")
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603  # a command of our own pages
        [sys.executable, *_PROGRAMS[program], *arguments],
        cwd=scratch,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != status:
        raise Failed(f"{command}: exit status {done.returncode}, not {status}\n{done.stdout}")
    return done.stdout
