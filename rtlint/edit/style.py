"""How a document is written: what is new in it should look as if its author had written it."""

import re
from functools import cached_property

from rtlint.edit import lines
from rtlint.text.tree import Tree
from rtlint.text.yamltext import CollectionNode, MappingNode, Node, SequenceNode

LONGEST = 100
"""Characters that a line with a collection in braces may have when it is made new."""

_STEP = 2
_ENOUGH = 500


class Style:
    """The habits of one document, found out as far as somebody asks."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.text = tree.source.text
        self.wide = tree.wide
        self.json = tree.source.path.lower().endswith(".json")

    @cached_property
    def line_end(self) -> str:
        """What ends a line."""
        return lines.line_end(self.wide.source.text)

    @cached_property
    def step(self) -> int:
        """Columns from a mapping to one inside it."""
        pairs = ((node, child) for node in self._collections() for _key, child in node.value)
        for node, child in pairs:
            if isinstance(child, CollectionNode) and child.value and isinstance(child, MappingNode):
                by = self._column(child) - self._column(node)
                if 1 <= by <= 8:
                    return by
        return _STEP

    @cached_property
    def dash(self) -> int:
        """Columns from a key to the dashes of the list below it."""
        for node in self._collections():
            for key, child in node.value:
                if isinstance(child, SequenceNode) and child.value and not child.flow_style:
                    text = self.wide.source.text
                    return lines.indent(text, child.start_mark.index) - lines.column(text, key.start_mark.index)
        return _STEP

    def step_in(self, collection: CollectionNode) -> int:
        """Columns from the line of a brace to the entries on lines of their own inside it."""
        first = _first(collection)
        inside = (
            None
            if first is None
            else lines.indent(self.text, first) - lines.indent(self.text, collection.start_mark.index)
        )
        if inside is None or inside < 1:
            root = _first(self.wide.root) if isinstance(self.wide.root, CollectionNode) else None
            inside = lines.column(self.wide.source.text, root) if root is not None else _STEP
        return inside if 1 <= inside <= 8 else _STEP

    def quoted(self, mapping: Node) -> bool:
        """Whether keys stand in double quotes in a mapping, as in JSON."""
        keys = [key for key, _value in mapping.value] if isinstance(mapping, MappingNode) else []
        return self.json or (bool(keys) and all(key.style == '"' for key in keys))

    def spreads(self, collection: CollectionNode) -> bool:
        """Whether a collection in braces takes a line for each of its entries; an empty one as the whole file does."""
        first = _first(collection)
        if first is None:
            text = self.wide.source.text
            return self.json and lines.end_of(text, 0) < len(text.rstrip())
        return not self.text[lines.start_of(self.text, first) : first].strip()

    def tight(self, collection: CollectionNode) -> tuple[str, str]:
        """What stands between entries in braces on a line, and between key and value."""
        start, end = collection.start_mark.index, collection.end_mark.index
        written = self.text[start:end]
        compact = self.json and not re.search(r"[:,] ", written) and bool(re.search(r"[:,]\S", written))
        return (",", ":") if compact else (", ", ": ")

    def prefers_braces(self, mapping: CollectionNode) -> bool:
        """Whether a mapping holds others in braces only: a new one stands there in braces too."""
        held = [child for _key, child in mapping.value if isinstance(child, MappingNode) and child.value]
        return bool(held) and all(child.flow_style for child in held)

    @cached_property
    def small_in_braces(self) -> bool:
        """Whether mappings that hold no others stand in braces throughout."""
        small = [node for node in self._nodes if isinstance(node, MappingNode) and node.value and _is_small(node)]
        return bool(small) and all(node.flow_style for node in small)

    def _column(self, mapping: MappingNode) -> int:
        return lines.column(self.wide.source.text, mapping.value[0][0].start_mark.index)

    def _collections(self) -> list[MappingNode]:
        """Block mappings of the document, from the outside in."""
        return [node for node in self._nodes if isinstance(node, MappingNode) and not node.flow_style]

    @cached_property
    def _nodes(self) -> list[Node]:
        """The nodes of the document from the outside in: as many as tell how it is written."""
        found: list[Node] = [self.wide.root]
        for node in found:
            if len(found) > _ENOUGH:
                break
            found.extend(_children(node))
        return found


def _is_small(mapping: MappingNode) -> bool:
    return not any(isinstance(child, CollectionNode) for child in _children(mapping))


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [child for _key, child in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []


def _first(collection: CollectionNode) -> int | None:
    if not collection.value:
        return None
    first = collection.value[0]
    return int((first[0] if isinstance(first, tuple) else first).start_mark.index)
