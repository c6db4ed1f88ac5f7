"""Positions of the protocol, which count lines from 0 and characters in units that client and server agree on."""

from typing import Final

from lsprotocol import types

from rtlint.finding import Edit
from rtlint.text.edit import TextEdit
from rtlint.text.source import Location, Source, Span

UTF8, UTF16, UTF32 = types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16, types.PositionEncodingKind.Utf32
PREFERRED: Final = (UTF32, UTF8, UTF16)
"""Encodings that the server speaks. The first counts code points, as we do; the last is what every client knows."""

_CODEC: Final[dict[str, tuple[str, int]]] = {UTF8: ("utf-8", 1), UTF16: ("utf-16-le", 2)}


class Units:
    """One text as the protocol counts it."""

    def __init__(self, source: Source, encoding: types.PositionEncodingKind | str) -> None:
        """`encoding` is one of PREFERRED."""
        self._source = source
        self._codec = None if encoding == UTF32 or source.text.isascii() else _CODEC[encoding]
        # A byte order mark is no part of the text, but a client that keeps it counts it.
        self._mark = (3 if encoding == UTF8 else 1) if source.bom else 0

    def position(self, offset: int) -> types.Position:
        """Where an offset of the text stands."""
        return self.at(self._source.locate(offset))

    def at(self, location: Location) -> types.Position:
        """Where a row and a column stand."""
        row, character = location.row, location.column - 1
        if self._codec and character:
            codec, width = self._codec
            character = len(self._source.line(row)[:character].encode(codec, "surrogatepass")) // width
        return types.Position(row - 1, character + (self._mark if row == 1 else 0))

    def range(self, span: Span) -> types.Range:
        """The range of some characters of the text."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one behind its line, or behind the text, is the end of that."""
        starts, row = self._source.starts, position.line
        if row >= len(starts):
            return len(self._source.text)
        line = self._source.line(row + 1)
        character = position.character - (self._mark if row == 0 else 0)
        if self._codec:
            codec, width = self._codec
            written = line.encode(codec, "surrogatepass")[: max(character, 0) * width]
            character = len(written.decode(codec, "ignore"))
        return starts[row] + min(max(character, 0), len(line))

    def span(self, range_: types.Range) -> Span:
        """The characters of a range."""
        return Span(self.offset(range_.start), self.offset(range_.end))

    def edit(self, edit: TextEdit) -> types.TextEdit:
        """An edit of the text for the client."""
        return types.TextEdit(self.range(edit.span), edit.content)

    def reported(self, edit: Edit) -> types.TextEdit:
        """An edit of a report for the client."""
        return types.TextEdit(types.Range(self.at(edit.location), self.at(edit.end_location)), edit.content)
