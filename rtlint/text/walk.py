"""All nodes of a document with their paths, each once however many aliases lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rtlint.text.nodes import is_mapping, is_merge, is_scalar, is_sequence
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.values import key_of

if TYPE_CHECKING:
    from rtlint.text.nodes import MappingNode, Node, ScalarNode


def scalars(tree: Tree | None) -> Iterator[tuple[Path, ScalarNode]]:
    """Every scalar value, not the keys; nothing for no tree."""
    for path, node in nodes(tree):
        if is_scalar(node):
            yield path, node


def mappings(tree: Tree | None) -> Iterator[tuple[Path, MappingNode]]:
    """Every mapping; nothing for no tree."""
    for path, node in nodes(tree):
        if is_mapping(node):
            yield path, node


def nodes(tree: Tree | None) -> Iterator[tuple[Path, Node]]:
    """Every value, the collections too; nothing for no tree."""
    stack: list[tuple[Path, Node]] = [((), tree.root)] if tree else []
    seen: set[int] = set()
    while stack:
        path, node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield path, node
        if is_mapping(node):
            stack.extend(_entries(path, node))
        elif not is_scalar(node):
            stack.extend((((*path, index), item) for index, item in enumerate(node.value)))


def _entries(path: Path, node: MappingNode) -> Iterator[tuple[Path, Node]]:
    for key, value in node.value:
        if is_merge(key):
            targets = value.value if is_sequence(value) else [value]
            yield from ((path, target) for target in targets)
        else:
            yield (*path, key_of(key)), value  # type: ignore[arg-type]  # a key is a scalar or None
