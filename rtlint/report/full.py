"""The format for people: each finding above the lines that it speaks of, as compilers show it.

Texts come from files that nobody has read yet, so that no character of them reaches the terminal unchecked;
and a line may be a whole minified file, so that only the part around the mark is ever looked at.
"""

from unicodedata import category, east_asian_width

import msgspec

from rtlint.finding import Finding, Related, Report
from rtlint.report._style import BLUE, BOLD, Style, paint
from rtlint.report._text import printable, whole
from rtlint.text.source import Location, Source

_WIDTH = 120
"""Cells of a line that are shown at most, without the signs that it was cut."""

_BEFORE = 60
"""Cells before the mark that are kept in a line that has to be cut."""


class _Strip(msgspec.Struct, frozen=True):
    """The shown part of a line; the mark under it in cells of the terminal."""

    text: str
    indent: int
    marked: int
    starts_cut: bool


class _Gutter(msgspec.Struct, frozen=True):
    """The left edge of one finding, as wide as its longest row number."""

    width: int
    style: Style

    def line(self, label: str = "", text: str = "") -> str:
        edge = paint(f"{label:>{self.width}} |", *self.style.codes(BLUE))
        return f"{edge} {text}" if text else edge

    def place(self, words: str) -> str:
        arrow = paint("-->", *self.style.codes(BLUE))
        return f"{' ' * self.width}{arrow} {printable(words)}"

    def footnote(self, title: str, text: str) -> list[str]:
        first, *others = map(printable, text.strip().splitlines())
        sign = paint("=", *self.style.codes(BLUE))
        indent = " " * (self.width + len(title) + 5)
        return [f"{' ' * self.width} {sign} {title}: {first}", *(f"{indent}{other}" for other in others)]


def render(report: Report, style: Style) -> str:
    """A block for each finding with blank lines between, then the summary."""
    return whole("\n\n".join(_block(finding, report, style) for finding in report.findings), report, style)


def _block(finding: Finding, report: Report, style: Style) -> str:
    gutter = _Gutter(_digits(finding, report), style)
    parts = [_primary(finding, report, gutter)]
    parts += [_secondary(related, report, gutter) for related in finding.related]
    if footer := _footer(finding, report, gutter):
        parts.append(footer)
    separator = f"\n{gutter.line()}\n"
    return _title(finding, style) + "\n" + separator.join("\n".join(part) for part in parts)


def _title(finding: Finding, style: Style) -> str:
    severity = paint(finding.severity.value, *style.severity(finding.severity))
    return f"{severity}{printable(f'[{finding.code}] {finding.name}: {finding.message}')}"


def _digits(finding: Finding, report: Report) -> int:
    places: tuple[Finding | Related, ...] = (finding, *finding.related)
    rows = [place.location.row for place in places if _source(place, report)]
    return len(str(max(rows, default=1)))


def _source(place: Finding | Related, report: Report) -> Source | None:
    """The text of a place, if it is known and has that row."""
    source = report.texts.get(place.path)
    return source if source and 1 <= place.location.row <= len(source.starts) else None


def _primary(finding: Finding, report: Report, gutter: _Gutter) -> list[str]:
    codes = gutter.style.severity(finding.severity)
    return [gutter.place(finding.place), *_excerpt(finding, report, gutter, "^", codes)]


def _secondary(related: Related, report: Report, gutter: _Gutter) -> list[str]:
    note = f"{' ' * gutter.width}{paint('note', *gutter.style.codes(BOLD))}: {printable(related.message)}"
    codes = gutter.style.codes(BOLD, BLUE)
    place = gutter.place(f"{related.path}:{related.location.row}:{related.location.column}")
    return [note, place, *_excerpt(related, report, gutter, "-", codes)]


