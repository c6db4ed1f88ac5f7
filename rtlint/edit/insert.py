"""Putting something new into a text: an entry into a mapping or an item into a list, with what is missing above."""

import re

from rtlint.edit import Stuck, lines
from rtlint.edit.place import Entry, blocks_end, entry_of, is_bare, own_lines, own_node
from rtlint.edit.render import block, braces, key_text, scalar_text, spread
from rtlint.edit.style import LONGEST, Style
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.yamltext import CollectionNode, MappingNode, ScalarNode

_COMMA = re.compile(r"[ \t]*,")


def inserted(tree: Tree, path: Path, value: object) -> list[TextEdit]:
    """The edits that put a value where none stands; missing mappings above come along. An index adds an item."""
    home, rest = nearest(tree, path)
    if rest == ("type",) and home.value and (edits := _first_of(tree, home, value)):
        return edits
    return put_into(tree, home, rest[0], nested(rest[1:], value))


def _first_of(tree: Tree, home: CollectionNode, value: object) -> list[TextEdit]:
    """The edits that put `type` before all other keys, as people do; below the first where a comment heads that one."""
    style, first = Style(tree), entry_of(tree, home, 0)
    quoted, (between, colon) = style.quoted(home), style.tight(home)
    made = f"{key_text('type', quoted=quoted)}{colon}{scalar_text(value, quoted=quoted)}"
    start = lines.start_of(style.text, first.start)
    if home.flow_style and not style.spreads(home):
        return [_at(first.start, made + between)]
    above = lines.before(style.text, start)
    if tree.is_top(home) and not home.flow_style and above >= 0 and style.text[above:start].lstrip().startswith("#"):
        return [] if isinstance(first.value, ScalarNode) and first.value.style else [_below(style, first, made)]
    span = own_lines(tree, first)
    place = span.start + lines.indent(style.text, span.start) if span else first.start
    comma = "," if home.flow_style else ""
    return [_at(place, made + comma + style.line_end + " " * lines.column(style.text, first.start))]


def _below(style: Style, entry: Entry, made: str) -> TextEdit:
    """The edit that puts a line of a block below an entry."""
    blanks = " " * lines.column(style.text, entry.start)
    return _at(lines.end_of(style.text, entry.end), style.line_end + blanks + made)


def nearest(tree: Tree, path: Path) -> tuple[CollectionNode, Path]:
    """The mapping or list nearest above a path, and the steps from there. Stuck where a value is in the way."""
    for depth in range(len(path) - 1, -1, -1):
        node = tree.node(path[:depth])
        if node is None:
            continue
        if not isinstance(node, CollectionNode):
            raise Stuck("a value is in the way")
        own_node(tree, path[:depth])
        return node, path[depth:]
    raise Stuck("there is no document")


def nested(steps: Path, value: object) -> object:
    """A value within mappings for the steps that lead to it."""
    for step in reversed(steps):
        value = [value] if type(step) is int else {step: value}
    return value


def put_into(tree: Tree, home: CollectionNode, key: object, value: object) -> list[TextEdit]:
    """The edits that add an entry to a mapping, or an item to a list, behind those that are there."""
    style = Style(tree)
    if home.flow_style or not home.value:
        return into_braces(tree, home, _in_braces(style, home, key, value))
    return [after_last(tree, home, _as_block(style, home, key, value))]


def after_last(tree: Tree, home: CollectionNode, text: str) -> TextEdit:
    """The edit that puts lines behind the last entry of a block; `text` has its columns and no line end at its end."""
    source, last = tree.source.text, entry_of(tree, home, len(home.value) - 1)
    end = Style(tree).line_end
    place, opens = lines.end_of(source, last.end), blocks_end(source, last.value)
    if "+" in opens or (opens and "-" not in opens and place == len(source)):  # a line end below would be its value's
        span = own_lines(tree, last)
        if span is None:
            raise Stuck("its last value keeps what comes below it")
        return TextEdit(Span(span.start, span.start), text + end)
    return TextEdit(Span(place, place), end + text)


