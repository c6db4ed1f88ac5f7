"""The comments of a YAML text: every # that starts one, and none that stands inside a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

import msgspec

from rtlint.text.nodes import children, is_scalar
from rtlint.text.source import Source, Span

if TYPE_CHECKING:
    from rtlint.text.nodes import Node, ScalarNode

_HASH = r"(?<![^ \t\r\n])#"
_LINE = re.compile(r"[^\r\n]*")


class Comment(msgspec.Struct, frozen=True):
    """One comment: where it stands, its text without the #, and whether nothing else is on its line."""

    span: Span
    text: str
    own_line: bool


def comments(source: Source, roots: list[Node]) -> list[Comment]:
    """The comments of a YAML source in order; `roots` are the root nodes of its documents.

    Where a text breaks off, what follows the last node counts as free of values.
    """
    text = source.text
    taken = sorted({_content(node, text) for root in roots for node in _scalars(root)})
    starts = [start for start, _ in taken]
    found: list[Comment] = []
    for match in re.finditer(_HASH, text):
        start = match.start()
        before = bisect_right(starts, start) - 1
        in_value = before >= 0 and start < taken[before][1]
        if not in_value and not (found and start < found[-1].span.end):
            found.append(_comment(source, start))
    return found


def _comment(source: Source, start: int) -> Comment:
    text = source.text
    match = _LINE.match(text, start)
    end = match.end() if match else start
    line = text[source.starts[source.locate(start).row - 1] : start]
    return Comment(Span(start, end), text[start + 1 : end].strip(), not line.strip())


def _content(node: ScalarNode, text: str) -> tuple[int, int]:
    """Where a value's own characters are: a block scalar's begin below its header, which may bear a comment."""
    start, end = node.start_mark.index, node.end_mark.index
    if node.style in ("|", ">"):
        match = _LINE.match(text, start)
        start = match.end() if match else start
    return start, end


def _scalars(root: Node) -> list[ScalarNode]:
    stack, seen, found = [root], set(), []
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if is_scalar(node):
            found.append(node)
        else:
            stack.extend(children(node))
    return found
