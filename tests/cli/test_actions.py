"""rtlint as a step of GitHub Actions: what goes to the log, to the annotations and to the page, and what can not."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from rtlint.cli._actions import harmless
from tests.runner import Command, obeyed

Run = Callable[..., Any]

ERROR = "session: {type: realtime, audio: {output: {speed: 2}}}\n"
MESSAGE = "speed is 2; the API takes 0.25 to 1.5"
URL = "https://rtlint.github.io/rtlint/rules/speed-range/"
PROPERTIES = {"file": "a.yaml", "line": "1", "endLine": "1", "col": "51", "endColumn": "52"}
ANNOTATION = Command("error", {**PROPERTIES, "title": "rtlint RT205 (speed-range)"}, MESSAGE)
LINE = f"::error file=a.yaml,line=1,endLine=1,col=51,endColumn=52,title=rtlint RT205 (speed-range)::{MESSAGE}\n"
CONCISE = f"a.yaml:1:51: error[RT205] speed-range: {MESSAGE}\n"
SUMMARY = "1 error in 1 file\n1 fixable with --fix --unsafe-fixes\n"
FULL = f"""\
error[RT205] speed-range: {MESSAGE}
 --> a.yaml:1:51
  |
1 | session: {{type: realtime, audio: {{output: {{speed: 2}}}}}}
  |                                                   ^
  |
  = help: 1.0 is the natural speed
  = see: {URL}
"""
PAGE = f"""\
### rtlint

1 error in 1 file

1 fixable with --fix --unsafe-fixes

| severity | rule | place | message |
| --- | --- | --- | --- |
| error | [RT205]({URL}) speed-range | a.yaml:1:51 | {MESSAGE} |
"""


@pytest.fixture
def actions(rtlint: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`rtlint` in a step, with the file `a.yaml` to find something in, and `page.md` as its page."""
    (tmp_path / "a.yaml").write_text(ERROR)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "page.md"))
    return rtlint


def page(folder: Path) -> str | None:
    path = folder / "page.md"
    return path.read_text() if path.exists() else None


def test_without_a_choice_there_are_findings_for_people_annotations_and_a_page(actions: Run, tmp_path: Path) -> None:
    assert actions("check", "a.yaml") == (1, f"{FULL}\n{SUMMARY}{LINE}", "")
    assert page(tmp_path) == PAGE


@pytest.mark.parametrize(
    ("options", "out", "made"),
    [
        (["-q"], f"{FULL}{LINE}", PAGE[PAGE.index("| severity") :]),
        (["--statistics"], f"{FULL}\n{SUMMARY}\n1  RT205  speed-range  error\n{LINE}", PAGE),
        (["--output", "github"], f"{LINE}{SUMMARY}", PAGE),
        (["--output", "github=log.txt"], "", PAGE),
        (["--output", "concise", "--output", "github=log.txt", "-q"], CONCISE, PAGE[PAGE.index("| severity") :]),
        (["--output", "concise"], f"{CONCISE}\n{SUMMARY}", None),
        (["--output", "markdown"], PAGE, None),
    ],
)
def test_options_keep_their_meaning(
    actions: Run, tmp_path: Path, options: list[str], out: str, made: str | None
) -> None:
    assert actions("check", *options, "a.yaml") == (1, out, "")
    assert page(tmp_path) == made


def test_nothing_found_is_told_on_the_page_too(actions: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime, model: gpt-realtime-2.1}\n")
    assert actions("check", "a.yaml") == (0, "No findings in 1 file.\n", "")
    assert page(tmp_path) == "### rtlint\n\nNo findings in 1 file.\n"
    assert actions("check", "-q", "a.yaml") == (0, "", "")
    assert page(tmp_path) == "### rtlint\n\nNo findings in 1 file.\n"


