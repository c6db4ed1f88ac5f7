"""The field of the API at a place of a document: what it does, what it takes, and which rules speak of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from rtlint.assist.markdown import code
from rtlint.finding import Severity
from rtlint.rule.engine import Engine
from rtlint.rule.model import Condition, Rule
from rtlint.rulebook.markdown import prose
from rtlint.schema.places import Steps, bare
from rtlint.schema.rules import selects
from rtlint.schema.texts import mentions, note
from rtlint.session.fields import Field, about, fields
from rtlint.session.kinds import Kind, Layout
from rtlint.session.shape import Object, Plan, merged, plan
from rtlint.text.nodes import is_scalar
from rtlint.text.spot import Path, Step, dotted
from rtlint.text.tree import Tree

if TYPE_CHECKING:
    from rtlint.lint import Linter
    from rtlint.text.nodes import Node

_FEW = 12
"""Rules that are named at a field; the session as a whole has more than anybody reads."""


class Known(NamedTuple):
    """What the structs know of a place: texts of the field, one for each kind of object that may be meant, its plan."""

    texts: tuple[str, ...]
    plan: Plan


def known(tree: Tree, layout: Layout, path: Path) -> Known | None:
    """The field at a path of a document; that of its list for an item. None where the API has no such field."""
    depth = len(layout.typed)
    if path[:depth] != layout.typed:
        return None
    one, node = plan(layout.type), tree.node(layout.typed)
    found = Known(tuple(about(each.struct) for each in candidates(one, tree, node)), one)
    for step in path[depth:]:
        if (below := _below(found, step, tree, node)) is None:
            return None
        found, node = below, tree.child(node, step) if node else None
    return found if path else None


def candidates(one: Plan, tree: Tree, node: Node | None) -> tuple[Object, ...]:
    """The kinds of object that a mapping may be: one where its discriminator tells which."""
    tag_field = one.objects[0].tag_field if one.objects else None
    tag = tree.child(node, tag_field) if tag_field and node else None
    named = tuple(each for each in one.objects if is_scalar(tag) and each.tag == tag.value)
    return named or one.objects


def _below(above: Known, step: Step, tree: Tree, node: Node | None) -> Known | None:
    one = above.plan
    if type(step) is int:
        return Known(above.texts, one.item) if one.item else None
    objects = candidates(one, tree, node)
    owners = [each for each in objects if step in each.fields]
    if owners:
        told = dict.fromkeys(_told(each, str(step)).text for each in owners)
        return Known(tuple(text for text in told if text), merged(owners)[str(step)])
    if objects and step == objects[0].tag_field:
        return Known(_kinds(objects), Plan({"string"}, tuple(each.tag for each in one.objects)))
    return Known(above.texts, one.values) if one.values and "any" not in one.values.types else None


def _told(owner: Object, name: str) -> Field:
    return fields(owner.struct).get(name, Field(""))


def _kinds(objects: tuple[Object, ...]) -> tuple[str, ...]:
    if len(objects) == 1:
        return (about(objects[0].struct),)
    return tuple(f"`{each.tag}`: {about(each.struct)}" for each in objects)


def described(tree: Tree, layout: Layout, path: Path, linter: Linter) -> list[str]:
    """Paragraphs of Markdown about the field at a path; empty where the API has none."""
    found = known(tree, layout, path)
    if found is None:
        return []
    steps = rule_path(layout, path)
    told, bounds = told_of(linter.engine, layout.kind), bound(linter.engine, layout.kind)
    urls = {rule.code: linter.cards[rule.code].url for rule in linter.engine.rules}
    texts = [prose(text) for text in found.texts]
    limits = [
        words for words, numbers in bounds.get(bare(steps), ()) if not all(one in "".join(texts) for one in numbers)
    ]
    rules = sorted(told.get(bare(steps), ()), key=lambda rule: rule.code)
    return [
        f"**{code(dotted(path))}** · {' · '.join([_takes(found.plan), *limits])}",
        *([" ".join(texts)] if len(texts) == 1 else ["\n".join(f"- {text}" for text in texts)] if texts else []),
        *([note(rules, urls)] if 0 < len(rules) <= _FEW else []),
    ]


def rule_path(layout: Layout, path: Path) -> Steps:
    """The path as rules write it: from the root of a request, a star for each index."""
    depth = len(layout.session)
    whole = ("session", *path[depth:]) if path[:depth] == layout.session else path
    return tuple("*" if type(step) is int else str(step) for step in whole)


def _takes(one: Plan) -> str:
    """What a field takes: its JSON types, or the values where there are only few."""
    words = [word for word in one.expected if not any(_word(literal) == word for literal in one.literals)]
    listed = [code(str(literal)) for literal in one.literals]
    return " or ".join([*(["one of " + ", ".join(listed)] if len(listed) > 1 else listed), *words, *_null(one)])


def _null(one: Plan) -> list[str]:
    return ["null"] * ("null" in one.types) or ["anything"] * ("any" in one.types)


def _word(literal: object) -> str:
    return "string" if isinstance(literal, str) else "integer"


@lru_cache(maxsize=16)
def told_of(engine: Engine, kind: Kind) -> dict[Steps, list[Rule]]:
    """The rules that speak of each path in documents of a kind."""
    return mentions(engine.rules, kind)


@lru_cache(maxsize=16)
def bound(engine: Engine, kind: Kind) -> dict[Steps, list[tuple[str, tuple[str, ...]]]]:
    """The ranges of numbers that errors hold a path to, in words, each with its numbers."""
    found: dict[Steps, list[tuple[str, tuple[str, ...]]]] = {}
    for rule in engine.rules:
        for clause in rule.clauses if rule.enabled and kind in rule.kinds else []:
            weight = rule.severity if clause.severity is UNSET else clause.severity
            if weight is Severity.ERROR and not clause.when and isinstance(clause.assert_, Condition):
                for path in selects(rule, clause):
                    found.setdefault(bare(path), []).extend(_range(clause.assert_))
    return found


def _range(asked: Condition) -> list[tuple[str, tuple[str, ...]]]:
    given = [one for one in (asked, *(asked.any or ())) if UNSET not in (one.minimum, one.maximum)]
    least = [one for one in (asked, *(asked.any or ())) if one.minimum is not UNSET and one.maximum is UNSET]
    found = [(f"{one.minimum:g} to {one.maximum:g}", (f"{one.minimum:g}", f"{one.maximum:g}")) for one in given]
    return found + [(f"{one.minimum:g} or more", (f"{one.minimum:g}",)) for one in least]
