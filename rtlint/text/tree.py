"""A document as plain values, with the place of everything in the text."""

import re
from functools import cached_property
from typing import ClassVar

import msgspec

from rtlint.text import scalar
from rtlint.text.source import Source, Span
from rtlint.text.spot import ENTRY, KEY, VALUE, Path, Spot, Step
from rtlint.text.yamltext import (
    CollectionNode,
    Composed,
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    TextFault,
    alias_uses,
    visible,
)

MAX_EXPANDED = 100_000
"""Values that a document may have once its aliases are written out, when that is ten times what stands in the text."""

_PLACEHOLDER = r"\$\{[A-Za-z_][A-Za-z0-9_]*(?::-[^}]*)?\}"
_YAML = "tag:yaml.org,2002:"
_COLLECTION_TAGS = {None, "!", _YAML + "map", _YAML + "seq"}
_CACHE_LIMIT = 4096
_BLANKS = " \t\r\n\x85\u2028\u2029"


class Placeholder(str):
    """A text with `${VAR}` or `${VAR:-default}` in it, or with a local tag: a value that is not known yet."""

    __slots__ = ()
    pattern: ClassVar[str] = _PLACEHOLDER


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
    themselves. `wide` is the tree that shows how the document is written.
    """

    def __init__(self, source: Source, index: int, composed: Composed, root: Node | None = None) -> None:
        self.source = source
        self.index = index
        self.whole: Tree = self
        self.way: Path = ()
        self.wide: Tree = self
        self.root: Node = composed.roots[index] if root is None else root
        self.roots = composed.roots
        builder = _Builder(aliased="*" in source.text)
        self.value = builder.value(self.root)
        self.plain = builder.plain
        self.precise = builder.precise
        self.faults = builder.faults
        self.tagged = builder.tagged
        self.shared = builder.shared
        self._known_keys: dict[int, tuple[dict[tuple[type, object], int], list[int]]] = {}
        self.fatal = False
        if builder.shared and (fault := _multiplied(self.root)):
            self.faults, self.fatal = [fault], True

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
        if isinstance(node, MappingNode):
            return self._keys(node)[0].get((type(step), step))
        within = isinstance(node, SequenceNode) and type(step) is int and 0 <= step < len(node.value)
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
            if not isinstance(mapping, MappingNode) or id(mapping) in seen:
                continue
            seen.add(id(mapping))
            positions, merges = self._keys(mapping)
            found.update(dict.fromkeys(positions))  # type: ignore[arg-type]  # a key is a scalar
            for position in reversed(merges):
                value = mapping.value[position][1]
                queue += value.value if isinstance(value, SequenceNode) else [value]
        return [key for _type, key in found]

    @cached_property
    def extent(self) -> Span:
        """The characters that are the document's business, comments among them."""
        return Span(0, len(self.source.text))

    def is_top(self, node: Node) -> bool:
        """Whether a node is the document's own root, so that comments above its first entry head the document."""
        return node is self.root

    def reread(self, source: Source, composed: Composed) -> "Tree":
        """The same document in another text; ValueError where it is not there any more."""
        return Tree(source, self.index, composed)

    def written(self, path: Path) -> str | None:
        """The source text of a plain scalar, None for anything else."""
        node = self.node(path)
        return node.value if isinstance(node, ScalarNode) and not node.style else None

    def value_of(self, node: Node) -> object:
        """The value of a scalar node."""
        return _Builder().value(node)

    def node_span(self, node: Node) -> Span:
        """The characters of a node, without the blanks and comments that follow it."""
        return Span(node.start_mark.index, self._end(node))

    def alias(self, parent: Node, position: int) -> Span | None:
        """Where the alias stands that a child of a collection is reached through; positions as in `alias_uses`."""
        return self._uses.get((id(parent), position))

    @cached_property
    def _uses(self) -> dict[tuple[int, int], Span]:
        return alias_uses(self.source.text, self.roots) if self.shared else {}

    def _child(self, node: Node, step: Step, seen: set[int]) -> tuple[Node | None, Node, Span | None] | None:
        """Key node, value node, and the alias or merge that leads there; `seen` are mappings searched before."""
        if isinstance(node, SequenceNode) and type(step) is int and 0 <= step < len(node.value):
            return None, node.value[step], self._uses.get((id(node), step))
        if not isinstance(node, MappingNode) or id(node) in seen:
            return None
        seen.add(id(node))
        positions, merges = self._keys(node)
        position = positions.get((type(step), step))
        if position is not None:
            key, value = node.value[position]
            return key, value, self._uses.get((id(node), 2 * position + 1))
        for position in merges:
            key, value = node.value[position]
            for target in value.value if isinstance(value, SequenceNode) else [value]:
                if isinstance(target, MappingNode) and (found := self._child(target, step, seen)):
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
        if isinstance(node, MappingNode) and node.value:
            return self.node_span(node.value[0][0])
        span = self.node_span(node)
        return visible(self.source.text, span.start) if span.start == span.end else span

    @staticmethod
    def _spread(node: Node) -> bool:
        """Whether the node has no line of its own to point at: a block collection, or nothing at all."""
        if isinstance(node, CollectionNode):
            return not node.flow_style
        return bool(node.start_mark.index == node.end_mark.index)

    def _end(self, node: Node) -> int:
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            pair = last if isinstance(last, tuple) else (last,)
            position = len(node.value) * len(pair) - len(pair)
            return max(self.child_end(node, position + part, child) for part, child in enumerate(pair))
        return start + len(self.source.text[start:end].rstrip(_BLANKS))