def test_a_page_goes_on_below_what_stands_there(actions: Run, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Tests\n")
    actions("check", "a.yaml")
    assert page(tmp_path) == f"# Tests\n\n{PAGE}"


def test_a_page_that_would_be_too_long_stays_as_it_is(actions: Run, tmp_path: Path) -> None:
    old = "x" * (1024 * 1024 - len(PAGE) - 1)
    (tmp_path / "page.md").write_text(old)
    assert actions("check", "a.yaml").err == ""
    assert page(tmp_path) == f"{old}\n{PAGE}"
    (tmp_path / "page.md").write_text(old + "x")
    assert actions("check", "a.yaml").err == "the job summary is full: GitHub takes 1 MiB of a step\n"
    assert page(tmp_path) == old + "x"


@pytest.mark.parametrize(("target", "reason"), [("gone/page.md", "no such file or directory"), (".", "is a directory")])
def test_a_page_that_cannot_be_written_is_told_and_fails_nothing(
    actions: Run, monkeypatch: pytest.MonkeyPatch, target: str, reason: str
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", target)
    told = f"the job summary cannot be written: {reason}\n"
    assert actions("check", "a.yaml") == (1, f"{FULL}\n{SUMMARY}{LINE}", told)


@pytest.mark.parametrize("value", [None, "", "false", "1"])
def test_elsewhere_all_is_as_ever(
    actions: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is None:
        monkeypatch.delenv("GITHUB_ACTIONS")
    else:
        monkeypatch.setenv("GITHUB_ACTIONS", value)
    assert actions("check", "a.yaml") == (1, f"{FULL}\n{SUMMARY}", "")
    assert actions("check", "--output", "github", "a.yaml") == (1, f"{LINE}{SUMMARY}", "")
    assert page(tmp_path) is None


def test_two_chosen_formats_on_standard_output_stay_a_mistake(actions: Run) -> None:
    status, out, err = actions("check", "--output", "full", "--output", "github")
    assert (status, out) == (2, "")
    assert err.endswith("one format goes to standard output; give the others a file, as in json=report.json\n")


def test_a_diff_stands_alone(actions: Run, tmp_path: Path) -> None:
    status, out, err = actions("check", "--diff", "--unsafe-fixes", "a.yaml")
    assert (status, out.splitlines()[:2], err) == (
        1,
        ["--- a.yaml", "+++ a.yaml"],
        "would fix 1 fault in 1 file, 0 findings left\n",
    )
    assert "::" not in out
    assert page(tmp_path) is None


def test_settings_are_shown_without_annotations(actions: Run) -> None:
    status, out, err = actions("check", "--show-settings", "a.yaml")
    assert (status, err, "::" in out) == (0, "", False)


# No command comes in from a file, whatever it is called and whatever it holds.

NAMES = [
    "::error ::x.yaml",
    "  ::add-mask::x.yaml",
    "##[error]x.yaml",
    "a ##[set-output name=x]y.yaml",
    "a\r::debug::.yaml",
]
INJECTING = """\
# ##[add-mask]secret
session:
   ::error ::x: 1
   type: realtime
   audio: {output: {speed: 2}} # ::set-output name=a::b
   tools: [{type: function, name: "##[error]a", parameters: "\\n::error ::b\\r::error ::c"}]
"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["full", "concise", "parsable", "markdown", "json"])
def test_no_report_holds_a_command(actions: Run, tmp_path: Path, form: str, name: str) -> None:
    (tmp_path / name).write_text(INJECTING)
    status, out, err = actions("check", "--statistics", "--output", form, name)
    assert status == 1
    assert obeyed(out) == []
    assert obeyed(err) == []


def test_what_json_says_is_the_same_in_actions(actions: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAMES[2]).write_text(INJECTING)
    there = actions("check", "--output", "json", NAMES[2]).out
    monkeypatch.delenv("GITHUB_ACTIONS")
    here = actions("check", "--output", "json", NAMES[2]).out
    assert json.loads(there) == json.loads(here)
    assert obeyed(here) != []


@pytest.mark.parametrize("form", ["junit", "svg"])
def test_what_xml_says_is_the_same_in_actions(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    text = '<a b="##[error]c">x\n  ::error ::d\n::error ::e ##[error]f a::b</a>\n'
    assert harmless(text, form) == text
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    there, here = ElementTree.fromstring(harmless(text, form)), ElementTree.fromstring(text)
    assert (there.attrib, there.text) == (here.attrib, here.text)
    assert obeyed(harmless(text, form)) == []
    assert len(obeyed(text)) == 3


def test_what_people_read_is_the_same_between_two_lines_of_our_own(actions: Run, tmp_path: Path) -> None:
    (tmp_path / "::error ::x.yaml").write_text(ERROR)
    out = actions("check", "-q", "--output", "concise", "::error ::x.yaml").out
    found = f"::error ::x.yaml:1:51: error[RT205] speed-range: {MESSAGE}\n"
    token = out.splitlines()[0].removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert out == f"::stop-commands::{token}\n{found}::{token}::\n"
    assert token not in actions("check", "-q", "--output", "concise", "::error ::x.yaml").out


def test_a_file_that_writes_commands_gets_annotations_and_no_more(actions: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"# ##[error]x\n{ERROR}")
    status, out, err = actions("check", "--select", "RT205", "a.yaml")
    (command,) = obeyed(out)
    assert (status, err) == (1, "")
    assert command == ANNOTATION._replace(properties={**ANNOTATION.properties, "line": "2", "endLine": "2"})


def test_a_diff_holds_no_command_and_can_be_applied(actions: Run, tmp_path: Path) -> None:
    text = "type: realtime\naudio: {output: {speed: 2}}\ninstructions: |\n    ::error ::y\n    ##[error]x\n"
    (tmp_path / "a.yaml").write_text(text)
    status, out, err = actions("check", "--diff", "--unsafe-fixes", "--select", "RT205", "a.yaml")
    assert (status, obeyed(out), obeyed(err)) == (1, [], [])
    assert out.startswith("::stop-commands::")
    assert "\n     ::error ::y\n     ##[error]x\n" in out
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=out.encode(), check=True)
    assert (tmp_path / "a.yaml").read_text() == text.replace("speed: 2", "speed: 1.5")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-v", "--sniff", *NAMES],
        ["check", "gone ##[error]x", "::error ::y"],
        ["check", "--output", "##[error]x"],
        ["check", "--config", "##[error]x = 1"],
        ["check", "--show-files", *NAMES],
        ["check", "--add-ignore", "##[error]x", "--select", "RT205", *NAMES],
        ["check", "--diff", *NAMES],
        ["check", "--fix", *NAMES],
        ["explain", NAMES[0]],
        ["explain", "--output", "json", NAMES[2]],
        ["migrate", *NAMES],
        ["migrate", "--output", "json", *NAMES],
        ["baseline", "write", *NAMES],
        ["rules", "##[error]x"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_no_command_of_ours_lets_one_in(actions: Run, tmp_path: Path, arguments: list[str]) -> None:
    for name in NAMES:
        (tmp_path / name).write_text(INJECTING)
    _, out, err = actions(*arguments)
    assert {command.properties.get("title", "")[:6] for command in obeyed(out)} <= {"rtlint"}
    assert obeyed(err) == []


def test_a_bug_shows_itself_and_is_no_command(actions: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **_rest: object) -> None:
        raise RuntimeError("a\n::error ::b\n##[error]c")

    monkeypatch.setattr("rtlint.cli.check.gather", broken)
    status, out, err = actions("check", "a.yaml")
    assert (status, out, obeyed(err)) == (3, "", [])
    assert "RuntimeError: a\n\\x3a:error \\x3a:b\n\\x23#[error]c\n" in err


def test_nothing_is_lost_where_standard_output_takes_the_text(actions: Run, tmp_path: Path) -> None:
    status, out, err = actions("check", "--fix", "-", "--stdin-filename", "a.yaml", stdin=ERROR.encode())
    assert (status, out, obeyed(err)) == (1, ERROR, [ANNOTATION])
    assert page(tmp_path) == PAGE.replace("--fix --unsafe-fixes", "--unsafe-fixes")
