"""Which documents are linted, and that it is with what `rtlint check` would take."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types

from rtlint.cli.main import run
from rtlint.config.trail import Trail
from rtlint.server import desk as module
from rtlint.server.desk import Call, Desk
from tests.server.talking import pack

FAST = "session:\n  type: realtime\n  audio: {output: {speed: 2.0}}\n"
OLD = "session:\n  type: realtime\n  model: gpt-4o-realtime-preview\n"
PROMPTS = "providers:\n  - id: openai:realtime\n    config:\n      audio: {output: {speed: 2.0}}\n"


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "built_in", pack)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


def opened(desk: Desk, uri: str, text: str, language: str = "yaml") -> list[str] | None:
    """The codes that are found in a text; None where it is not looked at, or does not look like a session."""
    document = desk.open(types.TextDocumentItem(uri, language, 1, text), types.PositionEncodingKind.Utf16)
    if document is None:
        return None
    assert desk.linted(uri) is document
    return [one.code for one in document.result.findings] if document.result else None


CONFIGURATIONS = {
    "nothing": "",
    "ignore": 'ignore = ["RT205"]\n',
    "severity": '[rules.RT205]\nseverity = "info"\n',
    "per file": '[per-file-ignores]\n"a.*" = ["RT205"]\n',
    "suppress": '[[suppress]]\nrules = ["RT205"]\nat = "session.audio"\nreason = "known"\n',
    "as of": "as-of = 2025-01-01\n",
    "target": 'target = "azure"\n',
    "kind": 'kind = "session"\n',
    "baseline": 'baseline = "known.json"\n',
    "include": 'include = ["*.yaml"]\n',
    "documents": '[[documents]]\nfiles = "*.yaml"\nat = "providers[*].config"\n',
}


@pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=CONFIGURATIONS)
@pytest.mark.parametrize("text", [FAST, OLD, PROMPTS, "a: b\n"], ids=["fast", "old", "prompts", "other"])
def test_an_open_document_is_linted_as_the_command_does(
    configuration: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rtlint.toml").write_text(configuration)
    known = {"version": 1, "files": {"a.yaml": {"RT205 session.audio.output.speed": 1}}}
    (tmp_path / "known.json").write_text(json.dumps(known))
    (tmp_path / "a.yaml").write_text(text)
    assert run(["check", "--sniff", "--no-cache", "--output", "json", "a.yaml"]) in (0, 1)
    said = json.loads(capsys.readouterr().out)
    found = [one["code"] for one in said["findings"]] if said["summary"]["files"] else None
    assert opened(Desk(), (tmp_path / "a.yaml").as_uri(), text) == found


def test_what_is_excluded_is_not_linted(tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text('exclude = ["build/", "b.*"]\nbaseline = "c.realtime.json"\n')
    (tmp_path / "c.realtime.json").write_text('{"version": 1, "files": {}}')
    desk = Desk()
    for name in ("build/a.realtime.yaml", "b.realtime.yaml", "c.realtime.json"):
        assert opened(desk, (tmp_path / name).as_uri(), FAST) is None
    assert opened(desk, (tmp_path / "d.realtime.yaml").as_uri(), FAST) == ["RT205"]


@pytest.mark.parametrize(
    ("uri", "language", "found"),
    [
        ("untitled:Untitled-1", "yaml", ["RT205"]),
        ("untitled:Untitled-1", "json", ["RT201"]),
        ("buffer:7", "yaml", ["RT205"]),
        ("file://", "yaml", ["RT205"]),
        ("untitled:a.realtime.yaml", "plaintext", None),
        ("git:/a.realtime.yaml?ref", "yaml", None),
        ("vscode-notebook-cell:/a.ipynb#1", "yaml", None),
        ("file:///a.txt", "plaintext", None),
        ("file:///a.txt", "yaml", ["RT205"]),
        ("file:///a.yml", "plaintext", ["RT205"]),
        ("file:///a.yml", "yaml.docker-compose", ["RT205"]),
        ("file:///a%20b%25.YAML", "", ["RT205"]),
    ],
)
def test_documents_are_ours_by_their_language_and_where_they_are_from(
    uri: str, language: str, found: list[str] | None
) -> None:
    text = FAST if "RT201" not in (found or ()) else '{"session": {"type": "realtime", "audio": }}'
    codes = opened(Desk(Call(isolated=True)), uri, text, language)
    assert (codes if "RT201" not in (found or ()) else codes and ["RT201"]) == found


def test_a_text_that_is_no_file_has_the_configuration_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "rtlint.toml").write_text('ignore = ["RT205"]\n')
    desk = Desk()
    assert opened(desk, "untitled:1", FAST) == ["RT205"]
    desk.root = str(tmp_path / "work")
    assert opened(desk, "untitled:2", FAST) == []


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (Call(("gone.toml",)), "--config names gone.toml, which is neither a file nor KEY=VALUE"),
        (Call(("ignroe=[]",)), "--config:1:1: unknown key ignroe; did you mean ignore?"),
        (Call(("a.toml",), isolated=True), "--config names a.toml beside --isolated"),
    ],
)
def test_a_call_that_cannot_be_used_is_told_once(call: Call, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("")
    told: list[str] = []
    desk = Desk(call)
    desk.tell = told.append
    for name in "ab":
        assert opened(desk, (tmp_path / f"{name}.realtime.yaml").as_uri(), FAST) is None
    assert told == [message]


def test_a_broken_baseline_is_told_and_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text('baseline = "known.json"\n')
    told: list[str] = []
    desk = Desk()
    desk.tell = told.append
    uri = (tmp_path / "a.realtime.yaml").as_uri()
    assert opened(desk, uri, FAST) is None
    assert told == ["rtlint.toml:1:12: there is no file known.json; rtlint baseline write makes it"]
    (tmp_path / "known.json").write_text('{"version": 1, "files": {}}')
    desk.renew()
    document = desk.linted(uri)
    assert document is not None
    assert document.result is not None
    assert [one.code for one in document.result.findings] == ["RT205"]


def test_what_nobody_has_opened_is_nothing() -> None:
    assert Desk().linted("file:///a.yaml") is None


def test_the_trail_names_all_that_findings_depend_on(tmp_path: Path) -> None:
    write: Callable[[str, str], int] = lambda name, text: (tmp_path / name).write_text(text)  # noqa: E731
    for folder in ("work", "one", "two"):
        (tmp_path / folder).mkdir()
    write("rtlint.toml", 'extend = "base.toml"\nrule-packs = ["one"]\n')
    write("base.toml", 'extend = "rtlint.toml"\nbaseline = "known.json"\n')
    write("one/pack.yaml", "prefix: ONE\nextends: [../two, ../three]\n")
    write("two/pack.yaml", "prefix: TWO\nextends: [../one]\n")
    write("pyproject.toml", "[project]\n")
    trail = Call().follow(Trail(), [str(tmp_path / "work")])
    names = (".rtlint.toml", "rtlint.toml", "pyproject.toml")
    assert trail.files == {
        *(str(tmp_path / name) for name in (*names, "base.toml", "known.json")),
        *(str(tmp_path / "work" / name) for name in names),
    }
    assert trail.folders == {str(tmp_path / name) for name in ("one", "two", "three")}
    before = trail.marks()
    write("three", "is no folder")
    assert trail.marks() == before
    write("two/TWO001-a.yaml", "code: TWO001\n")
    write("known.json", "{}")
    changed = {name for name, mark in trail.marks().items() if before.get(name) != mark}
    assert changed == {str(tmp_path / "two" / "TWO001-a.yaml"), str(tmp_path / "known.json")}


def test_a_trail_goes_on_through_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "rtlint.toml").write_text('rule-packs = ["one", 2]\nextend = "base.toml"\nbaseline = 3\n')
    (tmp_path / "base.toml").write_text("= broken")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "pack.yaml").write_text("extends: [")
    trail = Call((str(tmp_path / "rtlint.toml"), "= broken")).follow(Trail(), [])
    assert trail.files == {str(tmp_path / "rtlint.toml"), str(tmp_path / "base.toml")}
    assert trail.folders == {str(tmp_path / "one")}
