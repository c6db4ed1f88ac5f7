"""Taking an entry or an item out of a text, with the comments about it and what it leaves empty."""

import re

from rtlint.edit import Stuck, lines
from rtlint.edit.place import Entry, blocks_end, entry_at, own_lines, siblings
from rtlint.text.edit import TextEdit
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree

_COMMA = re.compile(r"[ \t\r\n]*,")


def removed(tree: Tree, path: Path) -> list[TextEdit]:
    """The edits that take out what stands at a path."""
    entry = entry_at(tree, path)
    if len(entry.parent.value) == 1:
        if not entry.flow:
            raise Stuck("nothing would be left")
        return [_only(tree, entry)]
    span = own_lines(tree, entry)
    if span is None:
        return [_inline(tree, entry)]
    return [*_comma_before(tree, entry), TextEdit(_with_blanks(tree, entry, span), "")]


def _only(tree: Tree, entry: Entry) -> TextEdit:
    """The cut of all that stands between braces, but for comments that are not about it."""
    text, span = tree.source.text, own_lines(tree, entry) or Span(entry.start, entry.end)
    comma = _COMMA.match(text, entry.end)
    cut = Span(span.start, max(span.end, comma.end() if comma else 0))
    inside = Span(entry.parent.start_mark.index + 1, entry.parent.end_mark.index - 1)
    alone = not (text[inside.start : cut.start] + text[cut.end : inside.end]).strip()
    return TextEdit(inside if alone else cut, "")


def _inline(tree: Tree, entry: Entry) -> TextEdit:
    """The cut of an entry that shares its line: up to the next one, or from the one before."""
    text = tree.source.text
    before, after = siblings(tree, entry)
    if after and entry.flow:
        comma = _COMMA.match(text, entry.end)
        end = comma.end() if comma else entry.end
        blanks = len(text[end : after.start]) - len(text[end : after.start].lstrip(" \t"))
        return _cut(entry.start, after.start if not text[end : after.start].strip() else end + blanks)
    if before and entry.flow:
        return _cut(before.end, entry.end)
    if after and not text[lines.after(text, entry.end) : after.start].strip():
        return _cut(entry.start, after.start)
    if after:  # comments stand between: the dash keeps its line
        return _cut(len(text[: entry.start].rstrip(" ")), lines.end_of(text, entry.end))
    raise Stuck("it shares its line with something else")


def _with_blanks(tree: Tree, entry: Entry, span: Span) -> Span:
    """The lines of an entry with blank ones that would stand double, at the start of a block or at the end of the text.

    What ends the text without a line end is cut off from the line end before it.
    """
    text, (before, _after) = tree.source.text, siblings(tree, entry)
    start, end = span.start, _past_blanks(text, span.end)
    if end == len(text):
        kept = len(text[:start].rstrip())
        if not kept or (before and blocks_end(text, before.value)):
            return span
        return Span(lines.after(text, kept) if text.endswith(("\r", "\n")) else lines.end_of(text, kept), end)
    above = lines.before(text, start)
    doubled = above < 0 or not text[above:start].strip()
    leads = entry.position == 0 and not tree.is_top(entry.parent)
    return Span(start, end) if doubled or leads else span


def _past_blanks(text: str, start: int) -> int:
    """Where the next line that is not blank starts."""
    while start < len(text) and not text[start : (after := lines.after(text, start))].strip():
        start = after
    return start


def _comma_before(tree: Tree, entry: Entry) -> list[TextEdit]:
    """The cut of the comma that would be the last one: JSON allows none there."""
    before, after = siblings(tree, entry)
    text = tree.source.text
    if not entry.flow or after or before is None or text.startswith(",", entry.end):
        return []
    comma = _COMMA.match(text, before.end)
    return [_cut(comma.end() - 1, comma.end())] if comma else []


def _cut(start: int, end: int) -> TextEdit:
    return TextEdit(Span(start, end), "")
