"""The examples hold what they promise: findings stand exactly at the marks, and nowhere in the good files."""

import datetime
import functools
import json
import pathlib
import re
import subprocess
import sys
from collections import Counter
from typing import Any

import msgspec
import pytest
import yaml

from rtlint import inputs, proof
from rtlint.api.request import ClientSecretRequest
from rtlint.api.session import RealtimeSession, TranscriptionSession
from rtlint.api.translation import TranslationRequest
from rtlint.lint import Linter
from rtlint.rule.choose import chosen
from rtlint.rule.own import brought
from rtlint.rule.pack import Pack, built_in
from rtlint.session.kinds import Kind, detect
from rtlint.text.comments import comments
from rtlint.text.compose import compose
from rtlint.text.source import Source

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "examples"
README = FOLDER / "README.md"
POLICY = FOLDER / "policy"
IN_CODE = FOLDER / "in-code"
FILES = sorted(path.name for path in FOLDER.iterdir() if path not in (README, POLICY, IN_CODE))
POLICY_FILES = sorted(path.name for path in POLICY.glob("*.realtime.yaml"))
BROKEN = "broken.realtime.yaml"
GOOD = [name for name in FILES if name != BROKEN]
AS_OF = datetime.date(2026, 11, 22)

STRUCTS: dict[Kind, Any] = {
    Kind.REQUEST: ClientSecretRequest,
    Kind.SESSION: RealtimeSession | TranscriptionSession,
    Kind.TRANSLATION: TranslationRequest,
}

Mark = tuple[str, int, int]
"""Code, row, column."""


@functools.cache
def pack() -> Pack:
    return built_in()


@functools.cache
def linter() -> Linter:
    """The rules of a plain `rtlint check`."""
    return Linter(pack(), chosen(pack().rules), as_of=AS_OF)


def source(name: str) -> Source:
    read, fault = inputs.read(str(FOLDER / name))
    assert fault is None
    return read


def marks(read: Source) -> list[Mark]:
    """The findings that a text expects, from comments such as `<- RT205 14, RT101 3`."""
    if read.path.endswith(".json"):
        return []
    found = []
    for comment in comments(read, compose(read).roots):
        if not comment.text.startswith("<-"):
            continue
        row = read.locate(comment.span.start).row
        for mark in comment.text[2:].split(","):
            code, column = mark.split()
            found.append((code, row, int(column)))
    return sorted(found, key=lambda mark: (mark[1], mark[2], mark[0]))


def findings(read: Source) -> list[Mark]:
    result = linter().lint(read)
    assert result is not None
    assert result.documents == 1
    return [(one.code, one.location.row, one.location.column) for one in result.findings]


def value(name: str) -> dict[str, Any]:
    """What an application loads, with the defaults of placeholders filled in; the others stay texts."""
    text = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", source(name).text)
    loaded = json.loads(text) if name.endswith(".json") else yaml.safe_load(text)
    assert isinstance(loaded, dict)
    return loaded


