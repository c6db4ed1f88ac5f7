"""The format for people: whole texts, and marks that stand under what they mean."""

from collections.abc import Callable

import msgspec
import pytest

from rtlint.finding import Finding, Related, Report, RuleCard, Severity
from rtlint.report import renderer
from rtlint.report._style import Style

render = renderer("full")

MakeFinding = Callable[..., Finding]
MakeRelated = Callable[..., Related]
MakeReport = Callable[..., Report]

CONFIG = "session:\n  audio:\n    output:\n      speed: 2.0\n"


@pytest.fixture
def excerpt(report: MakeReport, finding: MakeFinding) -> Callable[..., str]:
    """What stands between the place and the help: `excerpt(text, start, end)`."""

    def between(text: str, start: tuple[int, int], end: tuple[int, int]) -> str:
        whole = render(report(finding(start, end, url=""), text=text, cards=()), Style(quiet=True))
        _, place, *lines = whole.splitlines()
        assert place.endswith(f"--> agent.realtime.yaml:{start[0]}:{start[1]}")
        return "\n".join(lines)

    return between


def test_an_error(report: MakeReport, finding: MakeFinding) -> None:
    assert render(report(finding((4, 14), (4, 17)), text=CONFIG), Style()) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        " --> agent.realtime.yaml:4:14\n"
        "  |\n"
        "3 |     output:\n"
        "4 |       speed: 2.0\n"
        "  |              ^^^\n"
        "  |\n"
        "  = help: pick a factor from 0.25 to 1.5\n"
        "  = see: https://rtlint.example/rules/RT205\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_several_with_statistics(report: MakeReport, finding: MakeFinding) -> None:
    old = {"code": "RT301", "name": "old-model", "message": "gone since May", "path": "b.json", "url": ""}
    both = report(
        finding((4, 14), (4, 17)),
        finding((1, 2), (1, 3), severity=Severity.WARNING, **old),
        texts={"agent.realtime.yaml": CONFIG, "b.json": "{}"},
        files=3,
        documents=5,
    )
    assert render(both, Style(statistics=True)) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        " --> agent.realtime.yaml:4:14\n"
        "  |\n"
        "3 |     output:\n"
        "4 |       speed: 2.0\n"
        "  |              ^^^\n"
        "  |\n"
        "  = help: pick a factor from 0.25 to 1.5\n"
        "  = see: https://rtlint.example/rules/RT205\n"
        "\n"
        "warning[RT301] old-model: gone since May\n"
        " --> b.json:1:2\n"
        "  |\n"
        "1 | {}\n"
        "  |  ^\n"
        "\n"
        "1 error, 1 warning in 3 files (5 documents)\n"
        "\n"
        "1  RT205  speed-range  error\n"
        "1  RT301  old-model    warning\n"
    )


def test_related_places_share_one_gutter(report: MakeReport, finding: MakeFinding, related: MakeRelated) -> None:
    places = (related((2, 3), (2, 7)), related((9, 1), (9, 2), "and there", "gone.yaml"))
    text = "session:\n  type: realtime\n" + "\n" * 7 + "  type: transcription\n"
    twice = finding((10, 3), (10, 7), code="RT003", name="duplicate-key", message="twice", related=places)
    assert render(report(twice, text=text), Style(quiet=True)) == (
        "error[RT003] duplicate-key: twice\n"
        "  --> agent.realtime.yaml:10:3\n"
        "   |\n"
        "10 |   type: transcription\n"
        "   |   ^^^^\n"
        "   |\n"
        "  note: first here\n"
        "  --> agent.realtime.yaml:2:3\n"
        "   |\n"
        " 2 |   type: realtime\n"
        "   |   ----\n"
        "   |\n"
        "  note: and there\n"
        "  --> gone.yaml:9:1\n"
        "   |\n"
        "   = see: https://rtlint.example/rules/RT205\n"
    )


