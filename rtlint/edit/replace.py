"""Putting another value in the place of one, another name in the place of a key, or writing the same otherwise."""

import msgspec

from rtlint.edit import Stuck, lines
from rtlint.edit.place import Entry, behind_colon, entry_at, is_bare
from rtlint.edit.render import block, braces, key_text, scalar_text, spread
from rtlint.edit.style import LONGEST, Style
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode


def replaced(tree: Tree, path: Path, value: object) -> list[TextEdit]:
    """The edits that put another value at a path, with the quotes or braces that its place has."""
    entry = _entry(tree, path)
    text, node = tree.source.text, entry.value
    if not is_bare(text, node):
        raise Stuck("it has an anchor or a tag, or is an alias")
    if isinstance(node, CollectionNode) and not node.flow_style:
        return _instead_of_block(tree, entry, value)
    collection = isinstance(value, (dict, list)) and bool(value)
    if collection and entry.key is not None and not entry.flow and isinstance(node, ScalarNode):
        return _as_block_below(tree, entry, value)
    return [_written(tree, entry, _like(tree, entry, value))]


def rewritten(tree: Tree, path: Path, written: str) -> list[TextEdit]:
    """The edits that put characters in the place of a value's own."""
    entry = _entry(tree, path)
    if not is_bare(tree.source.text, entry.value):
        raise Stuck("it has an anchor or a tag, or is an alias")
    return [_written(tree, entry, written)]


def renamed(tree: Tree, path: Path, name: str) -> list[TextEdit]:
    """The edits that give a key another name, in the quotes that it has. Stuck where the name is taken."""
    entry = entry_at(tree, path)
    if entry.key is None or tree.position(entry.parent, name) is not None:
        raise Stuck("there is such a key already")
    return [TextEdit(tree.node_span(entry.key), quoted_like(entry.key, name, key=True))]


def quoted_like(node: Node, text: str, *, key: bool = False) -> str:
    """A text in the quotes of the scalar whose place it takes, or without any where that had none and it needs none."""
    style = node.style if isinstance(node, ScalarNode) else None
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"':
        return msgspec.json.encode(str(text)).decode()
    return key_text(text) if key else scalar_text(text)


def _entry(tree: Tree, path: Path) -> Entry:
    if path:
        return entry_at(tree, path)
    raise Stuck("it is the whole document")


def _written(tree: Tree, entry: Entry, written: str) -> TextEdit:
    """The edit that puts text in the place of a value; behind the colon where there was none."""
    start, end = entry.value.start_mark.index, tree.node_span(entry.value).end
    if start < end:
        return TextEdit(Span(start, end), written)
    return TextEdit(Span(entry.end, entry.end), " " + written)


def _like(tree: Tree, entry: Entry, value: object) -> str:
    """A value as text for the place of another."""
    if isinstance(value, str):
        return quoted_like(entry.value, value) if not Style(tree).json else scalar_text(value, quoted=True)
    style, node = Style(tree), entry.value
    if not isinstance(value, (dict, list)):
        return scalar_text(value)
    around = node if isinstance(node, CollectionNode) and node.value else entry.parent
    if style.json and style.spreads(around) and value:
        made = spread(value, style.step_in(entry.parent), style.line_end)
        return lines.shift(made, lines.indent(tree.source.text, entry.start), first=False)
    comma, colon = style.tight(around)
    return braces(value, quoted=style.quoted(around), comma=comma, colon=colon)


def _as_block_below(tree: Tree, entry: Entry, value: object) -> list[TextEdit]:
    """A mapping or list below a key, in the place of a scalar behind it; in braces where the neighbours are."""
    style, text = Style(tree), tree.source.text
    column = lines.column(text, entry.start)
    in_line = braces(value, quoted=style.quoted(entry.parent))
    short = not isinstance(value, dict) or style.prefers_braces(entry.parent) or style.quoted(entry.parent)
    if short and lines.column(text, entry.value.start_mark.index) + len(in_line) <= LONGEST:
        return [_written(tree, entry, in_line)]
    made = block(value, style)
    below = lines.shift(made, column + (style.step if isinstance(value, dict) else style.dash), first=True)
    start, end = _behind_colon(tree, entry), tree.node_span(entry.value).end
    place = lines.end_of(text, end)
    gone = TextEdit(Span(start, max(start, end)), "")
    if place == gone.span.end:
        return [TextEdit(gone.span, style.line_end + below)]
    return [gone, TextEdit(Span(place, place), style.line_end + below)]


def _instead_of_block(tree: Tree, entry: Entry, value: object) -> list[TextEdit]:
    """Another value in the place of lines; the comment behind the key stays."""
    style, text, node = Style(tree), tree.source.text, entry.value
    if isinstance(node, SequenceNode) and isinstance(value, list) and value:
        return [_items(tree, entry, value)]
    if isinstance(node, MappingNode) and isinstance(value, dict) and value:
        column = lines.column(text, node.value[0][0].start_mark.index)
        made = lines.shift(block(value, style), column, first=False)
        return [TextEdit(Span(node.start_mark.index, entry.end), made)]
    if entry.key is None:
        return [TextEdit(Span(entry.start, entry.end), braces(value, quoted=False))]
    colon = _behind_colon(tree, entry)
    above = lines.end_of(text, colon)
    word = " " + braces(value, quoted=False)
    if above >= node.start_mark.index:  # `key: - item` is no YAML, but a mapping may start behind a dash or a colon
        return [TextEdit(Span(colon, entry.end), word)]
    return [TextEdit(Span(colon, colon), word), TextEdit(Span(above, entry.end), "")]


def _items(tree: Tree, entry: Entry, value: list[object]) -> TextEdit:
    """Other items in the place of a block list's, with its dashes' column."""
    style, text = Style(tree), tree.source.text
    start = entry.value.start_mark.index
    column = lines.column(text, start)
    made = lines.shift(block(value, style, dash=0), column, first=False)
    return TextEdit(Span(start, entry.end), made)


def _behind_colon(tree: Tree, entry: Entry) -> int:
    """Where the colon of an entry ends."""
    if entry.key is None:
        raise Stuck("it has no key")
    return behind_colon(tree, entry.key)
