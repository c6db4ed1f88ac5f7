"""A text of several lines as a block that keeps them."""

from rtlint.edit import Stuck, lines
from rtlint.edit.place import entry_at, is_bare
from rtlint.edit.style import Style
from rtlint.text.compose import compose
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import ScalarNode


def as_literal(tree: Tree, path: Path) -> list[TextEdit]:
    """The edits that make a folded text a literal one: its lines stay as they are. Stuck for escapes and in braces."""
    entry, text = entry_at(tree, path), tree.source.text
    node = entry.value
    if not isinstance(node, ScalarNode) or entry.flow or not is_bare(text, node):
        raise Stuck("it is no text in a block")
    start = node.start_mark.index
    if node.style == ">":
        return [TextEdit(Span(start, start + 1), "|")]
    written = text[start : entry.end]
    if node.style:
        written = written[1:-1]
    if "\\" in written or node.style == "'" or '"' in written:
        raise Stuck("it holds quotes or escapes")
    style = Style(tree)
    blanks = " " * (lines.column(text, entry.start) + style.step)
    body = style.line_end.join((blanks + line.strip()).rstrip() for line in lines.split(written))
    return [TextEdit(Span(start, entry.end), f"|-{style.line_end}{body}")]


def literal_value(tree: Tree, path: Path) -> object:
    """The value of the text once it is literal."""
    source = Source(tree.source.path, apply(tree.source.text, as_literal(tree, path)))
    composed = compose(source)
    if composed.fault:
        raise Stuck("it could not be read any more")
    value = tree.reread(source, composed).value
    for step in path:
        value = value[step]  # type: ignore[index]  # the edits change no more than the text at its end
    return value
