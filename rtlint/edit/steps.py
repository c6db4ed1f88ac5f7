"""Several cuts as one: each sees the text that the one before it left, and the edits are those of the whole way."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from rtlint.edit import Stuck, lines
from rtlint.edit.window import window
from rtlint.text.compose import compose
from rtlint.text.diff import changed
from rtlint.text.edit import TextEdit, apply
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree

Cut = Callable[[Tree], list[TextEdit]]
"""One step: the edits of the document that it is shown."""

_LEAD = re.compile(r"(?<=[\r\n])[ \t]+")


def perform(tree: Tree, cuts: Iterable[Cut], scope: Path = ()) -> tuple[TextEdit, ...]:
    """The edits of all cuts in turn. Stuck where one finds no way, or leaves a text that cannot be read.

    `scope` is the item of a list that all of them keep to, if there is one.
    """
    seen = window(tree, scope) if scope else None
    if seen is None:
        return _performed(tree, cuts)
    item, start = seen
    edits = _performed(item, cuts)
    return tuple(TextEdit(Span(edit.span.start + start, edit.span.end + start), edit.content) for edit in edits)


def _performed(tree: Tree, cuts: Iterable[Cut]) -> tuple[TextEdit, ...]:
    now, done = tree, list[list[TextEdit]]()
    for cut in cuts:
        if done and done[-1]:
            now = _after(now, done[-1])
        done.append(_tabbed(now, cut(now)))
    made = [edits for edits in done if edits]
    if len(made) < 2:
        return tuple(made[0]) if made else ()
    return tuple(differences(tree.source.text, apply(now.source.text, done[-1])))


def _tabbed(tree: Tree, edits: list[TextEdit]) -> list[TextEdit]:
    """The edits with tabs before what starts a line, where JSON is written so: all else counts them as one blank."""
    if not tree.source.path.lower().endswith(".json") or not _has_tabs(tree.source.text):
        return edits
    return [TextEdit(edit.span, _LEAD.sub(lambda lead: "\t" * len(lead[0]), edit.content)) for edit in edits]


def _has_tabs(text: str) -> bool:
    """Whether the second line starts with a tab: asked for every cut, so that nobody reads on in a large file."""
    return text.startswith("\t", lines.after(text, 0))


def differences(old: str, new: str) -> Iterator[TextEdit]:
    """Edits that make one text of another, line by line, each as short as it can be."""
    before, after = lines.split(old), lines.split(new)
    starts = [0, *accumulate(map(len, before))]
    for i, i_end, j, j_end in changed(before, after):
        yield _shortest(starts[i], "".join(before[i:i_end]), "".join(after[j:j_end]))


def spared(edit: TextEdit, text: str) -> list[TextEdit]:
    """An edit of a text without what stays: what it puts around the characters, or what it takes off their ends."""
    start, end = edit.span.start, edit.span.end
    old = text[start:end]
    if not old or old not in edit.content:
        return [_shortest(start, old, edit.content)]
    before, after = edit.content.split(old, 1)
    return [TextEdit(Span(start, start), before), TextEdit(Span(end, end), after)]


def _shortest(start: int, old: str, new: str) -> TextEdit:
    """One edit without what both sides start and end with; a line end is never taken apart."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head] and old[head] not in "\r\n":
        head += 1
    end = 0
    while end < min(len(old), len(new)) - head and old[-1 - end] == new[-1 - end] and old[-1 - end] not in "\r\n":
        end += 1
    return TextEdit(Span(start + head, start + len(old) - end), new[head : len(new) - end])


def _after(tree: Tree, edits: list[TextEdit]) -> Tree:
    source = Source(tree.source.path, apply(tree.source.text, edits))
    composed = compose(source)
    if composed.fault or len(composed.roots) != len(tree.roots):
        raise Stuck("a step on the way cannot be read")
    return tree.reread(source, composed)
