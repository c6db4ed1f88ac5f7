"""What stands under the cursor: which key or value of which document, by its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, cast

from rtlint.text.nodes import is_collection, is_mapping, is_merge, is_sequence
from rtlint.text.source import Span
from rtlint.text.spot import KEY, VALUE, Path, Step
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
        if at < 0 or offset >= tree.child_end(node, at, parts[at][1]):
            return None
        use, below = tree.alias_use(node, at), parts[at][1]
        if is_mapping(node):
            key, value = node.value[at // 2]
            merging = is_merge(key)
            if not merging:
                path = (*path, cast("Step", key_of(key)))
            if below is key:
                return None if merging else Under(tree, path, KEY, use or tree.node_span(key), value)
        elif not merging:  # the mappings of a list that is merged give their keys to the one that holds it
            path = (*path, at)
        if use:
            return None if merging else Under(tree, path, VALUE, use, below)
        node, merging = below, merging and is_sequence(below)
    return Under(tree, path, VALUE, tree.node_span(node), node)


def _parts(tree: Tree, node: Node) -> list[tuple[int, Node]]:
    """Where each child of a collection starts, an alias where that stands; keys and values of a mapping each count."""
    children = [part for pair in node.value for part in pair] if is_mapping(node) else list(node.value)
    if not tree.shared:
        return [(child.start_mark.index, child) for child in children]
    uses = [tree.alias_use(node, position) for position in range(len(children))]
    return [(use.start if use else child.start_mark.index, child) for use, child in zip(uses, children, strict=True)]
