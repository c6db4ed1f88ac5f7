"""The YAML that nearly every config is written in, read at a fraction of what libyaml costs.

Mappings and lists by indentation, scalars on one line, short flow collections of such, literal texts: each line tells
by itself what it is. Whatever else a text holds, and whatever would give a rule something to say of the text itself, is
not read here but by libyaml, which a differential test holds this reader against.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from rtlint.text.scalar import DOUBTFUL, KNOWN, learn, quoted_text

# A word of a plain scalar holds no number sign, and a colon only before another character. Texts with characters
# beyond printable ones are refused before, so that a blank is a space.
_WORD = r"(?:[^\s:\#]++|:(?=\S))"
_KEY = r"[A-Za-z_][\w./-]{0,100}"
_QUOTED = r'"[^"\\\n]*"|' + r"'[^'\n]*'"
_ITEM = rf"-?[\w/][\w./+-]*|{_QUOTED}"
_FLOW_LIST = rf"\[\ *(?:(?:{_ITEM})(?:\ *,\ *(?:{_ITEM}))*)?\ *\]"
_FLOW_MAPPING = rf"\{{\ *(?:{_KEY}:\ +(?:{_ITEM})(?:\ *,\ *{_KEY}:\ +(?:{_ITEM}))*)?\ *\}}"

_LINE = (
    r"(?x)(?P<indent>\ *)"
    rf"(?P<dash>-\ +)?(?:(?P<key>{_KEY}):(?:\ +|\Z))?"
    rf"(?:(?P<plain>(?:[\w/$]|-[\w.]){_WORD}*+(?:\ ++{_WORD}++)*+)|(?P<quoted>{_QUOTED})"
    rf"|(?P<flow>{_FLOW_LIST}|{_FLOW_MAPPING})|(?P<literal>\|-?))?"
    r"\ *(?:(?<![^\ ])\#.*)?"
)
_PAIR = rf"(?:({_KEY}):\ +)?({_ITEM})"

_DEEP = 50
"""Collections within each other that are left to libyaml, which tells when they are too many."""

_Mapping = dict[object, object]


class _NotPlain(Exception):
    """A text is for libyaml."""


class _Line(NamedTuple):
    """What a line says: the column of its dash or key, how far the dash moves the key, the key, and its value."""

    column: int
    dash: int
    key: object
    value: object


_NOTHING, _BELOW, _CLIPPED, _STRIPPED = object(), object(), object(), object()
"""Keys and values of lines: none; one in the lines below; a literal text that keeps its last line end, or does not."""

_BLANK = _Line(-1, 0, _NOTHING, _NOTHING)
_SEEN: dict[str, _Line] = {}
"""Lines read before in this process. Configs say the same again and again; what differs are texts and few numbers."""

_SEEN_AT_MOST = 4096
_SEEN_LENGTH = 200
"""Lines that are kept in mind, and their longest: a sentence comes once."""

_LONGEST = 10_000
"""Characters of a line that the pattern is tried on: its matcher takes memory for each."""


def read(text: str) -> _Mapping | None:
    """The value of a text that holds one mapping and is plain, as trees have it; None for all others."""
    if not text.replace("\n", "").isprintable():
        return None
    try:
        return _Reader(text.removeprefix("---\n")).value()
    except _NotPlain:
        return None


class _Reader:
    """One text; `open` are the collections that a line may go on with, from the root down, each with its column."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.root: _Mapping = {}
        self.open: list[tuple[int, bool, Any]] = [(0, False, self.root)]

    def value(self) -> _Mapping:  # noqa: PLR0912  # a call for each line would cost more than all that it does
        """The value of the whole."""
        above: Any = None  # the mapping whose last key still has no value
        name: Any = None
        start = after = 0
        for number, text in enumerate(self.lines):
            if number < after:  # a line of a literal text
                continue
            column, dash, key, value = _SEEN.get(text) or _learned(text)
            if column < 0:
                continue
            if above is not None:
                above[name] = inner = self._inner(column, start, dash)
                above = None
            else:
                at, listed, inner = self.open[-1]
                if at != column or listed != (dash > 0):
                    inner = self._outer(column, dash)
            if dash:
                if key is _NOTHING:
                    inner.append(value)
                    continue
                column += dash
                item: _Mapping = {}
                inner.append(item)
                self.open.append((column, False, item))
                inner = item
            if key in inner:
                raise _NotPlain
            if value is _BELOW:
                above, name, start = inner, key, column
            elif value is _CLIPPED or value is _STRIPPED:
                inner[key], after = self._literal(number + 1, column, "\n" if value is _CLIPPED else "")
            else:
                inner[key] = value if type(value) is not list and type(value) is not dict else value.copy()
        if above is not None or not self.root:
            raise _NotPlain
        return self.root

    def _inner(self, column: int, start: int, dash: int) -> Any:
        """The collection that begins with a line, as the value of a key in the column `start`."""
        if column < start + (not dash) or len(self.open) > _DEEP:
            raise _NotPlain
        inner: Any = [] if dash else {}
        self.open.append((column, dash > 0, inner))
        return inner

    def _outer(self, column: int, dash: int) -> Any:
        """The open collection that a line goes on with."""
        while self.open:
            at, listed, inner = self.open[-1]
            if at < column:  # a scalar before may go on
                break
            if at == column and listed == (dash > 0):
                return inner
            self.open.pop()
        raise _NotPlain

    def _literal(self, number: int, column: int, end: str) -> tuple[str, int]:
        """A literal text that starts with a line, and the number of the first line behind it."""
        lines = self.lines
        first = lines[number] if number < len(lines) else ""
        width = len(first) - len(first.lstrip(" "))
        if width == len(first) or width <= column:
            raise _NotPlain
        margin, kept = " " * width, []
        for line in lines[number:]:
            if line.startswith(margin):
                if line.isspace() and len(line) > width:
                    raise _NotPlain
            elif line.strip():
                if line.startswith(margin[: column + 1]):
                    raise _NotPlain
                break
            kept.append(line[width:])
        after = number + len(kept)
        if after == len(lines) and lines[-1]:  # the end of the last line belongs to the text, and is missing
            raise _NotPlain
        return quoted_text("\n".join(kept).rstrip("\n") + end), after


