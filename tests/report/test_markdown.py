"""The format for comments and for the page of a job: GitHub's own parser reads it, and text stays text."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import given
from hypothesis import strategies as st

from rtlint.finding import Finding, Report, Severity, Summary
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.report._text import printable
from rtlint.text.source import Location

render = renderer("markdown")
QUIET = Style(quiet=True)
HEAD = "| severity | rule | place | message |\n| --- | --- | --- | --- |\n"
ROW = (
    "| error | [RT205](https://rtlint.example/rules/RT205) speed-range | agent.realtime.yaml:1:1 "
    "| speed is 2.0; the API takes 0.25 to 1.5 |\n"
)
LINK = '<a href="https://rtlint.example/rules/RT205">RT205</a>'


def cells(markdown: str) -> list[str]:
    """What GitHub makes of the cells, as HTML, without what keeps it from looking for people and issues."""
    html = github_flavored_markdown_to_html(markdown)
    return [cell.replace("\u200b", "") for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]


def test_a_finding_of_each_severity(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    findings = (
        finding((3, 1), path="a/b.yaml", severity=Severity.INFO, code="RT9", name="old", message="mind: it", url=""),
        finding((2, 5), severity=Severity.WARNING, code="RT3", name="dup", message="max_output_tokens is `*`"),
        finding((1, 1)),
    )
    assert render(report(*findings, files=2), Style()) == (
        "### rtlint\n"
        "\n"
        "1 error, 1 warning, 1 info in 2 files\n"
        "\n"
        f"{HEAD}{ROW}"
        "| warning | [RT3](https://rtlint.example/rules/RT205) dup | agent.realtime.yaml:2:5 "
        "| max_output_tokens is &#96;&#42;&#96; |\n"
        "| info | RT9 old | a/b.yaml:3:1 | mind: it |\n"
    )


@pytest.mark.parametrize(("style", "expected"), [(Style(), "### rtlint\n\nNo findings in 1 file.\n"), (QUIET, "")])
def test_nothing_found(report: Callable[..., Report], style: Style, expected: str) -> None:
    assert render(report(), style) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a | b \\| c \\\\| d",
        "`code` ``more`` *b* __init__ ~~s~~ $x$ <b>&amp;</b> &#64; <!-- -->",
        "![x](https://evil.example/p.png) [y](z) <https://evil.example>",
        "https://evil.example HTTP://evil.example www.evil.example a@evil.example mailto:a@evil.example",
        "# no heading",
        "--- | :--",
    ],
)
def test_text_stays_text(report: Callable[..., Report], finding: Callable[..., Finding], text: str) -> None:
    rows = render(report(finding(path=f"{text.replace('/', '-')}.yaml", message=text)), QUIET)
    severity, rule, place, message = cells(rows)
    assert (severity, rule) == ("error", f"{LINK} speed-range")
    assert (unescape(place), unescape(message)) == (f"{text.replace('/', '-')}.yaml:1:1", text)
    assert "<" not in place + message


def test_line_ends_and_what_drives_terminals_are_spelled(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    made = report(finding(path="a\n\n# b.yaml", message="a\r\n| b\x1b", code="R\n", name="n\u2028", url="x:y"))
    assert render(made, QUIET) == (
        f"{HEAD}| error | R&#92;x0a n&#92;u2028 | a&#92;x0a&#92;x0a#&#8203; b.yaml:1:1 "
        "| a&#92;x0d&#92;x0a&#124; b&#92;x1b |\n"
    )


def test_nobody_is_mentioned(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    made = report(finding(path="a.yaml", message="@octocat #1 GH-1 o/r#2", url=""))
    assert render(made, QUIET) == (
        f"{HEAD}| error | RT205 speed-range | a.yaml:1:1 | @&#8203;octocat #&#8203;1 GH-&#8203;1 o/r#&#8203;2 |\n"
    )


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/b_c?d=e&copy=1#f", "https://a.example/b_c?d=e&amp;copy=1#f"),
        ("https://a.example/) [x](y|z <b>", "https://a.example/%29%20%5Bx%5D%28y%7Cz%20%3Cb%3E"),
    ],
)
def test_an_address_stays_one(
    report: Callable[..., Report], finding: Callable[..., Finding], url: str, written: str
) -> None:
    rows = render(report(finding(url=url)), QUIET)
    assert rows == HEAD + ROW.replace("https://rtlint.example/rules/RT205", written)
    assert cells(rows)[1] == f'<a href="{written}">RT205</a> speed-range'


TEXTS = st.text(st.one_of(st.sampled_from("|\\`*_[]()<>&#;@:/.w-~$! \n"), st.characters()), min_size=1)


@given(TEXTS, TEXTS)
def test_any_text_is_read_back(name: str, message: str) -> None:
    place = Location(1, 1)
    found = Finding("R1", name, Severity.ERROR, message, "a.yaml", 0, "", "", place, place, (), None, "", "")
    out = render(Report((found,), Summary(1, 1, 1, 0, 0), {}, {}), QUIET)
    assert out.count("\n") == 3
    read = [unescape(cell) for cell in cells(out)]
    bare = [printable(text).replace("\u200b", "") for text in (f"R1 {name}", message)]
    assert [read[1].strip(), read[3].strip()] == [text.strip() for text in bare]


def test_a_long_list_is_folded(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    assert render(report(*[finding()] * 22), QUIET) == (
        f"{HEAD}{ROW * 20}\n<details><summary>2 more findings</summary>\n\n{HEAD}{ROW * 2}\n</details>\n"
    )
    assert "<summary>1 more finding</summary>" in render(report(*[finding()] * 21), QUIET)


def test_what_is_too_long_is_cut_and_counted(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    out = render(report(*[finding()] * 5000), Style())
    assert len(out) < 65_536
    shown = out.count(ROW)
    assert shown == 60_000 // len(ROW)
    assert out.endswith(f"</details>\n\n{5000 - shown} findings are left out, as GitHub takes no longer text.\n")


def test_a_long_message_is_cut(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    out = render(report(finding(message="|" * 1_000_000)), QUIET)
    assert out == HEAD + ROW.replace("speed is 2.0; the API takes 0.25 to 1.5", "&#124;" * 1000 + "…")
