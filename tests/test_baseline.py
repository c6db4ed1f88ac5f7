"""Baselines: what a finding is known by, what stays hidden while a file changes, and what such a file may hold."""

import copy
import datetime
import os
import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.baseline import Baseline, Entries, Entry, load, put
from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.inputs import gather
from rtlint.lint import Linter
from rtlint.result import Result
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

PACK = built_in()
LINTER = Linter(PACK, [rule.code for rule in PACK.rules if rule.enabled], as_of=datetime.date(2026, 11, 1))
TOKEN = "sk-proj-AbCdEfGhIjKlMnOp"  # made up


def lint(text: str, path: str = "a.yaml") -> Result:
    result = LINTER.lint(Source(path, text))
    assert result is not None
    return result


def baseline_of(*results: Result, path: str = "base.json") -> Baseline:
    return Baseline(path).updated({result.text.path: result for result in results}, grow=True)


def entries(text: str) -> dict[str, int]:
    """What a baseline holds about a file of one text."""
    return {str(entry): count for entry, count in baseline_of(lint(text)).of("a.yaml").items()}


def codes(result: Result) -> list[str]:
    return [found.finding.code for found in result.found]


SESSION = """\
session:
  type: realtime
  output_modalities: [audio, text]
  max_tokens: 5
  tools:
    - {type: function, name: first, strict: true}
    - {type: mcp, server_label: docs, server_url: x, retry: 1}
    - {type: function, name: first, strict: true}
    - {type: function, strict: true}
  audio: {output: {speed: 2}}
"""


def test_a_finding_is_known_by_its_rule_and_place_and_items_by_their_names() -> None:
    assert entries(SESSION) == {
        "RT101 session.max_tokens": 1,
        "RT101 session.tools[docs].retry": 1,
        "RT202 session.output_modalities": 1,
        "RT205 session.audio.output.speed": 1,
        "RT217 session.tools[*].name": 1,
        "RT328 session.tools[*].strict": 1,
        "RT328 session.tools[first].strict": 2,
        "RT333 session.tools[docs].server_url": 1,
        "RT401 session.tools[first].name": 1,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("session: [", {"RT001": 1}),
        ('session: {type: realtime, "a.b c": 1}', {'RT101 session["a.b c"]': 1}),
        ("session: {type: realtime}\n---\nsession: {type: realtime, x: 1}\n", {"RT011": 1, "RT101 session.x": 1}),
    ],
)
def test_odd_places(text: str, expected: dict[str, int]) -> None:
    assert entries(text) == expected


def test_a_value_is_no_part_of_what_a_finding_is_known_by() -> None:
    fast = "session: {type: realtime, audio: {output: {speed: 2}}}"
    assert baseline_of(lint(fast)).new(lint(fast.replace("2", "300"))).found == ()


@pytest.mark.parametrize(
    "tool",
    [
        "{type: function, name: TOKEN, strict: 1}",
        "{type: function, name: TOKEN, TOKEN: 1}",
        "{type: mcp, server_label: TOKEN, server_url: 'https://x?api_key=TOKEN', authorization: TOKEN, x: 1}",
        "{type: mcp, server_label: a, server_url: 'https://x', authorization: {hush-hush: [{name: hush-hush, x: 1}]}}",
        "{type: mcp, server_label: a, server_url: 'https://x', authorization: [{name: hush-hush, x: 1}]}",
        "{type: mcp, server_label: a, server_url: 'https://x', headers: {X-Api-Key: {hush-hush: 1}}}",
    ],
)
def test_no_secret_gets_into_the_file(tool: str) -> None:
    result = lint(f"session: {{type: realtime, tools: [{tool.replace('TOKEN', TOKEN)}]}}")
    written = baseline_of(result).encoded()
    assert result.found
    assert TOKEN.encode() not in written
    assert b"hush" not in written


def test_two_equal_findings_hide_two_and_a_third_is_new() -> None:
    two = "session:\n  type: realtime\n  tools:\n" + "    - {type: function, name: a, strict: 1}\n" * 2
    baseline = baseline_of(lint(two))
    three = lint(two + "    - {type: function, name: a, strict: 1}\n")
    new = baseline.new(three)
    assert new.found == tuple(found for found in three.found if found.finding.location.row == 6)
    assert codes(new) == ["RT401", "RT328"]
    assert (new.baselined, new.documents, new.text) == (3, three.documents, three.text)
    assert len(three.found) == 5


def test_a_baseline_speaks_of_its_own_files_only() -> None:
    baseline = baseline_of(lint(SESSION, "x/a.yaml"))
    assert baseline.new(lint(SESSION, "x/a.yaml")).found == ()
    elsewhere = lint(SESSION, "a.yaml")
    assert baseline.new(elsewhere).found == elsewhere.found


@pytest.mark.parametrize("name", ["a.yaml", "./a.yaml", "sub/../a.yaml", "HERE/a.yaml", "link/a.yaml"])
def test_a_file_has_one_name_whatever_leads_to_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(".")
    name = name.replace("HERE", str(tmp_path))
    assert Baseline("base.json").file(name) == "a.yaml"
    assert Baseline(str(tmp_path / "base.json")).file(name) == "a.yaml"
    assert Baseline("sub/base.json").file(name) == "../a.yaml"
    monkeypatch.chdir(tmp_path / "sub")
    assert Baseline("../base.json").file("../a.yaml") == "a.yaml"