def _learned(text: str) -> _Line:
    """A line that was not read before."""
    match = _pattern().fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        raise _NotPlain
    indent, dash, key, plain, quoted, flow, literal = match.groups()
    if plain or quoted or flow:
        value = _value(plain, quoted, flow)
    elif literal:
        value = _CLIPPED if literal == "|" else _STRIPPED
    else:
        value = _BELOW
    if not (key or dash) and value is _BELOW:
        line = _BLANK
    elif key and type(name := _value(key, None, None)) is str:
        line = _Line(len(indent), len(dash or ""), name, value)
    elif dash and (plain or quoted or flow):
        line = _Line(len(indent), len(dash), _NOTHING, value)
    else:
        raise _NotPlain
    if len(text) <= _SEEN_LENGTH and len(_SEEN) < _SEEN_AT_MOST:
        _SEEN[text] = line
    return line


def _value(plain: str | None, quoted: str | None, flow: str | None) -> object:
    """The value of what stands on one line."""
    if plain:
        value = KNOWN[plain] if plain in KNOWN else learn(plain)
        if value is DOUBTFUL:
            raise _NotPlain
        return value
    return quoted_text(quoted[1:-1]) if quoted else _flow(flow or "")


def _flow(text: str) -> object:
    pairs = re.findall(_PAIR, text, re.VERBOSE)
    if text.startswith("["):
        return [_item(item) for _key, item in pairs]
    made = {_item(key): _item(item) for key, item in pairs}
    if len(made) != len(pairs) or any(type(key) is not str for key in made):
        raise _NotPlain
    return made


def _item(text: str) -> object:
    return _value(None, text, None) if text[0] in "\"'" else _value(text, None, None)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_LINE)
