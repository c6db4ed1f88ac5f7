"""Moving an entry to another place of a document: its text goes along, with the comments about it."""

from collections.abc import Sequence

from rtlint.edit import Stuck, lines
from rtlint.edit.insert import after_last, hoisted, into_braces, nearest
from rtlint.edit.place import Entry, entry_at, own_lines, tail
from rtlint.edit.render import braces, key_text
from rtlint.edit.replace import quoted_like
from rtlint.edit.style import Style
from rtlint.text.comments import comments
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import CollectionNode, MappingNode, ScalarNode

_Comment = tuple[int, str]
"""Where a comment stands, and how it is written."""


def copied(tree: Tree, path: Path, to: Path, value: object, gone: Path) -> list[TextEdit]:
    """The edits that put the entry at a path, whose value is `value`, at another too, where nothing stands yet.

    `gone` is what will be taken out afterwards: the entry, or what holds nothing else; comments there come along.
    """
    entry = entry_at(tree, path)
    around = _comments_of(tree, entry_at(tree, gone)) if gone != path else []
    home, rest = nearest(tree, to)
    names = _names(rest)
    if entry.key is None or not isinstance(home, MappingNode):
        raise Stuck("a list is in the way")
    if not home.flow_style:
        column = lines.column(tree.source.text, home.value[0][0].start_mark.index)
        own = _comments_of(tree, entry)
        others = [one for one in around if one not in own]
        return [after_last(tree, home, _in_lines(tree, entry, names, column, others))]
    written = _as_is(tree, entry, spreads=Style(tree).spreads(home))
    within = tree.node_span(entry.value) if written else Span(0, 0)  # these comments come along by themselves
    told = around or _comments_of(tree, entry)
    above = hoisted(tree, home, [note for at, note in told if not within.start <= at < within.end])
    made = _in_braces(tree, names, written or _in_a_line(tree, home, value), home)
    return [*above, *into_braces(tree, home, made)]


def wrapped(tree: Tree, path: Path, to: Path, value: object) -> list[TextEdit] | None:
    """The edits that put mappings around an entry where it stands; None where it has to go elsewhere for that."""
    entry = entry_at(tree, path)
    home, rest = nearest(tree, to)
    if home is not entry.parent or entry.key is None:
        return None
    text = tree.source.text
    if entry.flow:
        written = _as_is(tree, entry, spreads=True) or _in_a_line(tree, entry.parent, value)
        made = _in_braces(tree, _names(rest), written, entry.parent)
        made = lines.shift(made, lines.indent(text, entry.start), first=False)
        return [TextEdit(Span(entry.start, entry.end), made)]
    column = lines.column(text, entry.start)
    made = _in_lines(tree, entry, _names(rest), column)
    span = own_lines(tree, entry)
    end = lines.end_of(text, entry.end)
    if span:
        return [TextEdit(Span(span.start, end), made)]
    return [TextEdit(Span(entry.start, end), made[column:])]


def _names(rest: Path) -> list[str]:
    if not rest or not all(isinstance(step, str) for step in rest):
        raise Stuck("something stands there already")
    return [str(step) for step in rest]


def _in_lines(tree: Tree, entry: Entry, names: list[str], column: int, around: Sequence[_Comment] = ()) -> str:
    """The entry as lines of a block at a column, below keys for all names but the last, which is its own now."""
    style, end = Style(tree), Style(tree).line_end
    step = style.step
    above = [" " * (column + depth * step) + key_text(name) + ":" for depth, name in enumerate(names[:-1])]
    inner = column + step * len(above)
    notes = [" " * inner + text for _start, text in around]
    return end.join([*above, *notes, _at_column(tree, entry, names[-1], inner)])


def _at_column(tree: Tree, entry: Entry, name: str, column: int) -> str:
    """The lines of an entry under another name at a column, with its comments and without the last line end."""
    text = tree.source.text
    span = own_lines(tree, entry)
    key, first = _key(tree, entry, name), lines.start_of(text, entry.start)
    behind = text[tree.node_span(entry.key).end : entry.end] if entry.key else ""
    if entry.flow:
        above = lines.shift(text[span.start : first], column - (entry.start - first), first=True) if span else ""
        written = f"{key}: {behind[behind.index(':') + 1 :].strip()}".rstrip()
        by = column - lines.indent(text, entry.start)
        return above + " " * column + lines.shift(written, by, first=False) + tail(text, entry)
    by = column - lines.column(text, entry.start)
    above = lines.shift(text[span.start : first], by, first=True) if span else ""
    rest = text[entry.end : lines.end_of(text, entry.end)].rstrip()
    return above + " " * column + lines.shift(key + behind + rest, by, first=False)


def _key(tree: Tree, entry: Entry, name: str) -> str:
    """The key of an entry under another name, in its own quotes; as it is written where the name is the same."""
    if entry.key is None or entry.key.value == name:
        span = tree.node_span(entry.key) if entry.key else Span(0, 0)
        return tree.source.text[span.start : span.end]
    return quoted_like(entry.key, name, key=True)


def _in_braces(tree: Tree, names: list[str], written: str, home: CollectionNode) -> str:
    """The entry for a place between braces, within braces for all names but the last; lines start at column 0."""
    style = Style(tree)
    quoted, colon = style.quoted(home), style.tight(home)[1]
    made = f"{key_text(names[-1], quoted=quoted)}{colon}{written}"
    for name in reversed(names[:-1]):
        held = f"{{{made}}}"
        if style.json and style.spreads(home):
            inner = lines.shift(made, style.step_in(home), first=True)
            held = f"{{{style.line_end}{inner}{style.line_end}}}"
        made = f"{key_text(name, quoted=quoted)}{colon}{held}"
    return made


def _as_is(tree: Tree, entry: Entry, *, spreads: bool) -> str | None:
    """The value of an entry as it is written, for a place between braces; None where it cannot stay so.

    Lines can where the place `spreads`: it has lines of its own.
    """
    text, node = tree.source.text, entry.value
    quoted = isinstance(node, ScalarNode) and node.style in ("'", '"')
    if not (entry.flow or quoted or (isinstance(node, CollectionNode) and node.flow_style)):
        return None
    whole = text[node.start_mark.index : tree.node_span(node).end]
    if lines.end_of(whole, 0) < len(whole) and not spreads:
        return None
    return lines.shift(whole, -lines.indent(text, entry.start), first=False)


def _in_a_line(tree: Tree, home: CollectionNode, value: object) -> str:
    comma, colon = Style(tree).tight(home)
    return braces(value, quoted=Style(tree).quoted(home), comma=comma, colon=colon)


def _comments_of(tree: Tree, entry: Entry) -> list[_Comment]:
    """The comments above, behind and inside an entry; those of a line that it shares are not its own."""
    text = tree.source.text
    span = own_lines(tree, entry) or Span(entry.start, entry.end)
    found = comments(tree.source, tree.roots) if "#" in text[span.start : span.end] else []
    spans = [one.span for one in found if span.start <= one.span.start < span.end]
    return [(one.start, text[one.start : one.end]) for one in spans]
