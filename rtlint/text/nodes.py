"""Nodes of a text as the tree needs them, without PyYAML: a run that asks for no place never loads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeGuard

import msgspec

from rtlint.text.source import Span

if TYPE_CHECKING:
    from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode


__all__ = [
    "YAML",
    "CollectionNode",
    "Composed",
    "Late",
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "TextFault",
    "children",
    "is_collection",
    "is_mapping",
    "is_merge",
    "is_scalar",
    "is_sequence",
    "tag_of",
    "visible",
]

YAML = "tag:yaml.org,2002:"
"""How the tags of YAML's own types begin."""


class TextFault(msgspec.Struct, frozen=True):
    """Why a text, or a part of it, cannot be read; `related` is a second place with a message of its own."""

    message: str
    help: str
    span: Span
    related: tuple[str, Span] | None = None


class Composed:
    """The root nodes of the documents up to the end of the text or to its first fault.

    `value` is that of a text that could be read without nodes, as its one document: they are made when asked for.
    """

    def __init__(self, roots: list[Node], fault: TextFault | None = None) -> None:
        self.roots = roots
        self.fault = fault

    value: dict[object, object] | None = None
    remarked = True
    """Whether a comment may stand behind an unquoted value."""

    @property
    def count(self) -> int:
        """How many documents there are."""
        return len(self.roots)


class Late(Composed):
    """A text of one document whose value is known, and whose nodes are made when somebody asks for them."""

    count = 1

    def __init__(self, value: dict[object, object], remarked: bool, compose: Callable[[], Composed]) -> None:
        self.value = value
        self.remarked = remarked
        self.fault = None
        self._compose = compose

    @cached_property
    def roots(self) -> list[Node]:  # type: ignore[override]  # read only, as all others are used
        """The root of the document, in a list."""
        return self._compose().roots


def is_scalar(node: Any) -> TypeGuard[ScalarNode]:
    """Whether a node is a scalar."""
    return node is not None and bool(node.id == "scalar")


def is_mapping(node: Any) -> TypeGuard[MappingNode]:
    """Whether a node is a mapping."""
    return node is not None and bool(node.id == "mapping")


def is_sequence(node: Any) -> TypeGuard[SequenceNode]:
    """Whether a node is a list."""
    return node is not None and bool(node.id == "sequence")


def is_collection(node: Any) -> TypeGuard[CollectionNode]:
    """Whether a node is a mapping or a list."""
    return node is not None and bool(node.id != "scalar")


def is_merge(key: Node) -> bool:
    """Whether a key is YAML 1.1's merge key `<<`."""
    return is_scalar(key) and key.value == "<<" and not key.style and key.tag is None


def tag_of(node: Node) -> str:
    """The tag of a node as people write it: `!include`, `!!binary`."""
    return str(node.tag).replace(YAML, "!!")


def children(node: Node) -> Iterator[Node]:
    """The nodes directly under a collection in the order of the text: key, value, key, value … for a mapping."""
    for child in node.value:
        if is_mapping(node):
            yield from child
        else:
            yield child


def visible(text: str, offset: int) -> Span:
    """One character, moved back from the end of the text or of a line to what a caret can stand under."""
    if offset >= len(text):
        offset = max(len(text.rstrip()) - 1, 0)
    while offset > 0 and text[offset] in "\r\n" and text[offset - 1 : offset + 1] not in ("\n\n", "\n\r", "\r\r"):
        offset -= 1
    return Span(offset, min(offset + 1, len(text)))
