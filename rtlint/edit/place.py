"""Where an entry of a mapping, or an item of a list, stands in the text: by itself, and with the comments about it."""

import re
from typing import NamedTuple

from rtlint.edit import Stuck, lines
from rtlint.text.source import Span
from rtlint.text.spot import Path, Spot
from rtlint.text.tree import Tree
from rtlint.text.yamltext import CollectionNode, MappingNode, Node, ScalarNode

_REST = re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?P<comment>#[^\r\n]*)?(?=[\r\n]|\Z)")
_DASH = re.compile(r"[ ]*-[ ]+")
# What speaks to tools about the whole file, or about lines, and not of the key below.
_TOOLS = re.compile(r"#(?:!|[ \t]*(?:yaml-language-server:|\$schema|vim:|-\*-|rtlint:[ \t]*(?:file-|disable|enable)))")


class Entry(NamedTuple):
    """An entry of a mapping, or an item of a list (then without a key).

    `start` is where its key starts, or the value of an item; `end` is where its value ends, without what follows on
    that line.
    """

    parent: CollectionNode
    position: int
    key: Node | None
    value: Node
    start: int
    end: int

    @property
    def flow(self) -> bool:
        """Whether it stands between braces or brackets."""
        return bool(self.parent.flow_style)


def entry_at(tree: Tree, path: Path) -> Entry:
    """The entry or item at a path. Stuck where nothing stands there of its own, but through an alias or a merge."""
    parent = own_node(tree, path[:-1])
    position = tree.position(parent, path[-1]) if path else None
    if position is None:
        raise Stuck("nothing stands there of its own")
    return entry_of(tree, parent, position)


def own_node(tree: Tree, path: Path) -> CollectionNode:
    """The mapping or list at a path. Stuck where an alias leads there: its anchor's text counts elsewhere too."""
    node = tree.node(path)
    if not isinstance(node, CollectionNode):
        raise Stuck("neither a mapping nor a list stands there")
    if tree.place(Spot(path)).origin is not None:
        raise Stuck("it stands at an anchor")
    return node


def entry_of(tree: Tree, parent: CollectionNode, position: int) -> Entry:
    """The entry or item of a collection by its position in the text."""
    if isinstance(parent, MappingNode):
        key, value = parent.value[position]
        end = tree.child_end(parent, 2 * position + 1, value)
        return Entry(parent, position, key, value, key.start_mark.index, max(end, behind_colon(tree, key)))
    value = parent.value[position]
    return Entry(
        parent, position, None, value, _item_start(tree, parent, position), tree.child_end(parent, position, value)
    )


def siblings(tree: Tree, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """The entries before and after one."""
    last = len(entry.parent.value) - 1
    before = entry_of(tree, entry.parent, entry.position - 1) if entry.position else None
    return before, entry_of(tree, entry.parent, entry.position + 1) if entry.position < last else None


def own_lines(tree: Tree, entry: Entry) -> Span | None:
    """The lines of an entry with the comments right above it; None where it shares a line with something else."""
    text = tree.source.text
    first = lines.start_of(text, entry.start)
    lead = text[first : entry.start]
    item = entry.key is None and not entry.flow and _DASH.fullmatch(lead)
    rest = _REST.match(text, entry.end)
    if (lead.strip() and not item) or not rest or (rest["comma"] and not entry.flow):
        return None
    at = text.index("-", first) - first if item else len(lead)
    return Span(_with_comments(tree, entry, first, at), lines.after(text, entry.end))


def _with_comments(tree: Tree, entry: Entry, first: int, column: int) -> int:
    """The start of the comments right above an entry, in its column; those that head a text are about all of it."""
    text, start = tree.source.text, first
    floor = entry_of(tree, entry.parent, entry.position - 1).end if entry.position else 0
    while (above := lines.before(text, start)) >= floor and _is_comment(text, above, column):
        start = above
    heads = entry.position == 0 and tree.is_top(entry.parent) and "#" not in text[:start]
    return first if heads else start


def _is_comment(text: str, start: int, column: int) -> bool:
    line = text[start : lines.end_of(text, start)]
    return line[:column].strip() == "" and line[column : column + 1] == "#" and not _TOOLS.match(line, column)


def blocks_end(text: str, node: Node) -> str:
    """How the block of text that a value ends with begins, `|` or `>-`; empty where it ends with anything else."""
    while isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if not isinstance(node, ScalarNode) or node.style not in ("|", ">"):
        return ""
    start = node.start_mark.index
    return re.compile(r"(?:[&!]\S+[ \t]+)*([|>][0-9+-]*)").match(text, start)[1]  # type: ignore[index]  # its style says so


def tail(text: str, entry: Entry) -> str:
    """The comment after an entry on its last line, with the blanks before it; empty where there is none."""
    match = re.compile(r",?([ \t]+#[^\r\n]*)").match(text, entry.end)
    return match[1] if match else ""


def is_bare(text: str, node: Node) -> bool:
    """Whether a value is written by itself, without an anchor, a tag or an alias that would be lost with it."""
    return text[node.start_mark.index : node.start_mark.index + 1] not in ("&", "*", "!") or (
        isinstance(node, ScalarNode) and node.style in ("'", '"')
    )


def behind_colon(tree: Tree, key: Node) -> int:
    """Where the colon after a key ends. Stuck for keys that are written with a question mark."""
    text, end = tree.source.text, tree.node_span(key).end
    match = re.compile(r"[ \t]*:").match(text, end)
    if not match:
        raise Stuck("the key is not written as `key: value`")
    return match.end()


def _item_start(tree: Tree, parent: CollectionNode, position: int) -> int:
    use = tree.alias_use(parent, position)
    return use.start if use else int(parent.value[position].start_mark.index)
