"""The field of the API at a place of a document: what it does, what it takes, and which rules speak of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec import UNSET

from rtlint.assist.markdown import code
from rtlint.finding import Severity
from rtlint.migrate.keys import GONE, HOMES
from rtlint.rule.engine import Engine
from rtlint.rule.model import Condition, Rule
from rtlint.rulebook.markdown import prose
from rtlint.schema.places import Steps, bare
from rtlint.schema.rules import selects
from rtlint.schema.texts import mentions, note
from rtlint.session import kinds
from rtlint.session.fields import Field, about, fields
from rtlint.session.kinds import Kind, Layout
from rtlint.session.shape import Object, Plan, merged, plan
from rtlint.text.nodes import is_scalar
from rtlint.text.secret import mask
from rtlint.text.spot import Path, Step, dotted
from rtlint.text.tree import Tree

if TYPE_CHECKING:
    from rtlint.lint import Linter, Text
    from rtlint.text.nodes import Node

_FEW = 12
"""Rules that are named at a field; the session as a whole has more than anybody reads."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def layout_of(tree: Tree, text: Text, linter: Linter) -> Layout:
    """How a document of a text is read."""
    root = tree.value if isinstance(tree.value, dict) else {}
    kind = text.kinds[tree.index] if tree.index < len(text.kinds) else None
    return kinds.layout(root, kind or linter.kind)


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
    others = [each for each in one.objects if step in each.fields and each not in owners]
    if owners or others:
        told = dict.fromkeys(_told(each, str(step)) for each in owners) or map(
            partial(_told_of_other, str(step)), others
        )
        return Known(tuple(text for text in told if text), merged(owners or others)[str(step)])
    if objects and step == objects[0].tag_field:
        return Known(_kinds(objects), Plan({"string"}, tuple(each.tag for each in one.objects)))
    return Known(above.texts, one.values) if one.values and "any" not in one.values.types else None


def _told(owner: Object, name: str) -> str:
    try:
        return fields(owner.struct).get(name, Field("")).text
    except OSError:  # rtlint was installed without its source files, and all else can still be told
        return ""


def _told_of_other(name: str, owner: Object) -> str:
    """What a field does in a kind of object that the document has not chosen."""
    return f"Only with `{owner.tag_field}: {owner.tag}`. {_told(owner, name)}".rstrip()


def _kinds(objects: tuple[Object, ...]) -> tuple[str, ...]:
    if len(objects) == 1:
        return (about(objects[0].struct),)
    return tuple(f"`{each.tag}`: {about(each.struct)}" for each in objects)


def described(tree: Tree, layout: Layout, path: Path, linter: Linter, but: Collection[str] = ()) -> list[str]:
    """Paragraphs of Markdown about the field at a path; empty where the API has none, and never had.

    Rules whose codes are in `but` are not named.
    """
    found = known(tree, layout, path)
    if found is None:
        return _of_beta(tree, layout, path)
    steps = rule_path(layout, path)
    urls = {rule.code: linter.cards[rule.code].url for rule in linter.engine.rules}
    said = {float(number) for text in found.texts for number in _NUMBER.findall(text)}
    limits = bounds(linter.engine, layout.kind).get(bare(steps), ())
    kept = [limit.words for limit in limits if not said.issuperset(limit.numbers)]
    rules = [rule for rule in told_of(linter.engine, layout.kind).get(bare(steps), ()) if rule.code not in but]
    return [
        " · ".join([_title(path), _takes(found.plan), *kept]),
        *_paragraph(found.texts),
        *([note(rules, urls)] if 0 < len(rules) <= _FEW else []),
    ]


def _title(path: Path) -> str:
    return f"**{code(mask(dotted(path)))}**"


def _paragraph(texts: tuple[str, ...]) -> list[str]:
    told = list(map(prose, texts))
    return told if len(told) < 2 else ["\n".join(f"- {text}" for text in told)]


def _of_beta(tree: Tree, layout: Layout, path: Path) -> list[str]:
    """What there is to say of a key that only the Beta had: where it went, and what it does there."""
    depth = len(layout.session)
    inner = path[depth:] if path[:depth] == layout.session else ()
    if gone := GONE.get(dotted(inner)):
        return [f"{_title(path)} · of the Beta; {prose(gone)}"]
    home = HOMES.get(str(inner[0])) if inner else None
    new = (*layout.session, *home.split("."), *inner[1:]) if home else ()
    found = known(tree, layout, new) if new else None
    if found is None:
        return []
    return [f"{_title(path)} · of the Beta; now {code(mask(dotted(new)))}", *_paragraph(found.texts)]


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
    return mentions(sorted(engine.rules, key=lambda rule: rule.code), kind)


class Limit(NamedTuple):
    """A range of numbers in words, and its bounds."""

    words: str
    numbers: tuple[float, ...]


@lru_cache(maxsize=16)
def bounds(engine: Engine, kind: Kind) -> dict[Steps, list[Limit]]:
    """The ranges that rules hold the numbers at a path to, whatever else a document says: those of errors alone."""
    found: dict[Steps, list[Limit]] = {}
    for rule in engine.rules:
        for clause in rule.clauses if rule.enabled and kind in rule.kinds else []:
            weight = rule.severity if clause.severity is UNSET else clause.severity
            if weight is Severity.ERROR and not clause.when and isinstance(clause.assert_, Condition):
                for path in selects(rule, clause):
                    found.setdefault(bare(path), []).extend(_limits(clause.assert_))
    return found


def _limits(asked: Condition) -> Iterator[Limit]:
    for one in (asked, *(asked.any or ())):
        least, most = one.minimum, one.maximum
        if isinstance(least, (int, float)) and isinstance(most, (int, float)):
            yield Limit(f"{least:g} to {most:g}", (least, most))
        elif isinstance(least, (int, float)):
            yield Limit(f"{least:g} or more", (least,))