# Whatever is put into this document and however it is written, its faults stay the same.
FAULTY: dict[str, Any] = {
    "expires_after": {"anchor": "created_at", "seconds": 5},
    "session": {
        "type": "realtime",
        "max_tokens": 100,
        "output_modalities": ["audio", "text"],
        "audio": {
            "input": {"turn_detection": {"type": "semantic_vad", "threshold": 0.5}},
            "output": {"voice": "marin", "speed": 2.5},
        },
        "tools": [
            {"type": "function", "name": "one", "strict": True, "parameters": {"type": "object", "properties": {}}},
            {"type": "function", "name": "two", "strict": True},
            {"type": "mcp", "server_label": "docs", "server_url": "https://example.com/mcp", "retries": 2},
            {"type": "mcp", "server_label": "shop", "server_url": "https://example.com/mcp", "require_approval": "no"},
            {"type": "function", "name": "two", "strict": False},
        ],
    },
}
KNOWN = lint(yaml.safe_dump(FAULTY, sort_keys=False))
BASELINE = baseline_of(KNOWN)


def turned(value: Any, rng: random.Random) -> Any:
    """The same value with the keys of its mappings in another order."""
    if isinstance(value, list):
        return [turned(item, rng) for item in value]
    if not isinstance(value, dict):
        return value
    keys = rng.sample(list(value), len(value))
    return {key: turned(value[key], rng) for key in keys}


def edited(changes: int, rng: random.Random, tools: list[dict[str, Any]]) -> str:
    """The faulty document with other tools between its own, keys in another order, more lines and comments."""
    document = copy.deepcopy(FAULTY)
    own = document["session"]["tools"]
    for tool in tools:
        own.insert(rng.randint(0, len(own)), tool)
    for number in range(changes):
        clean = {"type": "function", "name": f"clean_{number}", "description": "Look it up when somebody asks."}
        own.insert(rng.randint(0, len(own)), clean | {"parameters": {"type": "object", "properties": {}}})
    lines = yaml.safe_dump(turned(document, rng), sort_keys=False, width=10_000).splitlines()
    for _ in range(changes):
        lines.insert(rng.randint(0, len(lines)), rng.choice(["", "# a note", "      # speed: 9"]))
    return "\n".join(lines) + "\n"


@settings(deadline=None)
@given(st.integers(0, 6), st.randoms(use_true_random=False))
def test_old_findings_stay_hidden_while_the_file_changes(changes: int, rng: random.Random) -> None:
    result = lint(edited(changes, rng, []))
    new = BASELINE.new(result)
    assert (new.found, new.baselined) == ((), len(KNOWN.found))
    assert BASELINE.updated({"a.yaml": result}, grow=False).files == BASELINE.files


@settings(deadline=None)
@given(st.integers(0, 6), st.randoms(use_true_random=False))
def test_nothing_but_new_findings_is_reported(changes: int, rng: random.Random) -> None:
    result = lint(edited(changes, rng, [{"type": "function", "name": "three", "description": "x", "strict": True}]))
    new = BASELINE.new(result)
    assert [(found.finding.code, found.known[-2:]) for found in new.found] == [("RT328", ("=three", "strict"))]
    assert new.baselined == len(KNOWN.found)


def test_a_baseline_is_read_as_it_is_written(tmp_path: Path) -> None:
    path = str(tmp_path / "base.json")
    before = baseline_of(
        lint("session: {type: realtime, y: 1, x: 1}", str(tmp_path / "b\udce9 ö.yaml")),
        lint("session: [", str(tmp_path / "a" / "a.yaml")),
        lint("session: {type: realtime}", str(tmp_path / "clean.yaml")),
        path=path,
    )
    put(path, before.encoded())
    assert Path(path).read_text() == (
        '{\n  "version": 1,\n  "files": {\n'
        '    "a/a.yaml": {\n      "RT001": 1\n    },\n'
        '    "b\\\\udce9 ö.yaml": {\n      "RT101 session.x": 1,\n      "RT101 session.y": 1\n    }\n'
        "  }\n}\n"
    )
    assert (load(path).files, load(path).count) == (before.files, 3)


A = Entry("RT205", "session.audio.output.speed")
B = Entry("RT101", "session.x")
FAST = "session: {type: realtime, audio: {output: {speed: 2}}}"


@pytest.mark.parametrize(
    ("grow", "expected"),
    [
        (False, {"a.yaml": {A: 1}, "other.yaml": {B: 1}}),
        (True, {"a.yaml": {A: 1}, "new.yaml": {A: 1}, "other.yaml": {B: 1}}),
    ],
)
def test_an_update_takes_out_what_is_gone_and_leaves_other_files_alone(
    grow: bool, expected: dict[str, dict[Entry, int]]
) -> None:
    before = Baseline(
        "base.json",
        {
            "a.yaml": Entries({A: 3, B: 1}),
            "no-config-any-more.yaml": Entries({A: 1}),
            "other.yaml": Entries({B: 1}),
        },
    )
    looked = {"a.yaml": lint(FAST), "./new.yaml": lint(FAST, "new.yaml"), "no-config-any-more.yaml": None}
    assert before.updated(looked, grow=grow).files == expected
    assert before.count == 6


