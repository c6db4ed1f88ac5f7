"""A text with its name, and the one place where offsets become rows and columns."""

import re
from bisect import bisect_right
from functools import cached_property

import msgspec

# A line ends at LF, CRLF or CR, as editors and SARIF viewers count; libyaml would also count NEL, LS and PS.
_LINE_END = r"\r\n|\n|\r"


IN_CODE = "<dict>"
"""The path of a document that lives in code: rows and columns are those of a text that nobody wrote."""


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters `start` to `end` (exclusive) of a text, in Unicode code points from 0."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether another span lies inside."""
        return self.start <= other.start and other.end <= self.end


class Location(msgspec.Struct, frozen=True, order=True):
    """A row and a column, both from 1; columns count Unicode code points."""

    row: int
    column: int


class Source:
    """One text and the path that people know it by.

    `text` never starts with a byte order mark: `bom` remembers it, so that columns count what editors show.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.bom = text.startswith("\ufeff")
        self.text = text[1:] if self.bom else text

    def with_text(self, text: str) -> "Source":
        """Another text under the same name, with a byte order mark where this one has it."""
        return Source(self.path, ("\ufeff" if self.bom else "") + text)

    @property
    def data(self) -> bytes:
        """The bytes of a file that holds this text."""
        return (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode()

    @cached_property
    def starts(self) -> list[int]:
        """Offset of the first character of every line."""
        return [0, *(match.end() for match in re.finditer(_LINE_END, self.text))]

    def locate(self, offset: int) -> Location:
        """Row and column of an offset from 0 to the length of the text."""
        row = bisect_right(self.starts, offset)
        return Location(row, offset - self.starts[row - 1] + 1)

    def offset(self, location: Location) -> int:
        """The offset of a location that lies in the text; the inverse of `locate`."""
        return self.starts[location.row - 1] + location.column - 1

    def line(self, row: int) -> str:
        """The text of a row from 1, without its line end; IndexError for a row that does not exist."""
        start = self.starts[row - 1]
        end = self.starts[row] if row < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


class Unreadable(Exception):
    """A file of the user's that is no text; the message starts with its place."""


def read(path: str, name: str) -> Source:
    """The text of a file that has to be UTF-8, under the name that people know it by; Unreadable where it is not."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        return Source(name, data.decode())
    except OSError as error:
        raise Unreadable(f"{name}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        before = Source(name, data[: error.start].decode())
        end = before.locate(len(before.text))
        raise Unreadable(f"{name}:{end.row}:{end.column}: the file is not UTF-8") from error
