"""Writing out what an alias or a merge key stands for."""

from rtlint.edit import Stuck, lines
from rtlint.edit.insert import entry_text
from rtlint.edit.place import own_node
from rtlint.edit.style import Style
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import MappingNode


def inlined(tree: Tree, path: Path, merge: Span) -> list[TextEdit]:
    """The edits that put entries in the place of a merge key of the mapping at a path: those that it brings."""
    home = own_node(tree, path)
    value = tree.value
    for step in path:
        value = value[step]  # type: ignore[index]  # a node stands there
    if not isinstance(home, MappingNode) or home.flow_style or not isinstance(value, dict):
        raise Stuck("the merge stands in braces")
    own = [key for key in value if tree.position(home, key) is not None]
    brought = [(key, item) for key, item in value.items() if key not in own]
    text, style = tree.source.text, Style(tree)
    start = lines.start_of(text, merge.start)
    if text[start : merge.start].strip() or _merges(home) != 1:
        raise Stuck("the merge shares its line, or is one of several")
    column = merge.start - start
    made = style.line_end.join(entry_text(style, home, key, item, column) for key, item in brought)
    end = lines.end_of(text, merge.start)
    if not brought:
        return [TextEdit(Span(start, lines.after(text, merge.start)), "")]
    return [TextEdit(Span(merge.start, end), lines.shift(made, column, first=False))]


def plain_anchor(tree: Tree, anchor: Span) -> list[TextEdit]:
    """The edit that takes away an anchor, with the blank behind it, or before it at the end of a line."""
    text = tree.source.text
    end = len(text) - len(text[anchor.end :].lstrip(" \t"))
    if text[end : end + 1] in ("", "\r", "\n"):
        return [TextEdit(Span(len(text[: anchor.start].rstrip(" \t")), anchor.end), "")]
    return [TextEdit(Span(anchor.start, end), "")]


def _merges(home: MappingNode) -> int:
    return sum(key.value == "<<" and not key.style for key, _value in home.value)
