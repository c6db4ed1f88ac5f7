"""How much each tool sees: the wrong examples of all rules about errors, and how many of them a tool calls wrong.

A tool calls a file wrong when it ends with a status other than 0, for whatever reason. Examples of kinds that no schema
is published for (events, answers, translations) and of rules that are off by default are left out.
"""

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.peers import PEERS, Tools
from benchmarks.results import Faults

REQUEST = re.compile(r"""^["' {]*(session|expires_after)["']?\s*:""", re.MULTILINE)
NO_SCHEMA = re.compile(r"""^["' {]*(value|event_id|type["']?\s*:\s*\S*session\.\w+)""", re.MULTILINE)


class Example(NamedTuple):
    """A document with an error."""

    family: str
    kind: str
    path: str
    text: str
    options: list[str]
    """What rtlint has to be told to see it as the rule's file means it."""


def examples(rules: list[dict[str, Any]]) -> Iterator[Example]:
    """The documents that a schema could refuse, of what `rtlint rules --output json` lists."""
    for rule in rules:
        for number, example in enumerate(rule["examples"]):
            text = example["text"]
            wrong = any(finding["severity"] == "error" for finding in example["findings"])
            if not (wrong and rule["enabled"]) or example["kind"] or NO_SCHEMA.search(text):
                continue
            path = f"examples/{rule['code']}-{number}-{os.path.basename(example['file'])}"
            day = ["--as-of", example["as_of"]] if example["as_of"] else []
            yield Example(rule["family"], "request" if REQUEST.search(text) else "session", path, text, day)


def count(tools: Tools, date: str, env: dict[str, str]) -> Faults:
    """Show every example to every tool, as many at a time as there are processors."""
    rtlint = tools.program("rtlint", "rtlint")
    listed = subprocess.run([rtlint, "rules", "--output", "json"], capture_output=True, text=True, check=True)
    shown = list(examples(json.loads(listed.stdout)["rules"]))
    (tools.work / "examples").mkdir(exist_ok=True)
    for example in shown:
        (tools.work / example.path).write_text(example.text, newline="")
    check = [rtlint, "check", "--no-cache", "--isolated"]
    calls = {"rtlint": [[*check, *example.options, example.path] for example in shown]}
    calls |= {peer.name: [peer.call(tools, example.kind, [example.path]) for example in shown] for peer in PEERS}
    flagged = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, commands in calls.items():
            wrong = list(pool.map(lambda command: _refused(command, tools.work, env), commands))
            flagged[name] = families(example for example, refused in zip(shown, wrong, strict=True) if refused)
    return Faults(date, families(shown), flagged)


def families(seen: Iterator[Example] | list[Example]) -> dict[str, int]:
    """How many examples of each family."""
    return dict(Counter(example.family for example in seen))


def _refused(command: list[str], folder: Path, env: dict[str, str]) -> bool:
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False).returncode != 0
