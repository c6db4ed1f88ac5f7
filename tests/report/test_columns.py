"""One text with characters of every width through every format: each reader has to land on the same character."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from rtlint.finding import Finding, Report
from rtlint.report import formats, renderer
from rtlint.report._style import Style

TEXT = "a: 1\r\né: [x, 😀 y,\tz]\r\n"
ROW = 2
MEANT = "xyz"
"""What the findings mean: behind an é, behind a character outside the BMP, behind a tab; all behind a CRLF."""

LINE = TEXT.split("\r\n")[ROW - 1]
PATH = "agent.realtime.yaml"

Marked = list[str]


@pytest.fixture
def made(report: Callable[..., Report], finding: Callable[..., Finding]) -> Report:
    columns = [LINE.index(character) + 1 for character in MEANT]
    return report(
        *(finding((ROW, column), (ROW, column + 1), at=f"é[{column}]") for column in columns),
        text=TEXT,
    )


# What a reader marks, by the unit in which it counts columns: from 1, ends exclusive.


def by_code_points(row: int, start: int, end: int | None = None) -> str:
    line = TEXT.split("\r\n")[row - 1]
    return line[start - 1 : start if end is None else end - 1]


def by_utf8(row: int, start: int, end: int) -> str:
    return TEXT.encode().split(b"\r\n")[row - 1][start - 1 : end - 1].decode()


def by_utf16(row: int, start: int, end: int) -> str:
    units = TEXT.split("\r\n")[row - 1].encode("utf-16-le")
    return units[2 * (start - 1) : 2 * (end - 1)].decode("utf-16-le")


def by_starts(pattern: str) -> Callable[[str], Marked]:
    """A reader of places that are written as row and column."""
    places = re.compile(pattern, re.MULTILINE)
    return lambda text: [by_code_points(int(row), int(column)) for row, column in places.findall(text)]


# The readers.


def full(text: str) -> Marked:
    """The place, and the mark below: a tab is shown as four cells, the 😀 takes two."""
    marked = by_starts(rf"^ +--> {re.escape(PATH)}:(\d+):(\d+)$")(text)
    shown = "2 | é: [x, 😀 y,    z]"
    cells = shown.replace("😀", "😀_")  # the cell that the wide character takes beside its own
    carets = re.findall(rf"^{re.escape(shown)}$\n^  \| ( *)\^$", text, re.MULTILINE)
    assert [cells[len("  | ") + len(indent)] for indent in carets] == marked
    return marked


def _json(findings: list[dict[str, dict[str, int]]]) -> Marked:
    return [
        by_code_points(one["location"]["row"], one["location"]["column"], one["end_location"]["column"])
        for one in findings
    ]


def sarif(text: str) -> Marked:
    """Columns in the unit that the run states."""
    (run,) = json.loads(text)["runs"]
    unit = {"unicodeCodePoints": by_code_points, "utf16CodeUnits": by_utf16}[run["columnKind"]]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    return [unit(one["startLine"], one["startColumn"], one["endColumn"]) for one in regions]


def github(text: str) -> Marked:
    """The properties of a command: columns in code points."""
    commands = re.findall(r"^::error (.*?)::", text, re.MULTILINE)
    found = [dict(part.split("=", 1) for part in command.split(",")) for command in commands]
    return [by_code_points(int(one["line"]), int(one["col"]), int(one["endColumn"])) for one in found]


def gitlab(text: str) -> Marked:
    places = [issue["location"]["positions"] for issue in json.loads(text)]
    return [by_code_points(one["begin"]["line"], one["begin"]["column"], one["end"]["column"]) for one in places]


def junit(text: str) -> Marked:
    names = [case.attrib["name"] for case in ET.fromstring(text).iter("testcase")]
    places = [re.fullmatch(r"RT205 at (\d+):(\d+) é\[\d+\]", name) for name in names]
    return [by_code_points(int(place[1]), int(place[2])) for place in places if place]


def rdjson(text: str) -> Marked:
    """RDFormat counts bytes of UTF-8."""
    ranges = [one["location"]["range"] for one in json.loads(text)["diagnostics"]]
    return [by_utf8(one["start"]["line"], one["start"]["column"], one["end"]["column"]) for one in ranges]


READERS: dict[str, Callable[[str], Marked]] = {
    "concise": by_starts(rf"^{re.escape(PATH)}:(\d+):(\d+): "),
    "full": full,
    "github": github,
    "gitlab": gitlab,
    "grouped": by_starts(r"^  (\d+):(\d+) +error"),
    "json": lambda text: _json(json.loads(text)["findings"]),
    "jsonl": lambda text: _json([json.loads(line) for line in text.splitlines()]),
    "junit": junit,
    "markdown": by_starts(r"(?<!\d)(2):(\d+)"),
    "parsable": by_starts(rf"^{re.escape(PATH)}:(\d+):(\d+): "),
    "rdjson": rdjson,
    "sarif": sarif,
}


@pytest.mark.parametrize("name", formats())
def test_every_reader_lands_on_what_is_meant(name: str, made: Report) -> None:
    assert name in READERS, f"say in READERS how the columns of {name} are read"
    assert READERS[name](renderer(name)(made, Style(quiet=True))) == list(MEANT)


def test_the_units_differ_on_this_text() -> None:
    """Otherwise it would prove nothing."""
    before = [LINE[: LINE.index(character)] for character in MEANT]
    units = [(len(text), len(text.encode()), len(text.encode("utf-16-le")) // 2) for text in before]
    assert units == [(4, 5, 4), (9, 13, 10), (12, 16, 13)]
