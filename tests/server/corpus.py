"""Every example of every rule as a file beside the configuration that it is meant for, and what `check` says of all."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import UNSET

from rtlint.proof_fixes import PROOF_DATE
from rtlint.rule.files import read_rule
from rtlint.rule.model import Example, Rule
from rtlint.rule.pack import rule_files

ROOT = Path(__file__).resolve().parent.parent.parent
LINE_END = re.compile("\r\n|\r|\n")
SEVERITIES = {"error": 1, "warning": 2, "info": 3}

Diagnostics = list[dict[str, Any]]
"""What the protocol says of one text, each diagnostic with the fields that `check` tells too."""


def write(folder: Path) -> list[str]:
    """Put the corpus into a folder; the names of its files, sorted."""
    foreign = shutil.ignore_patterns("package.json", "tsconfig.json")
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=foreign)
    for path in rule_files(str(ROOT / "rules")):
        rule, page = read_rule(path)
        for number, example in enumerate(page.examples):
            home = folder / _home(rule, example)
            for name, text in _texts(f"{rule.code}-{number}", example):
                file = home / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            (home / "rtlint.toml").write_text(_configuration(rule, example))
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name.endswith((".yaml", ".json")) and "acme-voice" not in name)


def _home(rule: Rule, example: Example) -> str:
    """Examples that want the same share a folder, as a configuration costs a linter."""
    own = "" if rule.enabled else rule.code
    kind = "" if example.kind is UNSET else example.kind.value
    return f"rules/at-{_day(example)}-{own}-{kind}"


def _day(example: Example) -> str:
    return (PROOF_DATE if example.as_of is UNSET else example.as_of).isoformat()


def _configuration(rule: Rule, example: Example) -> str:
    lines = ['include = ["**"]', f"as-of = {_day(example)}"]
    if not rule.enabled:
        lines.append(f'extend-select = ["{rule.code}"]')
    if example.kind is not UNSET:
        lines.append(f'kind = "{example.kind.value}"')
    return "\n".join(lines) + "\n"


def _texts(stem: str, example: Example) -> Iterator[tuple[str, str]]:
    """What an example shows, and twins of a failing one: as JSON, and as an editor on Windows saves it."""
    if example.pass_ is not UNSET:
        yield f"{stem}-good/{example.file}", example.pass_
        return
    yield f"{stem}-bad/{example.file}", example.fail
    yield f"{stem}-windows/{example.file}", "\ufeff" + LINE_END.sub("\r\n", example.fail)
    if twin := _as_json(example.fail):
        yield f"{stem}-twin/example.json", twin
    if example.fixed is not UNSET:
        yield f"{stem}-fixed/{example.file}", example.fixed


def _as_json(text: str) -> str:
    """The same on one line, behind a character that editors count as two; nothing for what JSON cannot say."""
    try:
        loaded = yaml.safe_load(text)
        return json.dumps({"😀": 1, **loaded}, ensure_ascii=False, allow_nan=False)
    except (yaml.YAMLError, TypeError, ValueError, RecursionError):
        return ""


def checked(folder: Path, names: list[str]) -> dict[str, Diagnostics]:
    """What the command line finds in each file, as the protocol would tell it in UTF-16."""
    command = [sys.executable, "-m", "rtlint", "check", "--no-cache", "--output", "json", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    report = msgspec.json.decode(done.stdout)
    assert report["summary"]["files"] == len(names)
    told: dict[str, Diagnostics] = {name: [] for name in names}
    for finding in report["findings"]:
        told[finding["path"]].append(_told(finding, lines(folder / finding["path"])))
    return told


def read(path: Path) -> str:
    """The text of a file with its line ends and its byte order mark."""
    return path.read_bytes().decode()


def lines(path: Path) -> list[str]:
    return LINE_END.split(read(path))


def _told(finding: dict[str, Any], written: list[str]) -> dict[str, Any]:
    return {
        "code": finding["code"],
        "severity": SEVERITIES[finding["severity"]],
        "message": finding["message"],
        "range": _range(finding, written),
        "href": finding["url"],
        "related": [(one["message"], _range(one, written)) for one in finding["related"]],
    }


def _range(place: dict[str, Any], written: list[str]) -> tuple[int, int, int, int]:
    return (*_position(place["location"], written), *_position(place["end_location"], written))


def _position(location: dict[str, int], written: list[str]) -> tuple[int, int]:
    row, column = location["row"] - 1, location["column"] - 1
    line = written[row]
    before = line[: column + 1] if line.startswith("\ufeff") and row == 0 else line[:column]
    return row, len(before.encode("utf-16-le")) // 2
