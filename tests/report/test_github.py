"""The format for annotations: what GitHub's runner reads is what was meant, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.finding import Finding, Report, Severity, Summary
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.report._text import printable
from rtlint.text.source import Location
from tests.runner import Command, obeyed

render = renderer("github")
QUIET = Style(quiet=True)
HOSTILE = "50% of %0A, a:b\r\n::error ::x\n##[add-mask]y ::stop-commands::z"


def shown(text: str) -> str:
    """A text as an annotation has it: line ends as they are, what is harmful spelled."""
    return "".join(part if part in "\r\n" else printable(part) for part in re.split("([\r\n])", text))


def severities(errors: int, warnings: int, infos: int) -> list[Severity]:
    return [Severity.INFO] * infos + [Severity.WARNING] * warnings + [Severity.ERROR] * errors


def test_a_finding_of_each_severity(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    findings = (
        finding((3, 1), (3, 1), path="a/b.yaml", severity=Severity.INFO, code="RT9", name="old", message="mind: it"),
        finding((2, 5), (4, 2), severity=Severity.WARNING, code="RT3", name="dup", message="twice"),
        finding((31, 14), (31, 17)),
    )
    assert render(report(*findings, files=2), Style()) == (
        "::error file=agent.realtime.yaml,line=31,endLine=31,col=14,endColumn=17,title=rtlint RT205 (speed-range)"
        "::speed is 2.0; the API takes 0.25 to 1.5\n"
        "::warning file=agent.realtime.yaml,line=2,endLine=4,title=rtlint RT3 (dup)::twice\n"
        "::notice file=a/b.yaml,line=3,endLine=3,col=1,endColumn=1,title=rtlint RT9 (old)::mind: it\n"
        "1 error, 1 warning, 1 info in 2 files\n"
    )


@pytest.mark.parametrize(("style", "expected"), [(Style(), "No findings in 1 file.\n"), (QUIET, "")])
def test_nothing_found(report: Callable[..., Report], style: Style, expected: str) -> None:
    assert render(report(), style) == expected


def test_files_are_named_from_the_repository(
    finding: Callable[..., Finding], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    made = Report((finding((1, 1), path="a.yaml"),), Summary(1, 1, 1, 0, 0), {}, {}, root=str(tmp_path))
    (command,) = obeyed(render(made, QUIET))
    assert command.properties["file"] == "sub/a.yaml"


def test_what_is_hostile_is_read_back(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    path = "a,b:c%2C\n::error::d=e .yaml"
    made = report(finding((1, 2), (1, 3), path=path, message=HOSTILE, code="R,1:", name="::n\r"))
    assert render(made, QUIET) == (
        "::error file=a%2Cb%3Ac%252C%0A%3A%3Aerror%3A%3Ad=e .yaml,line=1,endLine=1,col=2,endColumn=3,"
        "title=rtlint R%2C1%3A (%3A%3An%0D)::"
        "50%25 of %250A, a:b%0D%0A::error ::x%0A##[add-mask]y ::stop-commands::z\n"
    )
    properties = {"file": path, "line": "1", "endLine": "1", "col": "2", "endColumn": "3"}
    title = "rtlint R,1: (::n\r)"
    assert obeyed(render(made, Style())) == [Command("error", {**properties, "title": title}, HOSTILE)]


TEXTS = st.text(st.one_of(st.sampled_from(":%,;]#[\r\n\x1b\u2028=0AD "), st.characters()))


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.sampled_from(Severity)), max_size=9))
def test_each_finding_is_one_command_and_nothing_else_is_one(found: list[tuple[str, str, str, Severity]]) -> None:
    place = Location(1, 1)
    findings = tuple(
        Finding(code, name, severity, message, "a.yaml", 0, "", "", place, place, (), None, "", "")
        for code, name, message, severity in found
    )
    out = render(Report(findings, Summary(1, 1, 0, 0, 0), {}, {}), Style())
    ranked = sorted(found, key=lambda one: -one[3].weight)
    kinds = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
    assert [(command.name, command.properties["title"], command.data) for command in obeyed(out)] == [
        (kinds[severity], shown(f"rtlint {code} ({name})"), shown(message)) for code, name, message, severity in ranked
    ]
    assert out.count("\n") == len(found) + 1


@pytest.mark.parametrize(
    ("found", "kept", "left"),
    [
        ((10, 10, 10), (10, 10, 10), ""),
        ((11, 0, 0), (10, 0, 0), "1 finding has"),
        ((2, 0, 11), (2, 0, 9), "2 findings have"),
        ((0, 14, 10), (0, 10, 9), "5 findings have"),
        ((300, 200, 100), (10, 10, 9), "571 findings have"),
    ],
)
def test_the_worst_that_a_step_may_have_and_how_many_are_left_out(
    report: Callable[..., Report],
    finding: Callable[..., Finding],
    found: tuple[int, int, int],
    kept: tuple[int, int, int],
    left: str,
) -> None:
    made = report(*(finding((row, 1), severity=one) for row, one in enumerate(severities(*found), 1)))
    commands = obeyed(render(made, QUIET))
    told = [commands.pop()] if left else []
    assert [command.name for command in commands] == [
        name for name, count in zip(("error", "warning", "notice"), kept, strict=True) for _ in range(count)
    ]
    text = (
        "no annotation: GitHub keeps 10 errors, 10 warnings and 10 notices of a step; the job summary lists the others"
    )
    assert told == ([Command("notice", {"title": "rtlint"}, f"{left} {text} too")] if left else [])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a" * 4096, "a" * 4096),
        ("a" * 4097, "a" * 4093 + "…"),
        ("%" * 1365, "%25" * 1365),
        ("%" * 1366, "%25" * 1364 + "…"),
        ("a" + "😀" * 1_000_000, "a" + "😀" * 1023 + "…"),
    ],
)
def test_a_message_is_cut_where_the_runner_would_but_between_characters(
    report: Callable[..., Report], finding: Callable[..., Finding], message: str, expected: str
) -> None:
    (line,) = render(report(finding(message=message)), QUIET).splitlines()
    assert line.split("::")[2] == expected
