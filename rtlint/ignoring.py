"""Comments for everything that is found: written into a text, and believed only once the new text has been read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from rtlint.finding import Finding
from rtlint.fixes.promise import same
from rtlint.lint import Linter, Text
from rtlint.result import Found, Result
from rtlint.suppress.ignores import commented
from rtlint.suppress.place import Lines
from rtlint.suppress.pragma import IGNORE, Pragma
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span


class Ignored(msgspec.Struct, frozen=True):
    """A source with its comments, and how many findings they suppress; or `why` it was left as it is."""

    source: Source
    count: int
    why: str = ""


def ignored(linter: Linter, source: Source, reason: str = "") -> Ignored:
    """A YAML source with a comment for every finding, so that none is left; every other character stays."""
    before = linter.read(source)
    result = linter.judge(before)
    if not result.found:
        return Ignored(source, 0)
    if before.composed.fault or not before.trees:
        return Ignored(source, 0, "it cannot be read whole")
    new = apply(source.text, _Writer(before, reason).edits(result.findings))
    after = linter.read(source.with_text(new))
    why = _wrong(before, after, linter.judge(after))
    return Ignored(source, 0, why) if why else Ignored(after.source, len(result.found))


def comment(linter: Linter, text: Text, found: Found) -> TextEdit | None:
    """What makes one finding silent where it stands; None where no comment can, or where one would change a value."""
    source, offset = text.source, text.source.offset(found.finding.location)
    if text.composed.fault or not text.trees or not _takes_comments(source):
        return None
    (edit,) = _Writer(text, "").edits([found.finding])
    after = linter.read(source.with_text(apply(source.text, [edit])))
    if after.composed.fault or not same(*([tree.value for tree in one.trees] for one in (text, after))):
        return None
    if edit.span.start <= offset:
        offset += len(after.source.text) - len(source.text)
    return edit if after.source.text != source.text and linter.suppresses(after, found, offset) else None


def _takes_comments(source: Source) -> bool:
    """Whether a text is no JSON: not by its name, nor by what it holds where the name is of no YAML."""
    name = source.path.lower()
    if name.endswith((".json", ".yaml", ".yml")):
        return not name.endswith(".json")
    try:
        msgspec.json.decode(source.text)
    except msgspec.DecodeError:
        return True
    return False


def _wrong(before: Text, after: Text, result: Result) -> str:
    """Why comments are not to be written, by the text that they would make."""
    values = [[tree.value for tree in text.trees] for text in (before, after)]
    if after.composed.fault or not same(*values):
        return "a comment would change its values"
    left = sorted({finding.code for finding in result.findings})
    return f"no comment suppresses {', '.join(left)} there" if left else ""


class _Place(NamedTuple):
    """Where a comment goes: into one that is there, to the end of a row, or on a line of its own above it."""

    row: int
    joins: Pragma | None = None
    above: bool = False


class _Writer:
    """The comments of one text."""

    def __init__(self, text: Text, reason: str) -> None:
        self._source = text.source
        self._reason = f" -- {reason}" if reason else ""
        self._lines = Lines(text.source, text.trees)
        self._pragmas: dict[int, list[Pragma]] = {}
        for pragma in commented(text.source, text.trees):
            self._pragmas.setdefault(text.source.locate(pragma.span.start).row, []).append(pragma)

    def edits(self, findings: Iterable[Finding]) -> Iterator[TextEdit]:
        """What suppresses findings: one edit for all whose comment stands at one place."""
        places: dict[_Place, set[str]] = {}
        for finding in findings:
            places.setdefault(self._place(self._source.offset(finding.location)), set()).add(finding.code)
        return (self._edit(place, codes) for place, codes in places.items())

    def _place(self, offset: int) -> _Place:
        row = self._lines.home(offset)
        if pragma := self._open(row):
            return _Place(row, pragma)
        # A reason would swallow what comes after it.
        if not any(pragma.reason for pragma in self._pragmas.get(row, ())):
            return _Place(row)
        row = self._lines.top(offset)
        over = self._open(row - 1)
        return _Place(row - 1, over) if over and over.own_line else _Place(row, above=True)

    def _open(self, row: int) -> Pragma | None:
        """The comment of a row that more rules may join: it lasts as long, and speaks of the same line or node."""
        there = self._pragmas.get(row, [])
        fitting = (one for one in there if one.word == IGNORE and not one.flaw and one.until is None and one.bracket)
        return next(fitting, None)

    def _edit(self, place: _Place, codes: set[str]) -> TextEdit:
        if place.joins and place.joins.bracket:
            names = {*codes, *(selector.text for selector in place.joins.selectors)}
            return TextEdit(place.joins.bracket, ", ".join(sorted(names)))
        comment = f"# rtlint: {IGNORE}[{', '.join(sorted(codes))}]{self._reason}"
        start, end = self._source.starts[place.row - 1], self._lines.end(place.row)
        if place.above:
            line = self._source.line(place.row)
            indentation = line[: len(line) - len(line.lstrip(" "))]
            return TextEdit(Span(start, start), f"{indentation}{comment}{self._line_end(place.row)}")
        blanks = "" if self._source.text[end - 1 : end] in (" ", "\t") else "  "
        return TextEdit(Span(end, end), f"{blanks}{comment}")

    def _line_end(self, row: int) -> str:
        """The line end of a row, as its neighbours have it where it is the last."""
        starts, text = self._source.starts, self._source.text
        row = min(row, len(starts) - 1)
        return text[starts[row - 1] : starts[row]][len(self._source.line(row)) :] if row else "\n"
