"""Putting a key above a whole document: each of its lines moves in by a step."""

from rtlint.edit import Stuck, lines
from rtlint.edit.render import key_text
from rtlint.edit.style import Style
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.tree import Tree
from rtlint.text.yamltext import MappingNode


def held_by(tree: Tree, key: str) -> list[TextEdit]:
    """The edits that make a document the value of one key. Stuck where it is no mapping on lines of its own."""
    node, text, style = tree.root, tree.source.text, Style(tree)
    if not isinstance(node, MappingNode) or not node.value:
        raise Stuck("the document is no mapping")
    span = tree.node_span(node)
    if node.flow_style:
        body = text[span.start : span.end]
        if style.spreads(node):
            inner = lines.shift(body, style.step_in(node), first=False)
            blanks = " " * (lines.indent(text, span.start) + style.step_in(node))
            close = style.line_end + " " * lines.indent(text, span.start)
            made = f"{{{style.line_end}{blanks}{key_text(key, quoted=style.quoted(node))}: {inner}{close}}}"
        else:
            made = f"{{{key_text(key, quoted=style.quoted(node))}{style.tight(node)[1]}{body}}}"
        return [TextEdit(span, made)]
    start = lines.start_of(text, span.start)
    if text[start : span.start].strip():
        raise Stuck("the document does not start on a line of its own")
    column = span.start - start
    end = lines.end_of(text, span.end)
    body = lines.shift(text[start:end], style.step, first=True)
    return [TextEdit(Span(start, end), f"{' ' * column}{key_text(key)}:{style.line_end}{body}")]
