"""JSON, and YAML in brackets, as far as it goes: what nobody closes, or a wrong bracket does, is no reason to stop."""

import re

from rtlint.assist.pieces import MARK, Box, Entry, Scalar

_LINE = re.compile(r"[^\r\n]*")
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"(?<![^ \t\r\n])#")
_GAP = re.compile(
    r"(?:[ \t\r\n]+|(?<![^ \t\r\n])#[^\r\n]*"
    # Anchors and tags; not where somebody writes one.
    rf"|(?<![^ \t\r\n,\[{{:])[&!][^ \t\r\n,\[\]{{}}{MARK}]*(?=[ \t\r\n]))+"
)
# Nearly every token, at one look; all else is looked at closer.
_USUAL = re.compile(
    rf'[ \t\r\n]*(?:"([^"\\\r\n{MARK}]*)"|([\w./-]+)(?=[ \t]*(?:[,\]}}\r\n]|:[ \t\r\n]))|([,:{{}}\[\]]))'
)
_PLAIN = re.compile(r"(?:[^ \t\r\n,\[\]{}:\"']|:(?=[^ \t\r\n,\[\]{}\"'])|(?<=[^ \t\r\n,\[\]{}:])[\"'])+")
_QUOTED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), "'": re.compile(r"'(?:[^']|'')*'")}
_UNCLOSED = re.compile(r"""["'][^ \t\r\n"',:\[\]{}]*""")
_BEFORE = (MARK + '"', MARK + "'")
_BEYOND = re.compile(r"[,:{}]")
_LETTERS = re.compile(r"\\(.)", re.DOTALL)


def quoted(text: str, start: int, end: int) -> Scalar:
    """The text in quotes at an offset; one that is not closed before `end` is as long as a word."""
    quote = text[start]
    found = _QUOTED[quote].match(text, start, end)
    if found and MARK in found[0] and _BEYOND.search(found[0], found[0].index(MARK)):
        found = None  # the next quote opens another text
    found = found or _UNCLOSED.match(text, start)
    last = found.end() if found else start + 1
    closed = last - start > 1 and text[last - 1] == quote
    inner = text[start + 1 : last - closed]
    made = _LETTERS.sub(r"\1", inner) if quote == '"' else inner.replace("''", "'")
    return Scalar(made, start, last, quote)


class Brackets:
    """What stands in the brackets that open at an offset, up to where they close or to `end`.

    `at` is the offset behind them, `closed` whether they are; `comments` are the offsets of each # that starts one.
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        self.at, self.closed = start, False
        self.comments: list[int] = []
        self.value: Box | Scalar | None = None
        self._text, self._end = text, end
        self._stack: list[Box] = []
        while self.at < end and not self.closed:
            if usual := _USUAL.match(text, self.at, end):
                self._usual(usual)
            elif gap := _GAP.match(text, self.at, end):
                self.comments += [found.start() for found in _COMMENT.finditer(text, gap.start(), gap.end())]
                self.at = gap.end()
            else:
                word = self._word(text[self.at])
                self._put(word, word.start, word.end)
                self.at = word.end

    def _usual(self, found: re.Match[str]) -> None:
        self.at = found.end()
        group = found.lastindex or 0
        start, text = found.start(group), found[group]
        if group == 1:
            self._put(Scalar(text, start - 1, self.at, '"'), start - 1, self.at)
        elif group == 2:
            self._put(Scalar(text, start, self.at), start, self.at)
        else:
            self._sign(text, start)

    def _sign(self, sign: str, start: int) -> None:
        if sign in "{[":
            box = Box(sign == "{", -1, flow=True)
            self._put(box, start, self.at)
            self._stack.append(box)
        elif sign in "}]":
            self._close(keyed=sign == "}")
            self.closed = not self._stack
        elif entries := self._stack[-1].entries:
            entry = entries[-1]
            entry.comma, entry.colon, entry.end = entry.comma or sign == ",", entry.colon or sign == ":", self.at

    def _word(self, first: str) -> Scalar:
        line = _LINE.match(self._text, self.at, self._end)
        end = line.end() if line else self._end
        if first in _QUOTED:
            return quoted(self._text, self.at, end)
        plain = _PLAIN.match(self._text, self.at, end)
        last = plain.end() if plain and self._text[self.at : self.at + 2] not in _BEFORE else self.at + 1
        while (blanks := _BLANKS.match(self._text, last, end)) and blanks[0]:
            more = _PLAIN.match(self._text, blanks.end(), end)
            if not more or more[0][0] in ("#", MARK):
                break
            last = more.end()
        return Scalar(self._text[self.at : last], self.at, last)

    def _put(self, value: Box | Scalar, start: int, end: int) -> None:
        if not self._stack:
            self.value = value
            return
        box = self._stack[-1]
        last = box.entries[-1] if box.entries else None
        if last and box.keyed and last.colon and last.value is None and not last.comma:
            last.value, last.end = value, end
        elif box.keyed and isinstance(value, Scalar):
            box.entries.append(Entry(value, start=start, end=end))
        else:
            box.entries.append(Entry(None, value, start=start, end=end))

    def _close(self, *, keyed: bool) -> None:
        if any(box.keyed == keyed for box in self._stack):
            while self._stack.pop().keyed != keyed:
                pass
        for box in self._stack[-1:]:
            for entry in box.entries[-1:]:
                entry.end = self.at
