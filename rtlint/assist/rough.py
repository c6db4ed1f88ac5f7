"""A text that is half written, read as far as it goes: a broken line costs itself, and none that follow.

Parsers give up where somebody is just typing, which is where an editor asks. This reader knows nothing of right and
wrong: lines and brackets become mappings and lists with offsets, whatever is missing.
"""

import re
from bisect import bisect_right
from functools import cache

from rtlint.assist.brackets import Brackets, quoted
from rtlint.assist.pieces import Box, Entry, Scalar
from rtlint.text.source import Source
from rtlint.text.spot import Path, Step

_INDENT = re.compile(r"[ \t]*")
_LINE = re.compile(r"[^\r\n]*")
# Nearly every line, at one look; all else is looked at closer.
_USUAL = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+([A-Za-z0-9_][^\r\n:#]*))?[ \t]*(?:\r\n|\n|\r)")
_DASH = re.compile(r"-(?=[ \t\r\n]|\Z)[ \t]*")
_COLON = re.compile(r"[ \t]*:(?=[ \t\r\n]|\Z)")
_COMMENT = re.compile(r"(?<![^ \t\r\n])#")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_PROPERTY = re.compile(r"(?:&[^ \t\r\n]+|![^ \t\r\n]*)(?:[ \t]+|(?=[\r\n]|\Z))")
_QUOTES = ("'", '"')
_CLOSING = re.compile(r"[ \t]*[}\]][^\r\n]*(?:\r\n|\n|\r|\Z)")


class Rough:
    """One document of a text, that of lines from one offset to another; `root` is an entry without a key.

    Offsets of `comments` are those of each # that starts one.
    """

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.text, self.at, self.end = source.text[:end], start, end
        self.root = Entry()
        self.comments: list[int] = []
        self._stack: list[Box] = []
        while self.at < self.end:
            self._line()

    def find(self, offset: int) -> tuple[Path, list[tuple[Box, Entry]]] | None:
        """The path of the text that holds an offset, and the way there; None where no value or key does."""
        entry, steps, way = self.root, list[Step](), list[tuple[Box, Entry]]()
        while True:
            if any(isinstance(one, Scalar) and one.start <= offset < one.end for one in (entry.key, entry.value)):
                return tuple(steps), way
            box = entry.value
            index = bisect_right(box.entries, offset, key=lambda one: one.start) - 1 if isinstance(box, Box) else -1
            if not isinstance(box, Box) or index < 0:
                return None
            entry = box.entries[index]
            way.append((box, entry))
            steps.append((entry.key.text if entry.key else "") if box.keyed else index)

    def _line(self) -> None:
        blanks = _INDENT.match(self.text, self.at)
        start = blanks.end() if blanks else self.at
        if self.text[start : start + 1] in ("", "\r", "\n", "#") or self.text[self.at] == "%":
            self._skip()
        else:
            self._content(start - self.at, start)

    def _skip(self) -> None:
        """Go to the next line, past a comment."""
        end = self._line_end(self.at)
        if comment := _COMMENT.search(self.text, self.at, end):
            self.comments.append(comment.start())
        self.at = end + (2 if self.text.startswith("\r\n", end) else 1)

    def _content(self, column: int, start: int) -> None:
        self.at = start
        if usual := _USUAL.match(self.text, start):
            self.at, end = usual.end(), usual.end(1)
            text = (usual[2] or "").rstrip(" \t")
            value = Scalar(text, usual.start(2), usual.start(2) + len(text)) if text else None
            entry = Entry(Scalar(usual[1], start, end), value, colon=True, start=start, end=end + 1)
            self._open(column, keyed=True).entries.append(entry)
        elif dash := _DASH.match(self.text, start):
            box = self._open(column, keyed=False)
            box.entries.append(Entry(start=start, end=start + 1))
            self.at = start + 1
            if self.text[dash.end() : dash.end() + 1] in ("", "\r", "\n", "#"):
                self._skip()
            else:
                self._content(column + dash.end() - start, dash.end())
        elif key := self._key():
            box = self._open(column, keyed=True)
            entry = Entry(key, colon=True, start=start, end=self.at)
            box.entries.append(entry)
            entry.value = self._value(column)
        else:
            self._bare(column)

    def _key(self) -> Scalar | None:
        """The key of a line, up to and with its colon; None where it has none."""
        start = self._past_properties()
        end = self._line_end(start)
        word: Scalar | None
        if self.text[start] in _QUOTES:
            word = quoted(self.text, start, end)
            colon = _COLON.match(self.text, word.end, end)
        elif self.text[start] in "{[":
            return None
        else:
            comment = _COMMENT.search(self.text, start, end)
            colon = _COLON.search(self.text, start, comment.start() if comment else end)
            word = Scalar(self.text[start : colon.start()], start, colon.start()) if colon else None
        if word is None or colon is None:
            return None
        self.at = colon.end()
        return word

    def _past_properties(self) -> int:
        start = self.at
        while found := _PROPERTY.match(self.text, start):
            start = found.end()
        return min(start, self.end - 1)

    def _value(self, column: int) -> Box | Scalar | None:
        """What stands behind a colon, or begins a line; blocks below `column` belong to it."""
        blanks = _INDENT.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
        if self.at < self.end:
            self.at = self._past_properties()
        first = self.text[self.at : self.at + 1]
        found: Box | Scalar | None = None
        if first in ("{", "["):
            return self._flow(column)
        if _HEADER.match(self.text, self.at):
            return self._literal(column)
        if first in _QUOTES:
            found = quoted(self.text, self.at, self._extent(column))
            self.at = found.end
        elif first not in ("", "\r", "\n", "#"):
            found = self._plain()
        self._skip()
        return found

    def _plain(self) -> Scalar:
        end = self._line_end(self.at)
        comment = _COMMENT.search(self.text, self.at, end)
        text = self.text[self.at : comment.start() if comment else end].rstrip(" \t")
        start, self.at = self.at, self.at + len(text)
        return Scalar(text, start, self.at)

    def _literal(self, column: int) -> Scalar:
        start = self.at
        self._skip()
        first = self.at
        self.at = self._extent(column, first - 1)
        return Scalar(self.text[first : self.at], start, self.at, "|")

    def _extent(self, column: int, start: int | None = None) -> int:
        """Where the lines end that are blank, or stand further right than a column: those that follow an offset."""
        if column < 0:
            return self.end
        found = _dedent(column).search(self.text, self.at if start is None else start)
        return found.end() if found else self.end

    def _line_end(self, start: int) -> int:
        line = _LINE.match(self.text, start)
        return line.end() if line else self.end

    def _bare(self, column: int) -> None:
        """A line without a colon: a value of its own, a key that is not finished, or more of a text above."""
        top = self._top(column, keyed=True)
        if top and top.column == column:
            word = self._word(column)
            top.entries.append(_bare_entry(word, keyed=top.keyed))
            return
        holder = top.entries[-1] if top else self.root
        value = self._value(top.column if top else -1)
        if holder.value is None:
            holder.value = value
            if isinstance(value, Scalar):
                value.column = column

    def _word(self, column: int) -> Scalar:
        first = self.text[self.at]
        word = quoted(self.text, self.at, self._extent(column)) if first in _QUOTES else self._plain()
        self.at = word.end
        self._skip()
        return word

    def _open(self, column: int, *, keyed: bool) -> Box:
        """The mapping or list whose keys or dashes stand at a column; if there is none a new one, perhaps of nobody."""
        top = self._top(column, keyed=keyed)
        if top and top.column == column and (top.keyed == keyed or keyed):
            return top if top.keyed == keyed else Box(keyed, column)
        holder = top.entries[-1] if top else self.root
        box, held = Box(keyed, column), holder.value
        if isinstance(held, Scalar) and held.column == column:
            box.entries.append(_bare_entry(held, keyed=keyed))
        if held is None or (isinstance(held, Scalar) and held.column >= 0):
            holder.value = box
        self._stack.append(box)
        return box

    def _top(self, column: int, *, keyed: bool) -> Box | None:
        """What is open at a column or left of it; for a key the mapping, where a list has its dashes at that column."""
        while self._stack and self._stack[-1].column > column:
            self._stack.pop()
        if keyed and len(self._stack) > 1 and self._stack[-2].column == column:
            self._stack.pop()
        return self._stack[-1] if self._stack else None

    def _flow(self, column: int) -> Box | Scalar | None:
        """A value in brackets, up to their end, or to a line that stands too far left for it."""
        found = Brackets(self.text, self.at, self._line_end(self.at))
        if not found.closed:
            end = self._extent(column)
            while closing := _CLOSING.match(self.text, end, self.end):
                end = closing.end()
            found = Brackets(self.text, self.at, end)
        self.comments += found.comments
        self.at = found.at
        if found.closed:
            self._skip()
        return found.value


@cache
def _dedent(column: int) -> re.Pattern[str]:
    """The end of a line before one that stands at a column or left of it."""
    return re.compile(rf"(?:\r\n|\n|\r)(?=[ \t]{{0,{column}}}[^ \t\r\n])")


def _bare_entry(word: Scalar, *, keyed: bool) -> Entry:
    """A key without its colon, or an item without its dash."""
    return Entry(word if keyed else None, None if keyed else word, dash=keyed, start=word.start, end=word.end)
