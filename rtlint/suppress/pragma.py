"""The grammar of `# rtlint:` comments: what one says, or the one thing that is wrong with it."""

import datetime
import re
from collections.abc import Iterable, Iterator

import msgspec

from rtlint.text.comments import Comment
from rtlint.text.edit import TextEdit
from rtlint.text.nearest import suggest
from rtlint.text.source import Source, Span

MARK = "rtlint:"
"""What a text holds that speaks to us."""

IGNORE, FILE, DISABLE, ENABLE = WORDS = ("ignore", "file-ignore", "disable", "enable")

_START = re.compile(r"(?:(?<=[ \t])|^)#[ \t]*rtlint:[ \t]*")
_WORD = re.compile(r"[^\s\[\]#]*")
_NEXT = re.compile(r"[ \t]+#")
_BLANKS = re.compile(r"[ \t]*")
_UNTIL = re.compile(r"[ \t]+until=(\S*)")
_REASON = re.compile(r"[ \t]+--(?:[ \t]+(?P<reason>.*?))?[ \t]*$")


class Selector(msgspec.Struct, frozen=True):
    """One rule that a comment names, by code or name, and where."""

    text: str
    span: Span


class Flaw(msgspec.Struct, frozen=True):
    """Why a comment cannot be understood: which message says so, its words, and where."""

    verb: str
    words: dict[str, str]
    span: Span


class Pragma(msgspec.Struct, frozen=True):
    """One comment to us, or the part of a comment that is.

    `span` goes from its # to the end of what belongs to it; `bracket` is what stands between the brackets. `until` is
    the last day on which it counts.
    """

    span: Span
    own_line: bool
    word: str
    selectors: tuple[Selector, ...] = ()
    bracket: Span | None = None
    until: datetime.date | None = None
    until_span: Span | None = None
    reason: str = ""
    flaw: Flaw | None = None

    def without(self, selector: Selector, text: str) -> TextEdit:
        """What takes one selector away, and the comment with the last of them."""
        place = self.selectors.index(selector)
        if len(self.selectors) == 1 or self.bracket is None:
            return self.gone(text)
        if place:
            return TextEdit(Span(self.selectors[place - 1].span.end, selector.span.end), "")
        return TextEdit(Span(selector.span.start, self.selectors[1].span.start), "")

    def gone(self, text: str) -> TextEdit:
        """What takes the comment away: with its line where nothing else is there, or with the blanks before it."""
        start, end, behind = self.span.start, self.span.end, _BLANKS.match(text, self.span.end)
        while start and text[start - 1] in " \t":
            start -= 1
        after = behind.end() if behind else end
        if start and text[start - 1] not in "\r\n":
            return TextEdit(Span(start, end), "")
        if text[after : after + 1] == "#":  # another comment comes after it
            return TextEdit(Span(self.span.start, after), "")
        return TextEdit(
            Span(start, after + (2 if text.startswith("\r\n", after) else 1 if text[after : after + 1] else 0)), ""
        )


def pragmas(source: Source, comments: Iterable[Comment]) -> Iterator[Pragma]:
    """Everything that the comments of a source say to us, in order."""
    for comment in comments:
        text = source.text[comment.span.start : comment.span.end]
        at = 0
        while found := _START.search(text, at):
            pragma = _Reader(text, comment.span.start, found, own_line=comment.own_line).pragma
            yield pragma
            at = pragma.span.end - comment.span.start


class _Flawed(Exception):
    def __init__(self, verb: str, start: int, end: int, **words: str) -> None:
        self.flaw = verb, words, start, end


class _Reader:
    """One pass over one comment; offsets are of the comment until a span is made."""

    def __init__(self, text: str, offset: int, start: re.Match[str], *, own_line: bool) -> None:
        self.offset = offset
        following = _NEXT.search(text, start.end())
        self.limit = following.start() if following else len(text.rstrip())
        self.text, self.start, self.at = text, start.start(), start.end()
        self.bracket: Span | None = None
        self.until: datetime.date | None = None
        self.until_span: Span | None = None
        self.reason, self.word, self.flaw = "", "", None
        self.selectors: tuple[Selector, ...] = ()
        try:
            self._read()
        except _Flawed as error:
            verb, words, begin, end = error.flaw
            self.flaw = Flaw(verb, words, self._span(begin, end))
            self.at = self.limit
        end = len(text[: self.at].rstrip())
        self.pragma = Pragma(
            self._span(start.start(), end), own_line, self.word, self.selectors, self.bracket, self.until,
            self.until_span, self.reason, self.flaw,
        )  # fmt: skip  # fields in their order

    def _span(self, start: int, end: int) -> Span:
        return Span(self.offset + start, self.offset + max(end, start + 1))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found

    def _read(self) -> None:
        start = self.at
        word = self._take(_WORD)
        self.word = word[0] if word else ""
        if self.word not in WORDS:
            hint = suggest(self.word, WORDS, otherwise="there are ignore, file-ignore, disable and enable")
            verb, begin = ("word", start) if self.word else ("empty", self.start)
            raise _Flawed(verb, begin, max(self.at, start), word=self.word, hint=hint)
        self._bracket(start)
        self._until()
        rest = self.at
        reason = self._take(_REASON)
        self.reason = (reason["reason"] or "") if reason else ""
        if not reason and self.text[rest:].strip() and not _NEXT.match(self.text, rest):
            blanks = len(self.text[rest:]) - len(self.text[rest:].lstrip())
            raise _Flawed("rest", rest + blanks, self.limit, text=self.text[rest : self.limit].strip())

    def _bracket(self, start: int) -> None:
        opened = self._take(re.compile(r"[ \t]*\["))
        if not opened and self.word == ENABLE:
            return
        if not opened:
            raise _Flawed("none", start, self.at, word=self.word)
        end = self.text.find("]", self.at, self.limit)
        if end < 0:
            raise _Flawed("open", self.at - 1, self.at, word=self.word)
        self.bracket = Span(self.offset + self.at, self.offset + end)
        items = re.compile(r"[^\s,](?:[^,]*[^\s,])?").finditer(self.text, self.at, end)
        self.selectors = tuple(Selector(item[0], self._span(*item.span())) for item in items)
        self.at = end + 1
        if not self.selectors:
            raise _Flawed("none", start, self.at, word=self.word)

    def _until(self) -> None:
        given = self._take(_UNTIL)
        if given is None:
            return
        self.until_span = self._span(given.start(1) - len("until="), given.end())
        try:
            # fromisoformat would also take 20270131 and 2027-W05-1.
            self.until = datetime.date.fromisoformat(given[1]) if re.fullmatch(r"\d{4}-\d\d-\d\d", given[1]) else None
        except ValueError:
            self.until = None
        if self.until is None:
            raise _Flawed("date", given.start(1) - len("until="), given.end(), text=f"until={given[1]}")
