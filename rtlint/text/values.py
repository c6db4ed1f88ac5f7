"""Nodes to values: plain dicts, lists and scalars, and what there is to say of how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rtlint.text import scalar
from rtlint.text.nodes import YAML, TextFault, is_mapping, is_merge, is_scalar, is_sequence
from rtlint.text.scalar import Placeholder
from rtlint.text.source import Span

if TYPE_CHECKING:
    from rtlint.text.nodes import MappingNode, Node, ScalarNode

MAX_EXPANDED = 100_000
"""Values that a document may have once its aliases are written out, when that is ten times what stands in the text."""

_COLLECTION_TAGS = {None, "!", YAML + "map", YAML + "seq"}


def key_of(key: Node) -> object:
    """The value of a key node; None for a collection, which cannot be a key of JSON."""
    if not is_scalar(key):
        return None
    return (_READER if key.tag is None else Builder()).value(key)


class Builder:
    """Turns nodes into values; one for a document."""

    def __init__(self, *, aliased: bool = False) -> None:
        self.plain = True
        self.precise = False
        self.shared = False
        self.faults: list[TextFault] = []
        self.tagged: list[Node] = []
        self._aliased = aliased
        self._made: dict[int, object] = {}

    def value(self, node: Node) -> object:
        """The value of a node and all below it."""
        if self._aliased:
            return self._remembered(node)
        return self._scalar(node) if is_scalar(node) else self._collection(node)

    def _remembered(self, node: Node) -> object:
        """The value of a node that an alias may lead to a second time."""
        identity = id(node)
        if identity in self._made:
            return self._again(node)
        self._made[identity] = _UNFINISHED
        made = self._scalar(node) if is_scalar(node) else self._collection(node)
        self._made[identity] = made
        return made

    def _collection(self, node: Node) -> object:
        if node.tag not in _COLLECTION_TAGS:
            self._refuse_tag(node)
            if node.tag.startswith(YAML):  # a set or an ordered map is not what its nodes look like
                return Placeholder("")
        return self._mapping(node) if is_mapping(node) else [self.value(item) for item in node.value]

    def _scalar(self, node: ScalarNode) -> object:
        text: str = node.value
        if node.tag is not None:
            return self._tagged(node)
        if node.style:
            return scalar.quoted_text(text)
        try:
            return scalar.KNOWN[text]
        except KeyError:
            value = scalar.learn(text)
        if value is not scalar.DOUBTFUL:
            return value
        value, agreed = scalar.read(text)
        self.plain = self.plain and agreed and text not in ("", "<<")
        self.precise = self.precise or type(value) is float
        return value

    def _tagged(self, node: ScalarNode) -> object:
        text, tag = node.value, node.tag
        self.precise = self.precise or scalar.is_precise(text)
        if tag == scalar.JSON:
            return scalar.read_json(text)
        self.plain = False
        if tag == scalar.STR:
            return scalar.quoted_text(text)
        value = scalar.read_11(text)
        if tag == scalar.FLOAT and type(value) is int:
            return float(value)
        if _TYPES.get(tag) is type(value):
            return value
        self._refuse_tag(node)
        return Placeholder(text)

    def _mapping(self, node: MappingNode) -> dict[object, object] | Placeholder:
        made: dict[object, object] = {}
        merges: list[Node] = []
        scalar = self._remembered if self._aliased else self._scalar  # a third of all calls fewer than by `value`
        for key_node, value_node in node.value:
            if key_node.value == "<<" and is_merge(key_node):
                merges.append(value_node)
                continue
            key = scalar(key_node) if key_node.id == "scalar" else self.value(key_node)
            value = scalar(value_node) if value_node.id == "scalar" else self.value(value_node)
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


_READER = Builder()
"""Reads scalars without a tag, of which nothing is kept."""

_UNFINISHED = object()
_TYPES = {scalar.INT: int, scalar.FLOAT: float, scalar.BOOL: bool, scalar.NULL: type(None)}


def multiplied(root: Node) -> TextFault | None:
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
    if is_mapping(node):
        size = 1 + sum(_expanded(key, sizes) + _expanded(value, sizes) for key, value in node.value)
    elif is_sequence(node):
        size = 1 + sum(_expanded(item, sizes) for item in node.value)
    else:
        size = 1
    sizes[identity] = size
    return size
