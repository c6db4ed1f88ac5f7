"""New keys and values as text for a place, with stops where somebody has to fill something in."""

from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint.assist.where import Manner
from rtlint.edit.render import key_text, scalar_text


class Stop(msgspec.Struct, frozen=True):
    """Where something is left to write: one of `choices`, if there are any; `text` tells that it has to be a text."""

    choices: tuple[Any, ...] = ()
    text: bool = False


Text = tuple[str | Stop, ...]
"""What is written, and where it has stops; choices of a stop are texts as they are written there."""


def entry(key: str, value: Any, manner: Manner) -> Text:
    """A key with its value, which is plain or holds stops."""
    return tuple(_entry(key, value, manner, manner.column))


def value(one: Any, manner: Manner, *, opens: bool = False) -> Text:
    """A value behind its key; with `opens` at the beginning of a line, or behind a dash."""
    if manner.flow or not _is_block(one):
        return tuple(_inline(one, manner))
    if opens:
        return tuple(_lines(one, manner, manner.column))[1:]
    return tuple(_block(one, manner, manner.column))


def name(key: str, manner: Manner) -> str:
    """A key by itself."""
    return _quoted(key, manner.quote) if manner.quote else key_text(key)


def scalar(one: object, manner: Manner) -> str:
    """A value that is no collection."""
    if isinstance(one, str) and manner.quote:
        return _quoted(one, manner.quote)
    return scalar_text(one)


def _quoted(text: str, quote: str) -> str:
    return "'" + text.replace("'", "''") + "'" if quote == "'" else scalar_text(text, quoted=True)


def _is_block(one: Any) -> bool:
    """Whether a value goes over lines: a mapping, or a list of those."""
    return isinstance(one, dict) or (isinstance(one, list) and any(isinstance(item, dict) for item in one))


def _entry(key: str, one: Any, manner: Manner, column: int) -> Iterator[str | Stop]:
    yield f"{name(key, manner)}:"
    if manner.flow or not _is_block(one):
        yield " "
        yield from _inline(one, manner)
    else:
        yield from _block(one, manner, column)


def _block(one: Any, manner: Manner, column: int) -> Iterator[str | Stop]:
    """A mapping or list below its key, from the end of that line on."""
    yield from _lines(one, manner, column + (manner.dash if isinstance(one, list) else manner.step))


def _lines(one: Any, manner: Manner, column: int) -> Iterator[str | Stop]:
    start = manner.line_end + " " * column
    if isinstance(one, list):
        for item in one:
            yield from (start, "- ", *_item(item, manner, column + 2))
        return
    for key, inner in one.items():
        yield start
        yield from _entry(key, inner, manner, column)
    if not one:
        yield from (start, Stop())


def _item(one: Any, manner: Manner, column: int) -> Iterator[str | Stop]:
    if _is_block(one):
        yield from list(_lines(one, manner, column))[1:]
    else:
        yield from _inline(one, manner)


def _inline(one: Any, manner: Manner) -> Iterator[str | Stop]:
    """A value in one line."""
    if isinstance(one, Stop):
        yield from _stop(one, manner)
    elif isinstance(one, (dict, list)):
        left, right = "{}" if isinstance(one, dict) else "[]"
        yield left
        for number, key in enumerate(one):
            yield ", " if number else ""
            yield f"{name(key, manner)}: " if isinstance(one, dict) else ""
            yield from _inline(one[key] if isinstance(one, dict) else key, manner)
        if not one:
            yield Stop()
        yield right
    else:
        yield scalar(one, manner)


def _stop(one: Stop, manner: Manner) -> Iterator[str | Stop]:
    """A stop; texts get their quotes around it, so that they stay whatever is chosen."""
    if not one.text or not manner.quote:
        yield Stop(tuple(scalar(choice, manner) for choice in one.choices), one.text)
        return
    inner = [scalar(choice, manner)[1:-1] for choice in one.choices]
    yield from (manner.quote, Stop(tuple(inner), one.text), manner.quote)
