"""Baselines on the command line: written once, then only shorter, and only what is new fails a run."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FAST = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
BOTH = "session: {type: realtime, max_tokens: 5, audio: {output: {speed: 2}}}\n"
CALM = "session: {type: realtime}\n"
NAME = ".rtlint-baseline.json"
SPEED = "RT205 session.audio.output.speed"
UNKNOWN = "RT101 session.max_tokens"
UNKNOWN_LINE = "error[RT101] unknown-key: unknown key max_tokens; did you mean max_output_tokens?\n"
SPEED_LINE = "error[RT205] speed-range: speed is 2; the API takes 0.25 to 1.5\n"
HINT = f'rtlint check --baseline {NAME} minds it, or baseline = "{NAME}" in the configuration\n'
CHECK = ("check", "--output", "concise", "--baseline", NAME)


@pytest.fixture
def put(tmp_path: Path) -> Callable[[dict[str, str]], None]:
    """`put({name: text})` in a repository of its own."""
    (tmp_path / ".git").mkdir()

    def write(texts: dict[str, str]) -> None:
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)

    return write


Put = Callable[[dict[str, str]], None]


FIXABLE = "1 fixable with --fix --unsafe-fixes\n"


def held(folder: Path, name: str = NAME) -> Any:
    return json.loads((folder / name).read_text())["files"]


def test_only_new_findings_are_reported_and_fail_a_run(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.realtime.yaml": FAST, "x/b.realtime.yaml": BOTH})
    assert rtlint("baseline", "write") == (0, "", f"{NAME} holds 3 findings in 2 files\n{HINT}")
    assert held(tmp_path) == {"a.realtime.yaml": {SPEED: 1}, "x/b.realtime.yaml": {UNKNOWN: 1, SPEED: 1}}
    assert rtlint(*CHECK) == (0, "No findings in 2 files; the baseline hides 3.\n", "")
    put({"a.realtime.yaml": "# moved\n" + BOTH})
    line = f"a.realtime.yaml:2:27: {UNKNOWN_LINE}"
    assert rtlint(*CHECK) == (1, f"{line}\n1 error in 2 files; the baseline hides 3\n", "")
    summary = json.loads(rtlint("check", "--output", "json", "--baseline", NAME).out)["summary"]
    assert summary == {
        "files": 2, "documents": 2, "errors": 1, "warnings": 0, "infos": 0, "suppressed": 0, "fixed": 0, "baselined": 3
    }  # fmt: skip
    assert rtlint("check", "-q", "--output", "concise").out.count("error[") == 4


@pytest.mark.parametrize("name", ["a.yaml", "./a.yaml", "x/../a.yaml", "HERE/a.yaml"])
def test_paths_may_be_written_in_any_way(name: str, rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "x/b.yaml": FAST})
    name = name.replace("HERE", str(tmp_path))
    rtlint("baseline", "write", name)
    assert held(tmp_path) == {"a.yaml": {SPEED: 1}}
    for path in ("a.yaml", "./a.yaml", str(tmp_path / "a.yaml")):
        assert rtlint(*CHECK, path).status == 0
    assert rtlint(*CHECK, "x/b.yaml").status == 1


def test_the_working_folder_may_move(rtlint: Run, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put({"x/a.yaml": FAST, "rtlint.toml": "baseline = 'known.json'"})
    assert rtlint("baseline", "write") == (0, "", "known.json holds 1 finding in 1 file\n")
    assert held(tmp_path, "known.json") == {"x/a.yaml": {SPEED: 1}}
    monkeypatch.chdir(tmp_path / "x")
    assert rtlint("check", "a.yaml").out == "No findings in 1 file; the baseline hides 1.\n"
    assert rtlint("check", "-", "--stdin-filename", "a.yaml", stdin=FAST.encode()).status == 0
    assert rtlint("baseline", "prune").err.endswith("known.json: 0 entries taken out, 1 left\n")


def test_a_baseline_that_is_there_only_gets_shorter(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "b.yaml": BOTH})
    rtlint("baseline", "write")
    put({"a.yaml": BOTH, "b.yaml": FAST})
    refused = f"{NAME} holds 2 findings in 2 files; 1 more is new: --force takes it in\n"
    assert rtlint("baseline", "write") == (1, f"a.yaml:1:27: {UNKNOWN_LINE}", refused)
    assert held(tmp_path) == {"a.yaml": {SPEED: 1}, "b.yaml": {SPEED: 1}}
    assert rtlint("baseline", "write", "--force") == (0, "", f"{NAME} holds 3 findings in 2 files\n")
    assert held(tmp_path) == {"a.yaml": {SPEED: 1, UNKNOWN: 1}, "b.yaml": {SPEED: 1}}


def test_prune_takes_out_what_is_gone_and_never_adds(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "b.yaml": BOTH})
    rtlint("baseline", "write")
    put({"a.yaml": BOTH, "b.yaml": FAST})
    assert rtlint("baseline", "prune") == (0, "", f"{NAME}: 1 entry taken out, 2 left\n")
    assert held(tmp_path) == {"a.yaml": {SPEED: 1}, "b.yaml": {SPEED: 1}}
    assert rtlint("baseline", "prune", "--baseline", "no.json") == (
        2,
        "",
        "Error: there is no file no.json; rtlint baseline write makes it\n",
    )


def test_files_that_are_not_looked_at_keep_their_entries(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "x/b.yaml": FAST, "x/c.yaml": FAST, "x/out.yaml": FAST})
    rtlint("baseline", "write")
    put(dict.fromkeys(("a.yaml", "x/b.yaml", "x/c.yaml", "x/out.yaml"), CALM) | {".gitignore": "out.yaml"})
    assert rtlint("baseline", "write", "x/b.yaml").status == 0
    assert sorted(held(tmp_path)) == ["a.yaml", "x/c.yaml", "x/out.yaml"]
    assert rtlint("baseline", "prune", "x").status == 0
    assert sorted(held(tmp_path)) == ["a.yaml", "x/out.yaml"]


def test_deleted_files_leave_when_the_paths_cover_them(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "x/b.yaml": FAST, "x/y/c.yaml": FAST, "z/d.yaml": FAST})
    rtlint("baseline", "write")
    for name in ("x/b.yaml", "x/y/c.yaml", "z/d.yaml"):
        (tmp_path / name).unlink()
    (tmp_path / "z").rmdir()
    assert rtlint("baseline", "prune", "a.yaml").err == f"{NAME}: 0 entries taken out, 4 left\n"
    assert rtlint("baseline", "prune", "x/b.yaml").err == f"{NAME}: 1 entry taken out, 3 left\n"
    assert rtlint("baseline", "write", "z").err == f"{NAME} holds 2 findings in 2 files\n"
    assert rtlint("baseline", "prune").err == f"{NAME}: 1 entry taken out, 1 left\n"
    assert held(tmp_path) == {"a.yaml": {SPEED: 1}}
    (tmp_path / "a.yaml").unlink()
    rtlint("baseline", "prune")
    assert (tmp_path / NAME).read_text() == '{\n  "version": 1,\n  "files": {}\n}\n'


def test_check_tells_of_entries_that_are_gone_from_what_it_looks_at_and_looks_for(rtlint: Run, put: Put) -> None:
    put({"a.yaml": BOTH, "b.yaml": FAST})
    rtlint("baseline", "write")
    put({"a.yaml": CALM, "b.yaml": CALM})
    gone = f"{{}} of {NAME} {{}} no longer found; rtlint baseline prune takes {{}} out\n"
    assert rtlint(*CHECK).err == gone.format("3 entries", "are", "them")
    assert rtlint(*CHECK, "b.yaml").err == gone.format("1 entry", "is", "it")
    assert rtlint(*CHECK, "--select", "RT101").err == gone.format("1 entry", "is", "it")
    assert rtlint(*CHECK, "--select", "RT3").err == ""
    assert rtlint("baseline", "prune").err == f"{NAME}: 3 entries taken out, 0 left\n"
    assert rtlint(*CHECK) == (0, "No findings in 2 files.\n", "")


def test_each_file_has_the_baseline_of_its_configuration(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": FAST, "x/b.yaml": FAST, "y/c.yaml": FAST})
    put({"rtlint.toml": "baseline = 'a.json'", "x/rtlint.toml": "baseline = 'b.json'", "y/rtlint.toml": ""})
    written = rtlint("baseline", "write")
    assert written.err == "a.json holds 1 finding in 1 file\nx/b.json holds 1 finding in 1 file\n"
    assert held(tmp_path, "a.json") == {"a.yaml": {SPEED: 1}}
    assert held(tmp_path, "x/b.json") == {"b.yaml": {SPEED: 1}}
    checked = rtlint("check", "--output", "concise")
    assert checked.out == f"y/c.yaml:1:51: {SPEED_LINE}\n1 error in 3 files; the baseline hides 2\n{FIXABLE}"
    rtlint("baseline", "write", "--baseline", "all.json")
    assert sorted(held(tmp_path, "all.json")) == ["a.yaml", "x/b.yaml", "y/c.yaml"]
    assert rtlint("check", "--baseline", "all.json").status == 0
    assert rtlint("check", "--isolated").status == 1
    assert rtlint("check", "--isolated", "--baseline", "all.json").status == 0
    assert rtlint("check", "--config", "baseline = ''").out.endswith(
        "3 errors in 3 files\n3 fixable with --fix --unsafe-fixes\n"
    )


def test_a_project_without_findings_has_an_empty_baseline(rtlint: Run, put: Put, tmp_path: Path) -> None:
    put({"a.yaml": CALM})
    assert rtlint("baseline", "write").err == f"{NAME} holds 0 findings in 0 files\n{HINT}"
    assert held(tmp_path) == {}
    put({"a.yaml": FAST})
    refused = f"{NAME} holds 0 findings in 0 files; 1 more is new: --force takes it in\n"
    assert rtlint("baseline", "write") == (1, f"a.yaml:1:51: {SPEED_LINE}", refused)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("check a.yaml --baseline no.json", "there is no file no.json; rtlint baseline write makes it"),
        ("check --baseline bad.json", "bad.json:1:1: the baseline is no JSON: invalid character"),
        ("baseline write --baseline bad.json", "bad.json:1:1: the baseline is no JSON: invalid character"),
        ("baseline prune --baseline bad.json", "bad.json:1:1: the baseline is no JSON: invalid character"),
        ("baseline write --baseline no/x.json", "no/x.json cannot be written: no such file or directory"),
        ("baseline write --baseline x", "x: is a directory"),
        ("baseline write no.yaml", "there is no file or folder no.yaml"),
        ("baseline prune no.yaml", "there is no file or folder no.yaml"),
        ("baseline write -", "- cannot be in a baseline: what comes from standard input has no place"),
    ],
)
def test_a_mistake_gives_one_line(arguments: str, words: str, rtlint: Run, put: Put) -> None:
    put({"a.yaml": FAST, "bad.json": "<<<<<<<", "x/b.yaml": FAST})
    assert rtlint(*arguments.split()) == (2, "", f"Error: {words}\n")


def test_a_baseline_that_a_configuration_names_has_to_be_there(rtlint: Run, put: Put) -> None:
    put({"a.yaml": FAST, "rtlint.toml": "\nbaseline = 'x.json'"})
    words = "Error: rtlint.toml:2:12: there is no file x.json; rtlint baseline write makes it\n"
    assert rtlint("check") == (2, "", words)
    assert rtlint("check", "nothing") == (2, "", words)
    assert rtlint("baseline", "prune") == (2, "", "Error: there is no file x.json; rtlint baseline write makes it\n")
    assert rtlint("baseline", "write") == (0, "", "x.json holds 1 finding in 1 file\n")
    assert rtlint("check").status == 0


def test_no_secret_reaches_the_file_or_the_list_of_what_is_refused(rtlint: Run, put: Put, tmp_path: Path) -> None:
    token = "sk-proj-" + "AbCdEfGhIjKlMnOp"
    put({"a.yaml": CALM})
    rtlint("baseline", "write")
    put({"a.yaml": f"session: {{type: realtime, instructions: {token}, tools: [{{type: function, name: {token}}}]}}"})
    refused = rtlint("baseline", "write")
    assert refused.status == 1
    assert rtlint("baseline", "write", "--force").status == 0
    assert held(tmp_path)["a.yaml"]
    assert token not in refused.out + refused.err + (tmp_path / NAME).read_text()


def test_the_guide_shows_what_write_makes(rtlint: Run, put: Put, tmp_path: Path) -> None:
    guide = (Path(__file__).resolve().parent.parent.parent / "docs" / "guides" / "baseline.md").read_text()
    files = re.findall(r'^```yaml title="(.+?)"\n(.*?)^```$', guide, re.MULTILINE | re.DOTALL)
    put(dict(files[:2]))
    rtlint("baseline", "write")
    assert f"```json\n{(tmp_path / NAME).read_text()}```\n" in guide
