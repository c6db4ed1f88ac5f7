"""Where comments reach: the line that a place belongs to, and the node below a comment."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile
from typing import Generic, TypeVar

from rtlint.text.source import Source, Span
from rtlint.text.tree import Tree
from rtlint.text.walk import scalars
from rtlint.text.yamltext import CollectionNode, MappingNode, Node

_DASH = re.compile(r"#[^\r\n]*|^---|-", re.MULTILINE)


class Lines:
    """The rows of a text, with values that go over several of them: no comment can stand inside."""

    def __init__(self, source: Source, trees: Sequence[Tree]) -> None:
        self._source = source
        spans = {(tree.node_span(node), node.style in ("|", ">")) for tree in trees for _path, node in scalars(tree)}
        rows = ((span.start, self._row(span.start), self._row(span.end), block) for span, block in spans)
        self._long = sorted(value for value in rows if value[1] < value[2])
        self._starts = [value[0] for value in self._long]

    def home(self, offset: int) -> int:
        """The row, from 1, whose end may bear a comment on what starts at an offset.

        That is the header of a block of text for all that stands in it, and the last line of a text in quotes.
        """
        row = self._row(offset)
        while (over := self._over(row)) is not None:
            row = over
        return row

    def top(self, offset: int) -> int:
        """The row above which a comment on what stands at an offset may stand."""
        row = self._row(offset)
        while (first := self._under(row)) is not None:
            row = first
        return row

    def end(self, row: int) -> int:
        """The offset of the end of a row, before its line end."""
        return self._source.starts[row - 1] + len(self._source.line(row))

    def _row(self, offset: int) -> int:
        return self._source.locate(offset).row

    def _under(self, row: int) -> int | None:
        """The first row of a value that a row goes on with."""
        place = bisect_left(self._starts, self._source.starts[row - 1]) - 1
        _start, first, last, _block = self._long[place] if place >= 0 else (0, 0, 0, False)
        return first if first < row <= last else None

    def _over(self, row: int) -> int | None:
        """The row to go to from one whose end lies inside a value."""
        place = bisect_left(self._starts, self.end(row)) - 1
        if place < 0:
            return None
        _start, first, last, block = self._long[place]
        if block:
            return first if first < row <= last else None
        return last if first <= row < last else None


class Below:
    """The entries and items of a text, each with all that stands under it, by where they start."""

    def __init__(self, source: Source, trees: Sequence[Tree]) -> None:
        self._text = source.text
        found = [part for tree in trees for part in _document(tree, source.text)]
        self._parts = sorted(found, key=lambda part: part[0])  # stable: the outer one first
        self._starts = [start for start, _end, _dash in self._parts]
        self._known_dashes: dict[int, list[int]] = {}

    def after(self, offset: int) -> Span | None:
        """The node that starts first after an offset, the outermost of those that start there."""
        place = bisect_left(self._starts, offset)
        if place == len(self._parts):
            return None
        start = self._starts[place]
        here = list(takewhile(lambda part: part[0] == start, islice(self._parts, place, None)))
        # The dash of an item may stand above the comment: then the item has begun already.
        begun = sum(dash for _start, _end, dash in here) - sum(at >= offset for at in self._dashes(place, offset))
        for _start, end, dash in here:
            if not dash or begun <= 0:
                return Span(start, end)
            begun -= 1
        return Span(start, here[-1][1])

    def _dashes(self, place: int, offset: int) -> list[int]:
        """The dashes before a node, from an offset on; the first to ask asks from furthest above."""
        if place not in self._known_dashes:
            gap = _DASH.finditer(self._text, offset, self._starts[place])
            self._known_dashes[place] = [match.start() for match in gap if match[0] == "-"]
        return self._known_dashes[place]


_Part = tuple[int, int, bool]
"""Where a node starts and ends, and whether a dash stands before it."""


def _document(tree: Tree, text: str) -> Iterator[_Part]:
    start, end = tree.root.start_mark.index, max(tree.root.end_mark.index, tree.root.start_mark.index)
    end = min(end, len(text))
    if not isinstance(tree.root, CollectionNode) or tree.root.flow_style:
        yield start, end, False
    stack: list[tuple[CollectionNode, int]] = [(tree.root, end)] if isinstance(tree.root, CollectionNode) else []
    while stack:
        node, end = stack.pop()
        parts = list(_children(tree, node))
        ends = [*(part[0] for part in parts[1:]), end]
        for (begin, child, dash), finish in zip(parts, ends, strict=False):  # an empty collection has no part
            yield begin, finish, dash
            if isinstance(child, CollectionNode):
                stack.append((child, finish))


def _children(tree: Tree, node: CollectionNode) -> Iterator[tuple[int, Node | None, bool]]:
    """Where each entry or item of a collection starts, and its value where that stands here, not behind an alias."""
    for position, child in enumerate(node.value):
        if isinstance(node, MappingNode):
            key, value = child
            start = tree.alias(node, 2 * position) or tree.node_span(key)
            yield start.start, None if tree.alias(node, 2 * position + 1) else value, False
        else:
            use = tree.alias(node, position)
            yield (use or tree.node_span(child)).start, None if use else child, not node.flow_style


T = TypeVar("T")


class Nest(Generic[T]):
    """Things over spans that lie within each other or apart."""

    def __init__(self, spans: Iterable[tuple[Span, T]]) -> None:
        self._held = sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [span.start for span, _thing in self._held]
        self._outer: list[int] = []
        for index, (span, _thing) in enumerate(self._held):
            outer = index - 1
            while outer >= 0 and self._held[outer][0].end <= span.start:
                outer = self._outer[outer]
            self._outer.append(outer)

    def over(self, offset: int) -> Iterator[T]:
        """What lies over an offset, from the inside out."""
        index = bisect_right(self._starts, offset) - 1
        while index >= 0:
            span, thing = self._held[index]
            if offset < span.end:
                yield thing
            index = self._outer[index]