def _as_block(style: Style, home: CollectionNode, key: object, value: object) -> str:
    """The lines of a new entry or item of a block, in its columns."""
    first = home.value[0][0] if isinstance(home, MappingNode) else home
    column = lines.column(style.text, first.start_mark.index)
    return lines.shift(entry_text(style, home, key, value, column), column, first=True)


def entry_text(style: Style, home: CollectionNode, key: object, value: object, column: int) -> str:
    """A new entry of a block, or an item with its dash, from column 0 on; `column` is where it will stand."""
    if not isinstance(home, MappingNode):
        if isinstance(value, (dict, list)) and value:
            return block([value], style, dash=0)
        return "- " + braces(value, quoted=style.json)
    name = key_text(str(key), quoted=style.quoted(home))
    if not isinstance(value, (dict, list)):
        if isinstance(value, str) and "\n" in value:
            return block({str(key): value}, style)
        return f"{name}: {scalar_text(value, quoted=style.quoted(home) and isinstance(value, str))}"
    line = f"{name}: {braces(value, quoted=style.quoted(home))}"
    in_line = not value or (style.prefers_braces(home) if isinstance(value, dict) else _is_short(value))
    if style.quoted(home) or (in_line and column + len(line) <= LONGEST):
        return line
    return block({str(key): value}, style)


def _is_short(value: object) -> bool:
    return isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)


def _in_braces(style: Style, home: CollectionNode, key: object, value: object) -> str:
    """A new entry or item between braces; its lines after the first start at column 0."""
    quoted = style.quoted(home)
    comma, colon = style.tight(home)
    if style.spreads(home) and style.json:
        made = spread(value, style.step_in(home), style.line_end)
    else:
        made = braces(value, quoted=quoted, comma=comma, colon=colon)
    return f"{key_text(str(key), quoted=quoted)}{colon}{made}" if isinstance(home, MappingNode) else made


def into_braces(tree: Tree, home: CollectionNode, made: str) -> list[TextEdit]:
    """The edits that add text to a collection in braces, on a line of its own where the others have theirs."""
    style, text = Style(tree), tree.source.text
    if not is_bare(text, home):
        raise Stuck("it has an anchor or a tag")
    if not home.value:
        return [_into_empty(style, home, made)]
    last = entry_of(tree, home, len(home.value) - 1)
    comma = _COMMA.match(text, last.end)
    if not style.spreads(home):
        between = style.tight(home)[0]
        if comma:
            return [_at(comma.end(), between[1:] + made)]
        return [_at(last.end, between + made)]
    column = lines.indent(text, last.start)
    line = style.line_end + lines.shift(made, column, first=True)
    if lines.end_of(text, last.end) > home.end_mark.index:  # the bracket closes on the line of the last entry
        return [_at(last.end, "," + line)]
    if comma:
        return [_at(lines.end_of(text, last.end), line + ",")]
    return (
        [_at(last.end, ","), _at(lines.end_of(text, last.end), line)]
        if _tail(text, last.end)
        else [_at(last.end, "," + line)]
    )


def hoisted(tree: Tree, home: CollectionNode, written: list[str]) -> list[TextEdit]:
    """The edits that put comments above the line of a collection in braces, which has no room for them itself."""
    text = tree.source.text
    start = lines.start_of(text, home.start_mark.index)
    blanks = " " * lines.indent(text, start)
    return [_at(start, "".join(f"{blanks}{one}{Style(tree).line_end}" for one in written))] if written else []


def _tail(text: str, offset: int) -> str:
    return text[offset : lines.end_of(text, offset)].strip()


def _into_empty(style: Style, home: CollectionNode, made: str) -> TextEdit:
    """The edit that fills empty braces, over several lines where the file does so."""
    start, end = home.start_mark.index, home.end_mark.index
    if style.text[start + 1 : end - 1].strip():
        raise Stuck("the braces hold a comment")
    if not style.spreads(home):
        return TextEdit(Span(start + 1, end - 1), made)
    column = lines.indent(style.text, start)
    inner = lines.shift(made, column + style.step_in(home), first=True)
    return TextEdit(Span(start + 1, end - 1), style.line_end + inner + style.line_end + " " * column)


def _at(offset: int, content: str) -> TextEdit:
    return TextEdit(Span(offset, offset), content)