def test_the_gutter_fits_a_related_row_too(report: MakeReport, finding: MakeFinding, related: MakeRelated) -> None:
    here = finding((1, 1), (1, 2), related=(related((100, 1), (100, 2)),), url="")
    assert render(report(here, text="a\n" * 100, cards=()), Style(quiet=True)) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        "   --> agent.realtime.yaml:1:1\n"
        "    |\n"
        "  1 | a\n"
        "    | ^\n"
        "    |\n"
        "   note: first here\n"
        "   --> agent.realtime.yaml:100:1\n"
        "    |\n"
        "100 | a\n"
        "    | -\n"
    )


@pytest.mark.parametrize(("severity", "code"), [(Severity.ERROR, 31), (Severity.WARNING, 33), (Severity.INFO, 34)])
def test_colour(severity: Severity, code: int, report: MakeReport, finding: MakeFinding, related: MakeRelated) -> None:
    place = finding((1, 6), (3, 1), severity=severity, related=(related((2, 1), (2, 2)),), message="m")
    text = render(report(place, text="key: [\n1,\n2]"), Style(colour=True, quiet=True))
    blue, end = "\x1b[34m", "\x1b[0m"
    assert text == (
        f"\x1b[1;{code}m{severity.value}{end}[RT205] speed-range: m\n"
        f" {blue}-->{end} agent.realtime.yaml:1:6\n"
        f"{blue}  |{end}\n"
        f"{blue}1 |{end} key: [\n"
        f"{blue}  |{end}      \x1b[1;{code}m^{end}\n"
        f"{blue}...{end}\n"
        f"{blue}  |{end}\n"
        f" \x1b[1mnote{end}: first here\n"
        f" {blue}-->{end} agent.realtime.yaml:2:1\n"
        f"{blue}  |{end}\n"
        f"{blue}2 |{end} 1,\n"
        f"{blue}  |{end} \x1b[1;34m-{end}\n"
        f"{blue}  |{end}\n"
        f"  {blue}={end} help: pick a factor from 0.25 to 1.5\n"
        f"  {blue}={end} see: https://rtlint.example/rules/RT205\n"
    )


@pytest.mark.parametrize(
    ("help_text", "url", "footer"),
    [
        ("", "", ""),
        (" \n", "", ""),
        ("do it", "", "  |\n  = help: do it\n"),
        ("", "https://x.example", "  |\n  = see: https://x.example\n"),
        ("first\nsecond\r\nthird\n", "", "  |\n  = help: first\n          second\n          third\n"),
        ("\x1b[2J\nb\x07", "x\x9b", "  |\n  = help: \\x1b[2J\n          b\\x07\n  = see: x\\x9b\n"),
    ],
)
def test_footer(
    help_text: str, url: str, footer: str, report: MakeReport, finding: MakeFinding, card: RuleCard
) -> None:
    changed = msgspec.structs.replace(card, help=help_text, url=url)
    assert render(report(finding(), text="a", cards=(changed,)), Style(quiet=True)) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        " --> agent.realtime.yaml:1:1\n"
        "  |\n"
        "1 | a\n"
        "  | ^\n" + footer
    )


@pytest.mark.parametrize("row", [0, 6, 1000])
def test_a_row_that_the_text_does_not_have(row: int, report: MakeReport, finding: MakeFinding) -> None:
    assert render(report(finding((row, 1)), text=CONFIG), Style(quiet=True)) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        f" --> agent.realtime.yaml:{row}:1\n"
        "  |\n"
        "  = help: pick a factor from 0.25 to 1.5\n"
        "  = see: https://rtlint.example/rules/RT205\n"
    )


def test_a_path_without_a_text_and_a_code_without_a_card(report: MakeReport, finding: MakeFinding) -> None:
    assert render(report(finding((3, 1)), cards=()), Style(quiet=True)) == (
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        " --> agent.realtime.yaml:3:1\n"
        "  |\n"
        "  = see: https://rtlint.example/rules/RT205\n"
    )