def test_files_are_gone_when_they_are_deleted_and_paths_cover_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "here.yaml").touch()
    names = ["x/here.yaml", "x/y/gone.yaml", "xx/gone.yaml", "gone.yaml", "../gone.yaml"]
    baseline = Baseline("base.json", {name: Entries({A: 1}) for name in names})

    def gone(*paths: str) -> list[str]:
        return [os.path.relpath(path) for path in baseline.gone(paths)]

    assert gone(".") == ["x/y/gone.yaml", "xx/gone.yaml", "gone.yaml"]
    assert gone("x") == gone("x/y/gone.yaml") == gone(str(tmp_path / "x") + "/") == gone("./x/y") == ["x/y/gone.yaml"]
    assert gone("..", "x") == ["x/y/gone.yaml", "xx/gone.yaml", "gone.yaml", "../gone.yaml"]
    assert gone("x/here.yaml") == gone("x/y/gone") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b'{"version": 2, "anything": []}', "b.json: the baseline has version 2; this rtlint reads version 1"),
        (b"", "b.json:1:1: the baseline is no JSON: input data was truncated"),
        (b'{"version": 1,\n "\xc3\xa4": <<<<<<< }', "b.json:2:7: the baseline is no JSON: invalid character"),
        (b'{"version": 1e999}', "b.json:1:19: the baseline is no JSON: number out of range"),
        (b"[" * 100_000, "b.json: the baseline is nested too deep"),
        (b"\xff", "b.json:1:1: the file is not UTF-8"),
        (b"[]", "b.json: in the baseline the document is a list; it takes a mapping"),
        (b"{}", "b.json: in the baseline version is missing"),
        (b'{"version": 1}', "b.json: in the baseline files is missing"),
        (b'{"version": "1", "files": {}}', 'b.json: in the baseline version is "1"; it takes an integer'),
        (b'{"version": 1, "files": {}, "file": {}}', "b.json: in the baseline unknown key file; did you mean files?"),
        (b'{"version": 1, "files": {"a": ["RT205"]}}', "b.json: in the baseline files.a is a list; it takes a mapping"),
        (
            b'{"version": 1, "files": {"a": {"R x": true}}}',
            'b.json: in the baseline files.a["R x"] is true; it takes an integer',
        ),
        (b'{"version": 1, "files": {"a": {"RT205 x": 0}}}', "b.json: the count of RT205 x in a is 0; it starts at 1"),
    ],
)  # fmt: skip  # a table
def test_what_is_no_baseline_is_told_in_one_line(
    text: bytes, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.json").write_bytes(text)
    with pytest.raises(ConfigError) as refused:
        load(str(tmp_path / "b.json"))
    assert str(refused.value) == words


@pytest.mark.parametrize("text", [b'\xef\xbb\xbf{"files": {}, "version": 1}', b'{"version":1,"files":{"a":{}}}'])
def test_what_people_make_of_it_by_hand_is_read(text: bytes, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(text)
    assert load(str(tmp_path / "b.json")).files == {}


def test_a_file_is_replaced_whole_keeps_its_mode_and_links_to_it(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "real.json").chmod(0o640)
    (tmp_path / "link.json").symlink_to("real.json")
    put(str(tmp_path / "link.json"), b"new")
    assert (tmp_path / "real.json").read_bytes() == b"new"
    assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o640
    assert sorted(os.listdir(tmp_path)) == ["link.json", "real.json"]


@pytest.mark.parametrize("step", ["fsync", "replace", "fchmod"])
def test_a_file_stays_as_it_is_when_it_cannot_be_replaced(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, step, full)
    (tmp_path / "a.json").write_text("old")
    with pytest.raises(ConfigError) as refused:
        put("a.json", b"new")
    assert str(refused.value) == "a.json cannot be written: no space left on device"
    assert (os.listdir(tmp_path), (tmp_path / "a.json").read_text()) == (["a.json"], "old")


def test_a_configuration_names_it_from_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def put(name: str, text: str) -> None:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    put(".git/x", "")
    put("rtlint.toml", 'baseline = "./lists/known.json"')
    put("a/rtlint.toml", 'extend = "../rtlint.toml"')
    put("b/rtlint.toml", 'extend = "../rtlint.toml"\nbaseline = ""')
    put("c/rtlint.toml", "")
    known = str(tmp_path / "lists" / "known.json")
    configs = [Finder().of(folder) for folder in (".", "a/x", "b", "c")]
    assert [config and config.baseline for config in configs] == [known, known, None, None]


def test_the_walk_of_a_folder_passes_baselines_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (".git", ".rtlint-baseline.json", "a.json"):
        (tmp_path / name).touch()
    assert [item.path for item in gather(["."])] == ["a.json"]
