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
_ITEM = rf"-?[\w/][\w./+-]*+(?:\ ++[\w./+-]++)*+|{_QUOTED}"
_FLOW_LIST = rf"\[\ *(?:(?:{_ITEM})(?:\ *,\ *(?:{_ITEM}))*)?\ *\]"
_FLOW_MAPPING = rf"\{{\ *(?:{_KEY}:\ +(?:{_ITEM})(?:\ *,\ *{_KEY}:\ +(?:{_ITEM}))*)?\ *\}}"

_LINE = (
    r"(?x)(?P<indent>\ *)"
    rf"(?P<dash>-\ +)?(?:(?P<key>{_KEY}):(?:\ +|\Z))?"
    rf"(?:(?P<plain>(?:[\w/$]|-[\w.]){_WORD}*+(?:\ ++{_WORD}++)*+)|(?P<quoted>{_QUOTED})"
    rf"|(?P<flow>{_FLOW_LIST}|{_FLOW_MAPPING})|(?P<literal>\|-?))?"
    r"\ *(?P<comment>(?<![^\ ])\#.*)?"
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
    key: Any
    value: Any
    kind: int = 0


_WHOLE, _BELOW, _SHARED, _CLIPPED, _STRIPPED, _REMARKED = range(6)
"""A value: taken as it is; on the lines below; a collection, to be copied; a literal text with its end, or without; an
unquoted one with a comment behind it."""

_BLANK = _Line(-1, 0, None, None)
_SEEN: dict[str, _Line] = {"": _BLANK}
"""Lines read before in this process. Configs say the same again and again; what differs are texts and few numbers."""

_SEEN_AT_MOST = 4096
_SEEN_LENGTH = 200
"""Lines that are kept in mind, and their longest: a sentence comes once."""

_LONGEST = 10_000
"""Characters of a line that the pattern is tried on: its matcher takes memory for each."""


def read(text: str) -> tuple[_Mapping, bool] | None:
    """The value of a text that holds one mapping and is plain, as trees have it; None for all others.

    With it, whether a comment stands behind an unquoted value, which may have been meant to go on.
    """
    if not text.replace("\n", "").isprintable():
        return None
    try:
        reader = _Reader(text.removeprefix("---\n"))
        return reader.value(), reader.remarked
    except _NotPlain:
        return None


class _Reader:
    """One text."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.remarked = False

    def value(self) -> _Mapping:  # noqa: PLR0912  # a call for each line would cost more than all that it does
        """The value of the whole."""
        root: _Mapping = {}
        # The collections that a line may go on with, from the root down, each with its column and whether it is a list.
        opened: list[tuple[int, bool, Any]] = [(0, False, root)]
        above: _Mapping | None = None  # the mapping whose last key still has no value
        name = ""
        start = after = 0
        for number, text in enumerate(self.lines):
            if number < after:  # a line of a literal text
                continue
            column, dash, key, value, kind = _SEEN.get(text) or _learned(text)
            if column < 0:
                continue
            if above is not None:
                if column < start + (not dash) or len(opened) > _DEEP:
                    raise _NotPlain
                inner: Any = [] if dash else {}
                above[name] = inner
                opened.append((column, dash > 0, inner))
                above = None
            else:
                at, listed, inner = opened[-1]
                while at != column or listed != (dash > 0):
                    opened.pop()
                    if at < column or not opened:  # a scalar before may go on; or the line belongs to nothing
                        raise _NotPlain
                    at, listed, inner = opened[-1]
            if dash:
                if key is None:
                    inner.append(value.copy() if kind == _SHARED else value)
                    self.remarked = self.remarked or kind == _REMARKED
                    continue
                column += dash
                item: _Mapping = {}
                inner.append(item)
                opened.append((column, False, item))
                inner = item
            if key in inner:
                raise _NotPlain
            if kind == _WHOLE:
                inner[key] = value
            elif kind == _BELOW:
                above, name, start = inner, key, column
            elif kind == _SHARED:
                inner[key] = value.copy()
            elif kind == _REMARKED:
                inner[key] = value
                self.remarked = True
            else:
                inner[key], after = self._literal(number + 1, column, "\n" if kind == _CLIPPED else "")
        if above is not None or not root:
            raise _NotPlain
        return root

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
    indent, dash, key, plain, quoted, flow, literal, comment = match.groups()
    value, kind = None, _BELOW
    if plain or quoted or flow:
        value = _value(plain, quoted, flow)
        kind = _SHARED if isinstance(value, (list, dict)) else _REMARKED if plain and comment else _WHOLE
    elif literal:
        kind = _CLIPPED if literal == "|" else _STRIPPED
    if not (key or dash) and kind == _BELOW:
        line = _BLANK
    elif key and type(name := _value(key, None, None)) is str:
        line = _Line(len(indent), len(dash or ""), name, value, kind)
    elif not key and dash and kind in (_WHOLE, _SHARED, _REMARKED):
        line = _Line(len(indent), len(dash), None, value, kind)
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
