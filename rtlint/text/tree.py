"""A document as plain values, with the place of everything in the text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from rtlint.text.nodes import Composed, TextFault, is_collection, is_mapping, is_merge, is_scalar, is_sequence, visible
from rtlint.text.source import Source, Span
from rtlint.text.spot import ENTRY, KEY, VALUE, Path, Spot, Step
from rtlint.text.values import Builder, key_of, multiplied

if TYPE_CHECKING:
    from rtlint.text.nodes import MappingNode, Node

_BLANKS = " \t\r\n\x85\u2028\u2029"


class Place(msgspec.Struct, frozen=True):
    """Where a spot stands; `origin` is the place of the anchor when the spot is reached through an alias or a merge."""

    span: Span
    origin: Span | None = None


class Tree:
    """One document of a source.

    `value` holds plain dicts, lists and scalars as YAML 1.1 reads them; a Placeholder where the value is not known,
    a scalar.Timestamp for dates. `plain` is true when the text itself gives no rule anything to say: no key stands
    twice, no scalar has two readings, nothing is tagged, merged, empty or an alias. `faults` are parts that have no
    value at all, and `fatal` tells that no value could be made of the whole. `precise` is false where every float is
    written with few characters.

    A document that stands inside another one has that as its `whole`, and in it the path `way`; others are whole
    themselves.
    """

    def __init__(self, source: Source, index: int, composed: Composed, root: Node | None = None) -> None:
        self.source = source
        self.index = index
        self.way: Path = ()
        # None for itself: a circle would keep each document until the collector comes.
        self._whole: Tree | None = None
        self._wide: Tree | None = None
        self.composed = composed
        self._known_keys: dict[int, tuple[dict[tuple[type, object], int], list[int]]] = {}
        self._read(composed.value, root)

    def _read(self, value: dict[object, object] | None, root: Node | None) -> None:
        """Find out what the document holds, unless it is known to be plain and to have a value."""
        if value is not None:
            self.value: object = value
            self.plain, self.precise, self.shared, self.fatal = True, False, False, False
            self.faults: list[TextFault] = []
            self.tagged: list[Node] = []
            return
        if root is not None:
            self.root = root
        builder = Builder(aliased="*" in self.source.text)
        self.value = builder.value(self.root)
        self.plain = builder.plain
        self.precise = builder.precise
        self.faults = builder.faults
        self.tagged = builder.tagged
        self.shared = builder.shared
        self.fatal = False
        if builder.shared and (fault := multiplied(self.root)):
            self.faults, self.fatal = [fault], True

    @property
    def whole(self) -> Tree:
        """The document that this one stands in, or itself."""
        return self._whole or self

    @property
    def wide(self) -> Tree:
        """The tree that shows how the document is written."""
        return self._wide or self

    @cached_property
    def root(self) -> Node:
        """The node of the whole document."""
        return self.composed.roots[self.index]

    @property
    def roots(self) -> list[Node]:
        """The root nodes of all documents of the source."""
        return self.composed.roots

    def place(self, spot: Spot) -> Place:
        """Where a spot stands; for a key that is missing, its nearest ancestor that exists."""
        node, key, use, own_key = self.root, None, None, False
        part = spot.part
        for step in spot.path:
            found = self._child(node, step, set())
            if found is None:
                part = KEY
                break
            key, node, entered = found
            own_key = use is None and entered is not None and self.source.text.startswith("*", entered.start)
            use = use or entered
        if use is None:
            return Place(self._span(key, node, part))
        if not own_key or key is None:
            return Place(use, self._span(key, node, part))
        # The key stands here, and only its value elsewhere.
        if part == KEY:
            return Place(self.node_span(key))
        return Place(Span(key.start_mark.index, use.end) if part == ENTRY else use, self._span(None, node, VALUE))

    def node(self, path: Path) -> Node | None:
        """The node of the value at a path, or None where the document has none."""
        node = self.root
        for step in path:
            found = self._child(node, step, set())
            if found is None:
                return None
            node = found[1]
        return node

    def position(self, node: Node, step: Step) -> int | None:
        """Where a key or an item stands among the children of a node itself, not of one that is merged into it."""
        if is_mapping(node):
            return self._keys(node)[0].get((type(step), step))
        within = is_sequence(node) and type(step) is int and 0 <= step < len(node.value)
        return step if within else None  # type: ignore[return-value]  # an index then

    def child(self, node: Node, step: Step) -> Node | None:
        """The node at a key or an index of another one, also where a merge brings it; None where there is none."""
        found = self._child(node, step, set())
        return found[1] if found else None

    def keys(self, node: MappingNode) -> list[Step]:
        """The keys of a mapping in order, those that merges bring behind its own."""
        found: dict[tuple[type, Step], None] = {}
        queue, seen = [node], set()
        for mapping in queue:
            if not is_mapping(mapping) or id(mapping) in seen:
                continue
            seen.add(id(mapping))
            positions, merges = self._keys(mapping)
            found.update(dict.fromkeys(positions))  # type: ignore[arg-type]  # a key is a scalar
            for position in reversed(merges):
                value = mapping.value[position][1]
                queue += value.value if is_sequence(value) else [value]
        return [key for _type, key in found]

    @cached_property
    def extent(self) -> Span:
        """The characters that are the document's business, comments among them."""
        return Span(0, len(self.source.text))

    def is_top(self, node: Node) -> bool:
        """Whether a node is the document's own root, so that comments above its first entry head the document."""
        return node is self.root

    def reread(self, source: Source, composed: Composed) -> Tree:
        """The same document in another text; ValueError where it is not there any more."""
        return Tree(source, self.index, composed)

    def written(self, path: Path) -> str | None:
        """The source text of a plain scalar, None for anything else."""
        node = self.node(path)
        return node.value if is_scalar(node) and not node.style else None

    def value_of(self, node: Node) -> object:
        """The value of a scalar node."""
        return Builder().value(node)

    def node_span(self, node: Node) -> Span:
        """The characters of a node, without the blanks and comments that follow it."""
        return Span(node.start_mark.index, self._end(node))

    def alias(self, parent: Node, position: int) -> Span | None:
        """Where the alias stands that a child of a collection is reached through; positions as in `alias_uses`."""
        return self._uses.get((id(parent), position))

    @cached_property
    def _uses(self) -> dict[tuple[int, int], Span]:
        if not self.shared:
            return {}
        from rtlint.text.yamltext import alias_uses  # few texts have aliases

        return alias_uses(self.source.text, self.roots)

    def _child(self, node: Node, step: Step, seen: set[int]) -> tuple[Node | None, Node, Span | None] | None:
        """Key node, value node, and the alias or merge that leads there; `seen` are mappings searched before."""
        if is_sequence(node) and type(step) is int and 0 <= step < len(node.value):
            return None, node.value[step], self._uses.get((id(node), step))
        if not is_mapping(node) or id(node) in seen:
            return None
        seen.add(id(node))
        positions, merges = self._keys(node)
        position = positions.get((type(step), step))
        if position is not None:
            key, value = node.value[position]
            return key, value, self._uses.get((id(node), 2 * position + 1))
        for position in merges:
            key, value = node.value[position]
            for target in value.value if is_sequence(value) else [value]:
                if is_mapping(target) and (found := self._child(target, step, seen)):
                    end = self.child_end(node, 2 * position + 1, value)
                    return found[0], found[1], Span(key.start_mark.index, end)
        return None

    def _keys(self, node: MappingNode) -> tuple[dict[tuple[type, object], int], list[int]]:
        """Where each key of a mapping stands, the last where one stands twice, and its merge keys from last to first.

        Made once a mapping: a file of ten thousand faults asks for ten thousand places in it.
        """
        if id(node) not in self._known_keys:
            positions: dict[tuple[type, object], int] = {}
            merges: list[int] = []
            for position, (key, _value) in enumerate(node.value):
                if is_merge(key):
                    merges.insert(0, position)
                else:
                    read = key_of(key)
                    positions[type(read), read] = position
            self._known_keys[id(node)] = positions, merges
        return self._known_keys[id(node)]

    def child_end(self, node: Node, position: int, child: Node) -> int:
        """Where a child ends, or the alias that stands for it; keys and values of a mapping count separately."""
        use = self.alias_use(node, position)
        return use.end if use else self._end(child)

    def alias_use(self, node: Node, position: int) -> Span | None:
        """The alias that stands for a child, if one does."""
        return self._uses.get((id(node), position))

    def _span(self, key: Node | None, node: Node, part: str) -> Span:
        if part == VALUE and not self._spread(node):
            return self.node_span(node)
        if part in (KEY, VALUE) and key is not None:
            return self.node_span(key)
        if key is not None:
            return Span(key.start_mark.index, max(self._end(node), key.end_mark.index))
        if is_mapping(node) and node.value:
            return self.node_span(node.value[0][0])
        span = self.node_span(node)
        return visible(self.source.text, span.start) if span.start == span.end else span

    @staticmethod
    def _spread(node: Node) -> bool:
        """Whether the node has no line of its own to point at: a block collection, or nothing at all."""
        if is_collection(node):
            return not node.flow_style
        return bool(node.start_mark.index == node.end_mark.index)

    def _end(self, node: Node) -> int:
        start, end = node.start_mark.index, node.end_mark.index
        if is_collection(node) and not node.flow_style and node.value:
            last = node.value[-1]
            pair = last if isinstance(last, tuple) else (last,)
            position = len(node.value) * len(pair) - len(pair)
            return max(self.child_end(node, position + part, child) for part, child in enumerate(pair))
        return start + len(self.source.text[start:end].rstrip(_BLANKS))