def test_no_findings(report: MakeReport) -> None:
    assert render(report(files=3), Style(statistics=True)) == "No findings in 3 files.\n"
    assert render(report(files=3), Style(quiet=True)) == ""


def test_nothing_of_a_file_reaches_the_terminal_unchecked(
    report: MakeReport, finding: MakeFinding, related: MakeRelated
) -> None:
    path = "x\x1b[2J\n.yaml"
    nasty = finding(
        (2, 4),
        (2, 5),
        path=path,
        message="m\x1b\r\n",
        related=(related((1, 1), (1, 2), "n\x08", path),),
        url="",
    )
    text = "\x00a\u202e\x9b\n\x1b[\x7fb\u2069"
    assert render(report(nasty, texts={path: text}, cards=()), Style(quiet=True)) == (
        "error[RT205] speed-range: m\\x1b\\x0d\\x0a\n"
        " --> x\\x1b[2J\\x0a.yaml:2:4\n"
        "  |\n"
        "1 | \\x00a\\u202e\\x9b\n"
        "2 | \\x1b[\\x7fb\\u2069\n"
        "  |          ^\n"
        "  |\n"
        " note: n\\x08\n"
        " --> x\\x1b[2J\\x0a.yaml:1:1\n"
        "  |\n"
        "1 | \\x00a\\u202e\\x9b\n"
        "  | ----\n"
    )


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        pytest.param("ab: c", (1, 5), (1, 6), "  |\n1 | ab: c\n  |     ^", id="first row"),
        pytest.param("a\n \t\nb", (3, 1), (3, 2), "  |\n3 | b\n  | ^", id="blank line before"),
        pytest.param("a\r\nb: c\r\n", (2, 4), (2, 5), "  |\n1 | a\n2 | b: c\n  |    ^", id="CRLF"),
        pytest.param("a\rb: c\rd", (2, 4), (2, 5), "  |\n1 | a\n2 | b: c\n  |    ^", id="CR"),
        pytest.param("\ufeffab", (1, 2), (1, 3), "  |\n1 | ab\n  |  ^", id="byte order mark"),
        pytest.param("", (1, 1), (1, 1), "  |\n1 |\n  | ^", id="empty text"),
        pytest.param("a\n", (2, 1), (2, 1), "  |\n1 | a\n2 |\n  | ^", id="end of text"),
        pytest.param("abc", (1, 2), (1, 2), "  |\n1 | abc\n  |  ^", id="no width"),
        pytest.param("abc", (1, 4), (1, 4), "  |\n1 | abc\n  |    ^", id="no width at the end"),
        pytest.param("abc", (1, 9), (1, 12), "  |\n1 | abc\n  |    ^", id="behind the end"),
        pytest.param("abc", (1, 2), (1, 99), "  |\n1 | abc\n  |  ^^", id="ends behind the end"),
        pytest.param("abc", (1, 3), (1, 1), "  |\n1 | abc\n  |   ^", id="ends before its start"),
        pytest.param("abc", (1, 0), (1, 2), "  |\n1 | abc\n  | ^", id="column 0"),
        pytest.param("a:\n  b: [\n1,\n]", (2, 6), (4, 2), "  |\n1 | a:\n2 |   b: [\n  |      ^\n...", id="many rows"),
        pytest.param("ab\nc", (1, 3), (2, 2), "  |\n1 | ab\n  |   ^\n...", id="many rows from a line end"),
        pytest.param("ab\nc", (1, 1), (2, 1), "  |\n1 | ab\n  | ^^", id="a row with its line end"),
        pytest.param("ab\nc", (1, 1), (2, 2), "  |\n1 | ab\n  | ^^\n...", id="a character more"),
        pytest.param("ab\r\nc", (1, 1), (2, 2), "  |\n1 | ab\n  | ^^\n...", id="no caret under CRLF"),
        pytest.param("\ta\tb", (1, 2), (1, 3), "  |\n1 |     a    b\n  |     ^", id="behind a tab"),
        pytest.param("\ta\tb", (1, 3), (1, 5), "  |\n1 |     a    b\n  |      ^^^^^", id="tab in the mark"),
        pytest.param("日本語: x", (1, 2), (1, 4), "  |\n1 | 日本語: x\n  |   ^^^^", id="wide"),
        pytest.param("日: x", (1, 4), (1, 5), "  |\n1 | 日: x\n  |     ^", id="behind wide"),
        pytest.param("日", (1, 1), (1, 1), "  |\n1 | 日\n  | ^", id="no width before wide"),
        pytest.param("ｆ: x", (1, 4), (1, 5), "  |\n1 | ｆ: x\n  |     ^", id="full width"),
        pytest.param("😀: é", (1, 4), (1, 5), "  |\n1 | 😀: é\n  |     ^", id="astral"),
        pytest.param("𝒳: x", (1, 4), (1, 5), "  |\n1 | 𝒳: x\n  |    ^", id="astral and narrow"),
        pytest.param("e\u0301: x", (1, 5), (1, 6), "  |\n1 | e\u0301: x\n  |    ^", id="combining"),
        pytest.param("e\u0301", (1, 2), (1, 3), "  |\n1 | e\u0301\n  |  ^", id="only a combining mark"),
        pytest.param("é~ x!", (1, 2), (1, 6), "  |\n1 | é~ x!\n  |  ^^^^", id="narrow beside ASCII"),
        pytest.param("a\u200d\u20ddb", (1, 4), (1, 5), "  |\n1 | a\u200d\u20ddb\n  |  ^", id="no cells"),
    ],
)
def test_the_mark_stands_under_its_region(
    text: str, start: tuple[int, int], end: tuple[int, int], expected: str, excerpt: Callable[..., str]
) -> None:
    assert excerpt(text, start, end) == expected