def is_merge(key: Node) -> bool:
    """Whether a key is YAML 1.1's merge key `<<`."""
    return isinstance(key, ScalarNode) and key.value == "<<" and not key.style and key.tag is None


def key_of(key: Node) -> object:
    """The value of a key node; None for a collection, which cannot be a key of JSON."""
    if not isinstance(key, ScalarNode):
        return None
    return (_READER if key.tag is None else _Builder()).value(key)


def tag_of(node: Node) -> str:
    """The tag of a node as people write it: `!include`, `!!binary`."""
    return str(node.tag).replace(_YAML, "!!")


class _Builder:
    """Turns nodes into values; one for a document."""

    known: ClassVar[dict[str, object]] = {}
    """Plain scalars read before in this process, of those that have one reading only."""

    def __init__(self, *, aliased: bool = False) -> None:
        self.plain = True
        self.precise = False
        self.shared = False
        self.faults: list[TextFault] = []
        self.tagged: list[Node] = []
        self._aliased = aliased
        self._made: dict[int, object] = {}

    def value(self, node: Node) -> object:
        if self._aliased:
            return self._remembered(node)
        return self._scalar(node) if type(node) is ScalarNode else self._collection(node)

    def _remembered(self, node: Node) -> object:
        """The value of a node that an alias may lead to a second time."""
        identity = id(node)
        if identity in self._made:
            return self._again(node)
        self._made[identity] = _UNFINISHED
        made = self._scalar(node) if type(node) is ScalarNode else self._collection(node)
        self._made[identity] = made
        return made

    def _collection(self, node: Node) -> object:
        if node.tag not in _COLLECTION_TAGS:
            self._refuse_tag(node)
            if node.tag.startswith(_YAML):  # a set or an ordered map is not what its nodes look like
                return Placeholder("")
        return self._mapping(node) if type(node) is MappingNode else [self.value(item) for item in node.value]

    def _scalar(self, node: ScalarNode) -> object:
        text: str = node.value
        if node.tag is not None:
            return self._tagged(node)
        if node.style:
            return Placeholder(text) if "${" in text and re.search(_PLACEHOLDER, text) else text
        try:
            return self.known[text]
        except KeyError:
            pass
        if "${" in text and re.search(_PLACEHOLDER, text):
            return Placeholder(text)
        value, agreed = scalar.read(text)
        if not agreed or not text or text == "<<":
            self.plain = False
        elif type(value) is float and scalar.is_precise(text):
            self.precise = True
        elif len(self.known) < _CACHE_LIMIT:
            self.known[text] = value
        return value

    def _tagged(self, node: ScalarNode) -> object:
        text, tag = node.value, node.tag
        self.precise = self.precise or scalar.is_precise(text)
        if tag == scalar.JSON:
            return scalar.read_json(text)
        self.plain = False
        if tag == scalar.STR:
            return Placeholder(text) if re.search(_PLACEHOLDER, text) else text
        value = scalar.read_11(text)
        if tag == scalar.FLOAT and type(value) is int:
            return float(value)
        if _TYPES.get(tag) is type(value):
            return value
        self._refuse_tag(node)
        return Placeholder(text)

    def _mapping(self, node: MappingNode) -> "dict[object, object] | Placeholder":
        made: dict[object, object] = {}
        merges: list[Node] = []
        scalar = self._remembered if self._aliased else self._scalar  # a third of all calls fewer than by `value`
        for key_node, value_node in node.value:
            if key_node.value == "<<" and is_merge(key_node):
                merges.append(value_node)
                continue
            key = scalar(key_node) if type(key_node) is ScalarNode else self.value(key_node)
            value = scalar(value_node) if type(value_node) is ScalarNode else self.value(value_node)
            if type(key) is not str:
                if isinstance(key, (dict, list)):
                    self._refuse_key(node)
                    return Placeholder("")
                self.plain = False
            made[key] = value
        if len(made) != len(node.value):
            self.plain = False
        for value_node in reversed(merges):  # what stands twice counts where it stands last
            self._merge(made, value_node)
        return made

    def _merge(self, made: dict[object, object], node: Node) -> None:
        refused = len(self.faults) + len(self.tagged)
        merged = self.value(node)
        for mapping in merged if isinstance(merged, list) else [merged]:
            if not isinstance(mapping, dict) and len(self.faults) + len(self.tagged) > refused:
                return
            if not isinstance(mapping, dict):
                self._refuse(node, "<< takes a mapping or a list of mappings", "point it at an anchor of a mapping")
                return
            for key, value in mapping.items():
                made.setdefault(key, value)

    def _again(self, node: Node) -> object:
        self.plain = False
        self.shared = True
        value = self._made[id(node)]
        if value is _UNFINISHED:
            self._refuse(node, "an alias stands inside its own anchor", "write the value out")
            return Placeholder("")
        return value

    def _refuse_key(self, node: Node) -> None:
        message = "a mapping or list cannot be a key"
        self._refuse(node, message, 'quote a template such as "{{name}}", or write ${NAME}')

    def _refuse_tag(self, node: Node) -> None:
        self.plain = False
        self.tagged.append(node)

    def _refuse(self, node: Node, message: str, help_: str) -> None:
        self.plain = False
        start = node.start_mark.index
        self.faults.append(TextFault(message, help_, Span(start, max(node.end_mark.index, start + 1))))


_READER = _Builder()
"""Reads scalars without a tag, of which nothing is kept."""

_UNFINISHED = object()
_TYPES = {scalar.INT: int, scalar.FLOAT: float, scalar.BOOL: bool, scalar.NULL: type(None)}


def _multiplied(root: Node) -> TextFault | None:
    """The fault of a document whose aliases multiply to far more values than it has text."""
    sizes: dict[int, int] = {}
    size = _expanded(root, sizes)
    if size <= MAX_EXPANDED or size <= 10 * len(sizes):
        return None
    start = root.start_mark.index
    message = f"aliases multiply to more than {MAX_EXPANDED:,} values"
    return TextFault(message, "write the values out, or use fewer aliases of aliases", Span(start, start + 1))


def _expanded(node: Node, sizes: dict[int, int]) -> int:
    identity = id(node)
    if identity in sizes:
        return sizes[identity]
    sizes[identity] = 1  # an alias inside its own anchor ends here
    if isinstance(node, MappingNode):
        size = 1 + sum(_expanded(key, sizes) + _expanded(value, sizes) for key, value in node.value)
    elif isinstance(node, SequenceNode):
        size = 1 + sum(_expanded(item, sizes) for item in node.value)
    else:
        size = 1
    sizes[identity] = size
    return size
