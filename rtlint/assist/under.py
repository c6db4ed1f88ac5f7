"""What stands under the cursor: which key or value of which document, by its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rtlint.text.nodes import is_collection, is_mapping, is_merge, is_sequence
from rtlint.text.source import Span
from rtlint.text.spot import KEY, VALUE, Path
from rtlint.text.tree import Tree
from rtlint.text.values import key_of

if TYPE_CHECKING:
    from rtlint.text.nodes import Node


class Under(NamedTuple):
    """A key or a value, no collection: its path in the document of `tree`, KEY or VALUE, and its characters.

    `node` is that of the value; behind an alias, the one that the alias stands for.
    """

    tree: Tree
    path: Path
    part: str
    span: Span
    node: Node


def under(trees: Iterable[Tree], offset: int) -> Under | None:
    """The key or value whose characters hold an offset; None between them, in comments, and at what merges."""
    for tree in trees:
        span = tree.node_span(tree.root)
        if span.start <= offset < span.end:
            return _look(tree, offset)
    return None


def _look(tree: Tree, offset: int) -> Under | None:
    node, merging = tree.root, False
    path: Path = ()
    while is_collection(node):
        parts = _parts(tree, node)
        at = bisect_right(parts, offset, key=lambda part: part[0]) - 1
        if at < 0 or offset >= tree.child_end(node, at, child := parts[at][1]):
            return None
        use = tree.alias_use(node, at)
        if is_mapping(node):
            key, value = node.value[at // 2]
            if is_merge(key):
                if use or not at % 2:
                    return None
                node, merging = value, True
                continue
            path, merging = (*path, key_of(key)), False  # type: ignore[assignment]  # a key is a scalar or None
            if not at % 2:
                return Under(tree, path, KEY, use or tree.node_span(key), value)
        elif not (merging and is_sequence(node)):
            path = (*path, at)
        if use:
            return None if merging else Under(tree, path, VALUE, use, child)
        node = child
    return Under(tree, path, VALUE, tree.node_span(node), node)


def _parts(tree: Tree, node: Node) -> list[tuple[int, Node]]:
    """Where each child of a collection starts, an alias where that stands; keys and values of a mapping each count."""
    children = [part for pair in node.value for part in pair] if is_mapping(node) else list(node.value)
    if not tree.shared:
        return [(child.start_mark.index, child) for child in children]
    uses = [tree.alias_use(node, position) for position in range(len(children))]
    return [(use.start if use else child.start_mark.index, child) for use, child in zip(uses, children, strict=True)]