def check(*paths: str, told: str = "") -> tuple[int, dict[str, Any]]:
    """Exit status and report of the command line."""
    command = [sys.executable, "-m", "rtlint", "check", *paths, "--output", "json", "--as-of", AS_OF.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stderr == told
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize("name", FILES)
def test_findings_stand_exactly_at_the_marks(name: str) -> None:
    read = source(name)
    assert findings(read) == marks(read)


def test_marks_are_comments_and_no_text_of_a_value() -> None:
    text = 'type: realtime # <- RT101 3, RT205 14\ninstructions: |\n  Say so. # <- RT205 3\nmodel: "x # <- RT317 8"\n'
    assert marks(Source("a.realtime.yaml", text)) == [("RT101", 1, 3), ("RT205", 1, 14)]


@pytest.mark.parametrize("mark", ["RT205", "RT205:14", "RT205 14 RT101 3", "14"])
def test_a_mark_that_cannot_be_read_is_no_mark_passed_over(mark: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whichever part of the mark it is
        marks(Source("a.realtime.yaml", f"type: realtime # <- {mark}\n"))


def test_every_example_has_a_name_that_a_walk_finds() -> None:
    assert [name for name in FILES if not inputs.is_named_ours(name)] == []


def test_only_the_broken_one_has_marks() -> None:
    assert len(GOOD) >= 10
    assert [name for name in FILES if marks(source(name))] == [BROKEN]


def test_the_broken_one_has_eight_faults_two_of_each_family() -> None:
    families = {rule.code: rule.family for rule in pack().rules}
    codes = [code for code, _, _ in marks(source(BROKEN))]
    assert len(set(codes)) == len(codes) == 8
    assert Counter(families[code] for code in codes) == {"yaml": 2, "shape": 2, "value": 2, "relation": 2}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_one_is_silent_because_it_is_good(name: str) -> None:
    """The same file with one key too many speaks, so it was looked at."""
    read = source(name)
    if name.endswith(".json"):
        text, row = read.text.replace("{", '{"surprise": 1, ', 1), 1
    else:
        text, row = read.text + "surprise: 1\n", read.text.count("\n") + 1
    assert [mark[:2] for mark in findings(Source(read.path, text))] == [("RT101", row)]


@pytest.mark.parametrize("name", GOOD)
def test_a_good_one_decodes_into_the_struct_of_its_kind(name: str) -> None:
    loaded = value(name)
    decoded = msgspec.convert(loaded, STRUCTS[detect(loaded)])
    assert msgspec.to_builtins(decoded) == loaded


def test_a_broken_one_does_not_decode() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value(BROKEN), ClientSecretRequest)


def test_every_kind_of_document_is_shown_and_both_notations() -> None:
    assert {detect(value(name)) for name in GOOD} == set(STRUCTS)
    assert {pathlib.Path(name).suffix for name in GOOD} == {".yaml", ".json"}
    sessions = [value(name) for name in GOOD if detect(value(name)) is Kind.SESSION]
    assert {one["type"] for one in sessions} == {"realtime", "transcription"}


def places(report: dict[str, Any]) -> list[tuple[str, str, int, int]]:
    """Path, code, row and column of each finding of a report."""
    return [(one["path"], one["code"], one["location"]["row"], one["location"]["column"]) for one in report["findings"]]


def test_the_command_line_finds_the_same_in_the_folder() -> None:
    told = "skipped 2 files that do not look like a session config (-v names them)\n"
    status, report = check("examples", told=told)
    whole = {f"examples/{name}": marks(source(name)) for name in (BROKEN, f"policy/{BROKEN}")}
    assert places(report) == [(path, *mark) for path, found in whole.items() for mark in found]
    assert report["summary"]["files"] == len(FILES) + len(POLICY_FILES) + len([*IN_CODE.rglob("*.realtime.yaml")])
    assert status == 1


def test_the_command_line_is_content_with_the_good_ones() -> None:
    status, report = check(*(f"examples/{name}" for name in GOOD))
    assert report["findings"] == []
    assert report["summary"]["files"] == len(GOOD)
    assert status == 0


def rows(readme: pathlib.Path) -> list[str]:
    """The files that a table of a README names, each with a link to itself and with some words."""
    found = re.findall(r"^\| \[([^\]]+)\]\(([^)]+)\) \| \S", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for name, target in found if name != target] == []
    return sorted(name for name, _ in found)


def test_the_readme_names_each_file_and_no_other() -> None:
    assert rows(README) == sorted([*FILES, "policy/README.md", "in-code/README.md"])


# The policy: rules of somebody's own.


def test_the_policy_finds_what_it_marks_and_nothing_else() -> None:
    status, report = check("examples/policy")
    expected = marks(source(f"policy/{BROKEN}"))
    assert places(report) == [(f"examples/policy/{BROKEN}", *mark) for mark in expected]
    assert sorted(code for code, _, _ in expected) == ["ACME1", "ACME2", "ACME3"]
    assert report["summary"]["files"] == len(POLICY_FILES)
    assert status == 1


def test_the_policy_asks_more_than_the_api_does() -> None:
    for name in POLICY_FILES:
        assert findings(source(f"policy/{name}")) == []
        msgspec.convert(value(f"policy/{name}"), ClientSecretRequest)


def test_the_rules_of_the_policy_are_proven() -> None:
    folder = str(POLICY / "acme-voice")
    assert proof.prove(folder, brought(pack(), [folder])) == proof.Proof(rules=3, examples=8, disproofs=())


def test_the_readme_of_the_policy_names_each_file_and_no_other() -> None:
    files = (path.relative_to(POLICY).as_posix() for path in POLICY.rglob("*") if path.is_file())
    assert rows(POLICY / "README.md") == sorted(name for name in files if name != "README.md")
