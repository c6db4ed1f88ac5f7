"""What a text that is half written consists of: mappings and lists with offsets, whatever is missing in them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint.text import scalar

MARK = "\ufdd0"
"""Stands where somebody is writing: no text holds this character, so nothing is where it stands but what it marks."""


class Scalar(msgspec.Struct, eq=False, gc=False):
    """A text between two offsets; `quote` is one of `"`, `'` and `|` (a block) or empty.

    `column` is where it stands if it begins a line or stands behind a dash; -1 otherwise.
    """

    text: str
    start: int
    end: int
    quote: str = ""
    column: int = -1


class Entry(msgspec.Struct, eq=False, gc=False):
    """A key with its value, or an item that has none.

    `colon`, `comma` and `dash` tell whether they are written, `start` and `end` where it begins, and
    where what was read of it ends.
    """

    key: Scalar | None = None
    value: "Box | Scalar | None" = None
    colon: bool = False
    comma: bool = False
    dash: bool = True
    start: int = 0
    end: int = 0


class Box(msgspec.Struct, eq=False, gc=False):
    """A mapping (`keyed`) or list; its keys or dashes stand at `column`, unless it is written in brackets (`flow`)."""

    keyed: bool
    column: int
    flow: bool = False
    entries: list[Entry] = msgspec.field(default_factory=list)


def plain(node: Box | Scalar | None, without: Entry) -> Any:
    """What a part of a text means as a value; one entry is still being written."""
    if isinstance(node, Scalar):
        return node.text if node.quote else scalar.read(node.text)[0]
    if node is None:
        return None
    if not node.keyed:
        return [None if one is without else plain(one.value, without) for one in node.entries]
    return dict(_pairs(node, without))


def _pairs(box: Box, without: Entry) -> Iterator[tuple[str, Any]]:
    for one in box.entries:
        if one.key and MARK not in one.key.text:
            yield one.key.text, None if one is without else plain(one.value, without)
