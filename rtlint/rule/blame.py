"""How a rule points: at a path and a part of it, with the words that its message may use."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rtlint.text.scalar import Placeholder
from rtlint.text.secret import cut, is_secret, mask
from rtlint.text.source import Span
from rtlint.text.spot import KEY, VALUE, Path

__all__ = ["KEY", "VALUE", "Blame", "Word", "choice", "listed", "show", "show_at"]

_LONGEST = 60
_SHORT_LIST = 12


Word = str | Callable[[], str]
"""A word of a message, or how to find it: most blames are made inside `not` and `any`, and never told."""


class Blame(NamedTuple):
    """One fault at a path of the document, before it has a code and columns.

    `verb` says which word of the rule was broken and so which of its messages fits. `span` overrides the place where
    the text itself is the fault; `related` are further places with a message each.
    """

    path: Path
    part: str
    verb: str
    words: Mapping[str, Word]
    related: tuple[tuple[str, Span], ...] = ()
    span: Span | None = None


def show(value: object) -> str:
    """A value as a message shows it: JSON's spelling, short, on one line and without secrets."""
    if isinstance(value, str):
        text = mask(str(value))
        return f'"{_short(text)}"' if not isinstance(value, Placeholder) else _short(text)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, list):
        return _short("[" + ", ".join(map(show, value[:_SHORT_LIST])) + "]")
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, (int, float)):
        return _short(repr(value).replace("inf", ".inf").replace("nan", ".nan"))
    return str(getattr(value, "text", value))


def show_at(path: Path, value: object) -> str:
    """A value as a message shows it, cut where its place makes it a secret."""
    if not is_secret(path) or value is None or isinstance(value, (bool, dict)):
        return show(value)
    return "a list" if isinstance(value, list) else cut(str(value))


def choice(values: tuple[object, ...] | list[object]) -> str:
    """Alternatives as people write them: `"a", "b" or "c"`."""
    return listed([show(value) for value in values])


def listed(words: Sequence[str]) -> str:
    """Words as people list alternatives: `a, b or c`."""
    return ", ".join(words[:-1]) + " or " + words[-1] if len(words) > 1 else "".join(words)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
