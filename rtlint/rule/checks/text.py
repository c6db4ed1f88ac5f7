"""Checks of the text itself: what a YAML reader sees otherwise than the one who wrote it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rtlint.rule.blame import KEY, VALUE, Blame, show
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.text import scalar
from rtlint.text.nodes import is_merge, is_scalar, tag_of
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree
from rtlint.text.values import key_of
from rtlint.text.walk import mappings, nodes

if TYPE_CHECKING:
    from rtlint.text.nodes import Node, ScalarNode

_TAG = r"![^\s,\[\]{}]*"


def syntax(_value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Every part of the text that cannot be read."""
    for fault in case.text_faults:
        related = (fault.related,) if fault.related else ()
        words = {"fault": f"{fault.message}; {fault.help}" if fault.help else fault.message}
        yield Blame(path, VALUE, "syntax", words, related, fault.span)


def documents(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """An empty file, a root that is no mapping, a second document."""
    if case.tree is None:
        if not case.text_faults:
            yield Blame(path, VALUE, "empty", {})
    elif case.index == 1 and case.tree.whole is case.tree:
        yield Blame(path, VALUE, "several", {"documents": str(case.documents)})
    elif case.text_faults or case.tree.tagged:
        return  # what the root would be is not known
    elif not isinstance(value, dict) and not (case.index and value is None):
        root = "a list" if isinstance(value, list) else show(value)
        yield Blame(path, VALUE, "empty" if value is None else "root", {"root": root})


def tag(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Tags that JSON has no word for, and those of another type than their value."""
    if case.tree is None or not case.tree.tagged:
        return
    paths = {id(node): path for path, node in nodes(case.tree)}
    for node in case.tree.tagged:
        start = node.start_mark.index
        written = re.compile(_TAG).search(case.source.text, start)  # an anchor may stand before it
        span = Span(*written.span()) if written else case.tree.node_span(node)
        words = {"tag": tag_of(node), "text": show(node.value) if is_scalar(node) else "a collection"}
        # A tag on a key is at no path of its own.
        path = paths.get(id(node), ())
        yield Blame(path, VALUE, "misfit" if node.tag in scalar.JSON_TAGS else "tag", words, (), span)


def duplicate_key(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Each key that a mapping has more than once, at its last place: that one wins."""
    for path, node in mappings(_odd(case)):
        places: dict[tuple[type, object], list[Node]] = {}
        for key, _ in node.value:
            # true equals 1 in Python and not in YAML; several merge keys are merged one after the other.
            if is_scalar(key) and not is_merge(key):
                places.setdefault((type(key_of(key)), key_of(key)), []).append(key)
        for (_, key), keys in places.items():
            if len(keys) > 1 and case.tree:
                yield _duplicate(case.tree, (*path, key), keys)  # type: ignore[arg-type]  # a key is a scalar


def _duplicate(tree: Tree, path: Path, nodes: list[Node]) -> Blame:
    times = {2: "twice", 3: "three times"}.get(len(nodes), f"{len(nodes)} times")
    first = ("it stands here first", tree.node_span(nodes[0]))
    return Blame(path, KEY, "twice", {"key": nodes[-1].value, "times": times}, (first,), tree.node_span(nodes[-1]))


def non_string_key(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Keys that YAML reads as a boolean, a number, null or a date."""
    for path, node in mappings(_odd(case)):
        for key, _ in node.value:
            read = key_of(key)
            if is_scalar(key) and not isinstance(read, str):
                span = case.tree.node_span(key) if case.tree else None
                words = {"text": key.value or "an empty key", "read": show(read)}
                yield Blame((*path, read), KEY, "key", words, (), span)  # type: ignore[arg-type]  # read is a scalar


def implicit_bool(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Unquoted yes, no, on and off where a text belongs."""
    for fault, node in _mistyped(case):
        if isinstance(fault.value, bool) and _wants_text(fault) and _is_plain(node):
            yield _reading(fault, node)


def implicit_number(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Unquoted digits where a text belongs."""
    for fault, node in _mistyped(case):
        number = isinstance(fault.value, (int, float)) and not isinstance(fault.value, bool)
        if number and _wants_text(fault) and not _is_special(fault.value) and _is_plain(node):
            yield _reading(fault, node)


def quoted_number(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Quoted numbers and booleans where plain ones belong."""
    for fault, node in _mistyped(case):
        if not isinstance(fault.value, str) or not node.style:
            continue
        read = scalar.read_11(fault.value.strip())
        wanted = "boolean" if isinstance(read, bool) else "number"
        fits = wanted in fault.types or (wanted == "number" and "integer" in fault.types)
        if isinstance(read, (bool, int, float)) and fits and not _is_special(read):
            yield Blame(fault.spot.path, VALUE, "quoted", {"plain": show(read), "type": f"a {wanted}"})


def ambiguous_number(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Numbers that YAML 1.1 and 1.2, or strict readers of either, read differently."""
    mistyped = {fault.spot.path: fault for fault, _ in _mistyped(case)}
    for path, node in case.odd_scalars:
        ours, theirs = scalar.read_11(node.value), scalar.read_12(node.value)
        fault = mistyped.get(path)
        number = scalar.is_number(ours) if fault is None else scalar.is_number(theirs) and not _wants_text(fault)
        if number and _is_plain(node) and not _is_special(ours):
            yield _ambiguous(path, node, ours, theirs)


def _ambiguous(path: Path, node: Node, ours: object, theirs: object) -> Blame:
    strict = "a text" if "_" in node.value or isinstance(theirs, str) else show(theirs)
    words = {"text": node.value, "ours": "a text" if isinstance(ours, str) else show(ours), "theirs": strict}
    words["number"] = _number(node.value, ours, theirs)
    words["meant"] = _meant(node.value, ours)
    return Blame(path, VALUE, "notation" if words["ours"] == strict else "ambiguous", words)


def _number(text: str, ours: object, theirs: object) -> str:
    """The number that both versions of YAML mean, in plain digits; empty where they do not agree."""
    read = {one for one in (ours, theirs) if isinstance(one, (int, float)) and not isinstance(one, bool)}
    number = read.pop() if len(read) == 1 and ":" not in text and not re.match(r"[-+]?0\d", text) else math.inf
    if isinstance(number, float) and number.is_integer():
        return str(int(number))
    return "" if _is_special(number) else show(number)


def _meant(text: str, ours: object) -> str:
    """The number that a person means by digits with zeros before them, or by the time of a clock, in seconds."""
    if ":" in text:
        return show(ours) if scalar.is_number(ours) and not _is_special(ours) else ""
    zeros = re.fullmatch(r"([-+]?)0+(\d+)", text)
    return zeros[1].replace("+", "") + zeros[2] if zeros else ""


def special_float(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """.inf and .nan, which JSON has no word for."""
    for path, node in case.odd_scalars:
        if _is_special(scalar.read_11(node.value)):
            yield Blame(path, VALUE, "special", {"text": node.value})


def timestamp(_value: object, _path: Path, case: Case) -> Iterator[Blame]:
    """Unquoted dates and times, which JSON has no word for."""
    for path, node in case.odd_scalars:
        if _is_plain(node) and isinstance(scalar.read_11(node.value), scalar.Timestamp):
            yield Blame(path, VALUE, "date", {"text": node.value})


def _odd(case: Case) -> Tree | None:
    """The document's tree when its text may give a rule something to say."""
    return None if case.tree is None or case.tree.plain else case.tree


def _mistyped(case: Case) -> Iterable[tuple[shape.Fault, ScalarNode]]:
    """Scalars of another type than their field has, with their nodes."""
    for fault in case.shape_faults:
        if fault.kind in (shape.TYPE, shape.FRACTION, shape.ENUM) and case.tree:
            node = case.tree.node(fault.spot.path)
            if is_scalar(node):
                yield fault, node


def _wants_text(fault: shape.Fault) -> bool:
    """Whether any text would do: a closed list of texts has a rule of its own."""
    return "string" in fault.types and not fault.choices


def _is_plain(node: ScalarNode) -> bool:
    return not node.style and node.tag is None


def _is_special(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _reading(fault: shape.Fault, node: ScalarNode) -> Blame:
    everywhere = node.value.lower() == show(fault.value)
    words = {"text": node.value, "read": show(fault.value)}
    return Blame(fault.spot.path, VALUE, "boolean" if everywhere else "read", words)


CHECKS = {
    "yaml-syntax": syntax,
    "documents": documents,
    "tag": tag,
    "duplicate-key": duplicate_key,
    "non-string-key": non_string_key,
    "implicit-bool": implicit_bool,
    "implicit-number": implicit_number,
    "quoted-number": quoted_number,
    "ambiguous-number": ambiguous_number,
    "special-float": special_float,
    "timestamp": timestamp,
}
