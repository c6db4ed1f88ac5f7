"""Checks of how a text is written: what a reader of the file sees otherwise than the API will."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rtlint.rule.blame import KEY, VALUE, Blame, show
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.session.kinds import Kind
from rtlint.text.nodes import is_merge, is_scalar
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.walk import mappings

if TYPE_CHECKING:
    from rtlint.text.nodes import ScalarNode

# A word with a number sign before it, not a comment: those mostly have a blank after the #, or two before it. A word
# with a colon is a mark for some tool.
_CUT = r" (#[\w-]+)(?![\w:-])[^\r\n]*"

_SENTENCE_ENDS = (".", "!", "?")

_ODD = (
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # blanks that are none of ASCII's
    "\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"  # nothing to see at all
    "\u2018-\u201f\u2039\u203a\u00ab\u00bb]"  # typographic quotes
)

_TELLING = ("\\", ' ":', " ':")
"""What a text in ASCII has to hold for a key in it to be odd: an escape, or a blank at the end of quotes."""

_MARKED = r"(?:[-*+]|#{1,6}|\d{1,3}[.)])[ \t]"
"""How a line of a list, a heading or a numbered step starts."""

_HEADING = r"#{1,6}[ \t]"


def anchors(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Merge keys, and anchors that no alias points at."""
    if case.tree is None:
        return
    for path, node in mappings(None if case.tree.plain else case.tree):
        for key, _ in node.value:
            if is_merge(key):
                yield Blame((*path, "<<"), KEY, "merge", {}, (), case.tree.node_span(key))
    text = case.source.text
    if "&" not in text:
        return
    from rtlint.text.yamltext import idle_anchors  # few texts have anchors

    for span in idle_anchors(text, case.tree.whole.index):
        if case.tree.extent.holds(span):
            yield Blame((), VALUE, "anchor", {"anchor": text[span.start : span.end]}, (), span)


def cut_text(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """An unquoted text that a number sign within it ends."""
    text, tree = case.source.text, case.tree
    node = tree.node(path) if tree and isinstance(value, str) and case.may_cut else None
    if tree is None or not is_scalar(node) or node.style or node.value.endswith(_SENTENCE_ENDS):
        return
    if match := re.compile(_CUT).match(text, tree.node_span(node).end):
        span = Span(match.start(1), match.start() + len(match.group().rstrip()))
        yield Blame(path, VALUE, "cut", {"word": match[1], "rest": show(text[span.start : span.end])}, (), span)


def odd_characters(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """Characters in a name that nobody sees or types, and blanks around it."""
    if isinstance(value, str) and (fault := _oddity(value)):
        yield Blame(path, VALUE, "value", {"odd": fault, "clean": _clean(value)})


def odd_field(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Such characters in a key that the API therefore does not know."""
    for fault in case.shape_faults:
        if fault.kind == shape.UNKNOWN and _is_api_key(fault.spot.path, case):
            yield from _odd_key(fault.spot.path)


def odd_key(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Such characters in a key that is free: of a tool's parameters, of headers, beside the session."""
    if not may_have_odd_keys(case.source.text):
        return
    unknown = {fault.spot.path for fault in case.shape_faults if fault.kind == shape.UNKNOWN}
    for place in _uncommon_keys(value, path):
        if not (place in unknown and _is_api_key(place, case)):
            yield from _odd_key(place)


def may_have_odd_keys(text: str) -> bool:
    """Whether a text holds anything that an odd key cannot do without: nearly all hold none, and need no walk."""
    return not text.isascii() or any(mark in text for mark in _TELLING)


def _uncommon_keys(value: object, path: Path) -> Iterator[Path]:
    """The keys that are more than letters, digits and underscores, each once however many aliases lead to it."""
    queue, seen = [(value, path)], set()
    for above, where in queue:
        if id(above) in seen or not isinstance(above, (dict, list)):
            continue
        seen.add(id(above))
        for key, below in above.items() if isinstance(above, dict) else enumerate(above):
            if isinstance(key, str) and not (key.isascii() and key.isidentifier()):
                yield (*where, key)
            if isinstance(below, (dict, list)):
                queue.append((below, (*where, key)))


def _is_api_key(path: Path, case: Case) -> bool:
    """Whether a key stands where the API is known to refuse what it does not know."""
    return len(path) > 1 or not case.layout.session or case.layout.kind is Kind.EVENT


def _odd_key(path: Path) -> Iterator[Blame]:
    if isinstance(path[-1], str) and (fault := _oddity(path[-1])):
        text = ascii(path[-1]).replace("'", '"')
        yield Blame(path, KEY, "key", {"odd": fault, "text": text, "clean": _clean(path[-1])})


def _oddity(text: str) -> str:
    """What is odd about a name, empty when nothing is."""
    if not text.isascii() and (match := re.search(_ODD, text)):
        import unicodedata  # few files need it

        return f"holds U+{ord(match[0]):04X} ({unicodedata.name(match[0], 'a control character').lower()})"
    if not text.strip():
        return ""  # no name at all
    for side, rest in (("starts", text.lstrip()), ("ends", text.rstrip())):
        if rest != text:
            edge = text[0] if side == "starts" else text[-1]
            return f"{side} with a " + ("line break" if edge in "\r\n" else "blank")
    return ""


def _clean(text: str) -> str:
    """The text without what is odd about it."""
    return re.sub(_ODD, "", text).strip()


def folded(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """The first line of a list, or after a heading, that YAML joins with the line above it."""
    node = case.tree.node(path) if case.tree else None
    if not is_scalar(node) or node.style == "|":
        return
    before: str | None = None
    for start, line in _folding(node, case):
        if line and before and (re.match(_MARKED, line) or re.match(_HEADING, before)):
            yield Blame(path, VALUE, "folded", {"line": show(line)}, (), Span(start, start + len(line)))
            return
        before = line


def _folding(node: ScalarNode, case: Case) -> Iterator[tuple[int, str]]:
    """The lines of a text in the file with their offsets, stripped; empty where YAML keeps the line's end."""
    start, end = node.start_mark.index, node.end_mark.index
    lines = case.source.text[start:end].splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip()]
    kept = min(indents, default=0) if node.style == ">" else None
    for number, line in enumerate(lines):
        text = line.strip()
        indent = len(line) - len(line.lstrip())
        # The header of a block is no line of its text; what is indented further stays as it is.
        shown = text if kept is None or (number and indent == kept) else ""
        yield start + indent, shown
        start += len(line)


CHECKS = {
    "anchors": anchors,
    "cut-text": cut_text,
    "odd-characters": odd_characters,
    "odd-field": odd_field,
    "odd-key": odd_key,
    "folded": folded,
}
