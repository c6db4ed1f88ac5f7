"""What is being written at an offset of a text: a key or a value, at which path, beside what."""

import re
from typing import Any

import msgspec

from rtlint.assist.pieces import MARK, Box, Entry, Scalar, plain
from rtlint.assist.rough import Rough
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path

_BORDER = re.compile(r"^(?:---|\.\.\.)(?=[ \t\r\n]|\Z)", re.MULTILINE)
_TOUCHES = re.compile(r"(?:^|[\r\n])[ \t]*(?:-[ \t]+)*-\Z|:\Z")


class Manner(msgspec.Struct, frozen=True):
    """How text is to be written at a place: in brackets (`flow`) or lines, and with which quotes and blanks.

    `column` is that of the entry around the place, or of keys that begin here; `step` and `dash` are how far mappings
    and dashes stand to the right of their key.
    """

    flow: bool = False
    quote: str = ""
    column: int = 0
    step: int = 2
    dash: int = 2
    line_end: str = "\n"


class Where(msgspec.Struct, frozen=True):
    """A place where something is being written.

    `path` is that of the mapping whose key is written (`is_key`), or of the value. `value` is the whole document so
    far, `others` the keys that the mapping has beside this one. `span` is what is replaced, `typed` its part before
    the cursor. `opens` tells that a value begins a line or stands behind a dash, so that a key or dash may stand there
    as well; `named` that a key has its colon, `dashless` that an item lacks its dash. `lead` is what has to stand
    between the text before and the new one; `before` where a comma is missing, `after` whether one is behind.
    """

    path: Path
    is_key: bool
    span: Span
    typed: str
    value: Any
    manner: Manner
    others: tuple[str, ...] = ()
    opens: bool = False
    named: bool = False
    dashless: bool = False
    lead: str = ""
    before: int | None = None
    after: bool = False


class Remark(msgspec.Struct, frozen=True):
    """A place in a comment, which goes from `start` to the end of its line."""

    start: int


def where(source: Source, offset: int) -> Where | Remark | None:
    """What is being written at an offset; None in texts and blocks of text, and where nobody can tell."""
    text = source.text
    lead = " " if _TOUCHES.search(text, max(text.rfind("\n", 0, offset), 0), offset) else ""
    marked = Source(source.path, f"{text[:offset]}{lead}{MARK}{text[offset:]}")
    rough = Rough(marked, *_document(marked.text, offset))
    at = offset + len(lead)
    before = max((start for start in rough.comments if start < at), default=at)
    if before < at and not re.search(r"[\r\n]", marked.text[before:at]):
        return Remark(before)
    found = rough.find(at)
    return _Place(source, rough, at, lead).read(*found) if found else None


def _document(text: str, offset: int) -> tuple[int, int]:
    """Where the document that holds an offset starts and ends."""
    if "---" not in text and "..." not in text:
        return 0, len(text)
    start, end = 0, len(text)
    for border in _BORDER.finditer(text):
        if border.start() > offset:
            return start, border.start()
        start = border.end()
    return start, end


class _Place:
    """The place of a mark in a text that was read."""

    def __init__(self, source: Source, rough: Rough, at: int, lead: str) -> None:
        self.source, self.rough, self.at, self.lead = source, rough, at, lead

    def read(self, path: Path, way: list[tuple[Box, Entry]]) -> Where | None:
        """The place, told by its path and by the mappings and lists that lead there."""
        box, entry = way[-1] if way else (None, self.rough.root)
        word = entry.key if self._holds(entry.key) else entry.value
        is_key = word is entry.key
        assert isinstance(word, Scalar)
        span = Span(self._real(word.start), self._real(word.end))
        typed = self.source.text[word.start : self.at - len(self.lead)] if word.start < self.at else ""
        unfit = word.quote == "|" or (not word.quote and typed[-1:] in (" ", "\t"))
        if unfit or (is_key and span.start == span.end and (entry.colon or entry.value)):
            return None
        index = next((number for number, one in enumerate(box.entries) if one is entry), 0) if box else 0
        value = plain(self.rough.root.value, entry) if box else None
        flow = bool(box and box.flow)
        return Where(
            path[:-1] if is_key else path,
            is_key,
            span,
            typed[len(word.quote) :],
            value,
            self._manner(box, word, flow=flow),
            self._others(box, entry),
            opens=word.column >= 0 or not entry.dash,
            named=is_key and (entry.colon or entry.value is not None),
            dashless=not entry.dash,
            lead=self.lead,
            before=self._before(box, index) if flow and box else None,
            after=bool(flow and box and index + 1 < len(box.entries) and not entry.comma),
        )

    def _holds(self, one: object) -> bool:
        return isinstance(one, Scalar) and one.start <= self.at < one.end

    def _real(self, offset: int) -> int:
        """An offset of the text with the mark as one of the text without."""
        before = self.at - len(self.lead)
        return offset if offset <= before else max(before, offset - len(self.lead) - len(MARK))

    @staticmethod
    def _others(box: Box | None, entry: Entry) -> tuple[str, ...]:
        return tuple(one.key.text for one in box.entries if one.key and one is not entry) if box else ()

    def _before(self, box: Box, index: int) -> int | None:
        """Where the entry before lacks its comma, if it does."""
        if not index or box.entries[index - 1].comma:
            return None
        return self._real(box.entries[index - 1].end)

    def _manner(self, box: Box | None, word: Scalar, *, flow: bool) -> Manner:
        text, root = self.source.text, self.rough.root.value
        column = word.column if word.column >= 0 else box.column if box else 0
        step, dash = _habits(root)
        keys = [one.key for one in box.entries if one.key and one.key is not word] if box else []
        strict = isinstance(root, Box) and root.flow
        quote = '"' if flow and (strict or any(key.quote == '"' for key in keys)) else ""
        return Manner(flow, word.quote or quote, max(column, 0), step, dash, "\r\n" if "\r\n" in text else "\n")


def _habits(root: Box | Scalar | None) -> tuple[int, int]:
    """How far mappings and dashes stand to the right of their keys here; two blanks where nothing tells."""
    step = dash = None
    stack = [root]
    while stack and (step is None or dash is None):
        box = stack.pop()
        if not isinstance(box, Box) or box.flow:
            continue
        for entry in box.entries:
            inner = entry.value
            if box.keyed and isinstance(inner, Box) and not inner.flow:
                shift = inner.column - box.column
                step, dash = (step or shift, dash) if inner.keyed else (step, shift if dash is None else dash)
        stack += [entry.value for entry in box.entries]
    return step or 2, 2 if dash is None else dash
