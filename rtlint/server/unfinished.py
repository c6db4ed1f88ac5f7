"""What is not yet typed is no fault: which findings wait until somebody types elsewhere, saves, or pauses."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import UNSET

from rtlint.lint import Linter, Text
from rtlint.result import Found
from rtlint.rule.case import ABSENT, follow
from rtlint.rule.condition import conditions_in
from rtlint.rule.model import Clause, Condition, Rule
from rtlint.session.kinds import GA_FIELDS, layout
from rtlint.session.shape import Plan, below, keys, plan
from rtlint.text.nodes import TextFault, children, is_collection, is_mapping, is_scalar
from rtlint.text.source import Span
from rtlint.text.spot import Path
from rtlint.text.tree import Tree

if TYPE_CHECKING:
    from rtlint.text.nodes import Node

PAUSE = 1.0
"""Seconds without a change after which everything is told."""

_AT_ONCE = ("security", "lifecycle", "suppression")
"""Families whose findings are about what stands there, never about what is still to come."""

_TABLES = {"language": "languages"}
"""The tables that checks in Python look values up in; all other lists stand in rules and structs."""


class Typing:
    """A text that somebody has just typed in: `cursor` is the offset where the last edit ended."""

    def __init__(self, text: Text, linter: Linter, cursor: int) -> None:
        self.text = text
        self.source = text.source
        self.linter = linter
        self.cursor = cursor
        self.row = text.source.locate(cursor).row

    def holds(self, found: Found) -> bool:
        """Whether a finding is only about something unfinished where somebody types."""
        rule = self._rules[found.finding.code]
        if rule.family in _AT_ONCE:
            return False
        tree = self._tree(found)
        if tree is None:
            return _breaks_off(self, rule, found) or not self.source.text.strip()
        return any(sort(self, rule, found, tree) for sort in _SORTS)

    def spans(self, span: Span) -> bool:
        """Whether some of the characters stand on the line that is typed."""
        return self.source.locate(span.start).row <= self.row <= self.source.locate(span.end).row

    def comes_after(self, offset: int) -> bool:
        """Whether only blanks stand between an offset and the cursor, or both are on one line."""
        between = self.source.text[offset : self.cursor]
        return self.source.locate(offset).row == self.row or (offset <= self.cursor and not between.strip())

    def comes_before(self, offset: int) -> bool:
        """Whether an offset is on the line that is typed, or on the next one that holds something."""
        between = self.source.text[self.cursor : offset].splitlines()[1:]
        row = self.source.locate(offset).row
        return row == self.row or (row > self.row and not any(_says(line) for line in between))

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.code: rule for rule in self.linter.engine.rules}

    def _tree(self, found: Found) -> Tree | None:
        known = (found.finding.document, found.way)
        return next((tree for tree in self.text.trees if (tree.index, tree.way) == known), None)

    def mapping(self, tree: Tree) -> Node | None:
        """The innermost mapping that is typed in."""
        text = self.source.text
        inside = text[self.cursor : self.cursor + 1].strip()
        at = self.cursor if inside else len(text[: self.cursor].rstrip())
        found, node = None, tree.root if tree.node_span(tree.root).holds(Span(at, at)) else None
        while node is not None:
            found = node if is_mapping(node) else found
            start = node.start_mark.index  # what stands inside starts later, unless an anchor holds itself
            inner = ((one, tree.node_span(one)) for one in children(node) if is_collection(one))
            node = next((one for one, span in inner if start < span.start and span.holds(Span(at, at))), None)
        return found

    def plan(self, tree: Tree, path: Path) -> Plan | None:
        """What the API has at a path of a document."""
        root = tree.value if isinstance(tree.value, dict) else {}
        kinds = zip(self.text.trees, self.text.kinds, strict=True)
        plan_ = layout(root, next(kind for one, kind in kinds if one is tree) or self.linter.kind)
        depth = len(plan_.typed)
        if path[:depth] != plan_.typed:
            return None
        return below(plan(plan_.type), follow(root, plan_.typed), path[depth:])


def _breaks_off(typing: Typing, rule: Rule, found: Found) -> bool:
    """A quote, a bracket or a key is opened on the line, and closed by what comes next."""
    fault = typing.text.composed.fault
    if rule.check != "yaml-syntax" or fault is None or found.finding.location != typing.source.locate(fault.span.start):
        return False
    return typing.comes_before(fault.span.start) or _starts_here(typing, fault)


def _starts_here(typing: Typing, fault: TextFault) -> bool:
    return fault.related is not None and typing.spans(fault.related[1])


def _empty(typing: Typing, _rule: Rule, found: Found, tree: Tree) -> bool:
    """A key or a dash is written before its value."""
    node = tree.node(found.path) if follow(tree.value, found.path) is None else None
    return is_scalar(node) and not node.value and not node.style and typing.comes_after(node.start_mark.index)


def _missing(typing: Typing, rule: Rule, found: Found, tree: Tree) -> bool:
    """Keys of a mapping are written one after the other."""
    owner, key = found.path[:-1], found.path[-1:]
    value = follow(tree.value, found.path)
    if key and value is ABSENT and isinstance(follow(tree.value, owner), dict):
        return tree.node(owner) is typing.mapping(tree)
    if not isinstance(value, dict) or not _lacks_all(rule, value):
        return False
    return tree.node(found.path) is typing.mapping(tree)


def _lacks_all(rule: Rule, value: dict[object, object]) -> bool:
    """Whether a rule asks for one of several keys, and there is none of them yet."""
    asserted = (clause.assert_ for clause in rule.clauses if clause.assert_ is not UNSET)
    asked = (keys for one in asserted for keys in (one.exactly_one_of, one.any_of) if keys is not UNSET)
    return any(not value.keys() & set(keys) for keys in asked)


def _begun_key(typing: Typing, _rule: Rule, found: Found, tree: Tree) -> bool:
    """A key is written letter by letter."""
    owner = typing.plan(tree, found.path[:-1]) if found.path and _stands(typing, found) else None
    key = found.path[-1] if owner else None
    known = keys(owner.objects, follow(tree.value, found.path[:-1])) if owner else {}
    return isinstance(key, str) and key not in known and _is_begun(key, known)


def _begun_value(typing: Typing, rule: Rule, found: Found, tree: Tree) -> bool:
    """A value is written letter by letter, or it is a key that lacks its colon."""
    value = follow(tree.value, found.path)
    if not isinstance(value, str) or not _stands(typing, found):
        return False
    here = typing.plan(tree, found.path)
    known = {*keys(here.objects, {})} if here else set()
    if not found.path:
        known |= GA_FIELDS
    return value in known or _is_begun(value, known | set(_words(typing, rule, here)))


_SORTS: tuple[Callable[[Typing, Rule, Found, Tree], bool], ...] = (_empty, _missing, _begun_key, _begun_value)
"""What may be unfinished in a text that can be read: each tells why."""


def _stands(typing: Typing, found: Found) -> bool:
    return found.finding.location.row <= typing.row <= found.finding.end_location.row


def _is_begun(word: str, known: Collection[str]) -> bool:
    return any(one.startswith(word) and one != word for one in known)


def _words(typing: Typing, rule: Rule, here: Plan | None) -> Iterator[str]:
    """The texts that may stand at a place, as its struct and a rule have them."""
    if here:
        yield from (one for one in here.literals if isinstance(one, str))
        yield from ("true", "false") if "boolean" in here.types else ()
        yield from ("null",) if "null" in here.types else ()
    for clause in rule.clauses:
        yield from _listed(typing, clause)


def _listed(typing: Typing, clause: Clause) -> Iterator[str]:
    if clause.check in _TABLES:
        yield from typing.linter.tables.names(_TABLES[clause.check])
    queue = [] if clause.assert_ is UNSET else [clause.assert_]
    for one in queue:
        yield from (word for word in (one.enum if one.enum is not UNSET else ()) if isinstance(word, str))
        if one.lookup is not UNSET:
            yield from typing.linter.tables.names(one.lookup.table)
        queue += [inner for inner in conditions_in(one) if not _is_denied(one, inner)]


def _is_denied(condition: Condition, inner: Condition) -> bool:
    return inner is condition.not_


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