def _footer(finding: Finding, report: Report, gutter: _Gutter) -> list[str]:
    card = report.cards.get(finding.code)
    notes = (("help", card.help if card else ""), ("see", card.url if card else finding.url))
    return [line for title, text in notes if text.strip() for line in gutter.footnote(title, text)]


def _excerpt(place: Finding | Related, report: Report, gutter: _Gutter, mark: str, codes: tuple[int, ...]) -> list[str]:
    source = _source(place, report)
    if not source:
        return []
    row = place.location.row
    strip = _strip(source, place.location, place.end_location)
    lines = [gutter.line()]
    if isinstance(place, Finding) and not strip.starts_cut:
        lines += _context(source, row - 1, gutter)
    lines.append(gutter.line(str(row), strip.text))
    lines.append(gutter.line("", " " * strip.indent + paint(mark * strip.marked, *codes)))
    if _goes_on(place):
        lines.append(paint("...", *gutter.style.codes(BLUE)))
    return lines


def _context(source: Source, row: int, gutter: _Gutter) -> list[str]:
    """The line before, where there is one that says something."""
    if row < 1:
        return []
    start = Location(row, 1)
    text = _strip(source, start, start).text
    return [gutter.line(str(row), text)] if text.strip() else []


def _goes_on(place: Finding | Related) -> bool:
    """Whether a region holds characters of a row after its first; a bare line end is none."""
    return place.end_location > Location(place.location.row + 1, 1)


def _strip(source: Source, location: Location, end_location: Location) -> _Strip:
    """The part to show of the row of `location`, marked up to `end_location` or to the end of the row."""
    start, end = _bounds(source, location.row)
    focus = min(start + max(location.column, 1) - 1, end)
    stop = end if end_location.row > location.row else min(start + end_location.column - 1, end)
    if end - start <= _WIDTH and (line := source.text[start:end]).isascii() and line.isprintable():
        return _Strip(line, focus - start, max(1, stop - focus), starts_cut=False)
    low, high = _window(source.text, start, end, focus)
    cells = [_cell(char) for char in source.text[low:high]]
    before, marked = cells[: focus - low], cells[focus - low : max(stop, focus) - low]
    shown = "".join(text for text, _ in cells)
    return _Strip(
        text=f"{'…' * (low > start)}{shown}{'…' * (high < end)}",
        indent=(low > start) + sum(width for _, width in before),
        marked=max(1, sum(width for _, width in marked)),
        starts_cut=low > start,
    )


def _bounds(source: Source, row: int) -> tuple[int, int]:
    """Offsets of a row without its line end; no copy of it, as it may have megabytes."""
    text, starts = source.text, source.starts
    start = starts[row - 1]
    end = starts[row] if row < len(starts) else len(text)
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return start, end


def _window(text: str, start: int, end: int, focus: int) -> tuple[int, int]:
    """The part of `text[start:end]` that fits: all of it, or what lies around `focus`."""
    backward, forward = range(focus - 1, start - 1, -1), range(focus, end)
    _, used_before = _fitting(text, backward, _BEFORE)
    after, used_after = _fitting(text, forward, _WIDTH - used_before)
    before, _ = _fitting(text, backward, _WIDTH - used_after)
    return focus - before, focus + after


def _fitting(text: str, offsets: range, room: int) -> tuple[int, int]:
    """How many of the characters at `offsets` fit into `room` cells, and the cells that they take."""
    count = used = 0
    for offset in offsets:
        # A character of no width takes a cell here, as a line could consist of millions of them.
        used_then = used + max(1, _cell(text[offset])[1])
        if used_then > room:
            break
        count, used = count + 1, used_then
    return count, used


def _cell(char: str) -> tuple[str, int]:
    """What is shown for a character, and the cells of a terminal that it takes."""
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        return "    ", 4
    shown = printable(char)
    if shown != char:
        return shown, len(shown)
    if category(char) in ("Mn", "Me", "Cf"):
        return char, 0
    return char, 2 if east_asian_width(char) in "WF" else 1