TEN = "abcdefghij"


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        pytest.param(TEN * 12, (1, 111), (1, 121), f"  |\n1 | {TEN * 12}\n  | {' ' * 110}{'^' * 10}", id="just fits"),
        pytest.param(TEN * 13, (1, 1), (1, 4), f"  |\n1 | {TEN * 12}…\n  | ^^^", id="marked at its start"),
        pytest.param(
            TEN * 13,
            (1, 128),
            (1, 131),
            f"  |\n1 | …{TEN * 12}\n  | {' ' * 118}^^^",
            id="marked at its end",
        ),
        pytest.param(
            f"a\n{TEN * 30}",
            (2, 151),
            (2, 153),
            f"  |\n2 | …{TEN * 12}…\n  | {' ' * 61}^^",
            id="marked in the middle, without the line before",
        ),
        pytest.param(
            TEN * 30,
            (1, 151),
            (1, 300),
            f"  |\n1 | …{TEN * 12}…\n  | {' ' * 61}{'^' * 60}",
            id="marked beyond the cut",
        ),
        pytest.param(
            TEN * 30,
            (1, 151),
            (1, 71),
            f"  |\n1 | …{TEN * 12}…\n  | {' ' * 61}^",
            id="ends before its start",
        ),
        pytest.param(
            "日" * 100,
            (1, 51),
            (1, 52),
            f"  |\n1 | …{'日' * 60}…\n  | {' ' * 61}^^",
            id="wide",
        ),
        pytest.param(
            f"{TEN * 13}\nb",
            (2, 1),
            (2, 2),
            f"  |\n1 | {TEN * 12}…\n2 | b\n  | ^",
            id="the line before is long",
        ),
        pytest.param(
            "a" + "\u0301" * 500,
            (1, 1),
            (1, 2),
            "  |\n1 | a" + "\u0301" * 119 + "…\n  | ^",
            id="characters of no width are counted",
        ),
    ],
)
def test_a_long_line_is_cut_around_its_mark(
    text: str, start: tuple[int, int], end: tuple[int, int], expected: str, excerpt: Callable[..., str]
) -> None:
    assert excerpt(text, start, end) == expected
