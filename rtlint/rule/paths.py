"""Whether the paths and words of a rule fit the structs that they speak of."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET

from rtlint.api.request import ClientSecretRequest
from rtlint.api.response import ClientSecretResponse
from rtlint.api.translation import TranslationRequest
from rtlint.rule import checks
from rtlint.rule.blame import show
from rtlint.rule.case import parse
from rtlint.rule.linear import superlinear
from rtlint.rule.model import Clause, Condition, FixPlan, Lookup, Rule
from rtlint.rule.pack import Pack
from rtlint.rule.tune import uses
from rtlint.session.kinds import Kind
from rtlint.session.shape import Plan, plan, suits

_NUMBER_WORDS = ("minimum", "maximum", "multiple_of")
_TEXT_WORDS = ("pattern", "format", "min_length", "max_length")
_LIST_WORDS = ("min_items", "max_items", "unique_items", "unique_by", "each")
_OBJECT_WORDS = ("requires", "excludes", "exactly_one_of", "at_most_one_of", "any_of", "only", "fields")


_TOGETHER = {"replace", "set", "remove", "rename", "move"}
"""The verbs of a fix that may go together."""


def misfits(rule: Rule, pack: Pack) -> Iterator[str]:
    """Each path that no struct has, word that does not fit its field, table or rule that does not exist."""
    rules = {other.code: other for other in pack.rules}
    both = [code for code in rule.over if code in rules and rule.code in rules[code].over]
    yield from (f"over names {code}, which has {rule.code} in its own over: neither would speak" for code in both)
    known = rules.keys()
    yield from (f"over names {code}, which is no rule" for code in rule.over if code not in known)
    yield from (f"around names {code}, which is no rule" for code in rule.around if code not in known)
    for word in rule.options:
        if not uses(rule.assert_, word):
            yield f"options names {word}, which its assert does not use"
    for clause in rule.clauses:
        if clause.check and clause.check not in checks.ALL:
            yield f"there is no check {clause.check}; there are {', '.join(sorted(checks.ALL))}"
        for selector in (clause.select or rule.select).split("|"):
            found = [step for root in _roots(rule) for step in _descend(root, parse(selector.strip()))]
            if not found and not clause.foreign:
                yield f"no struct has the path {selector.strip()}"
            if clause.assert_ is not UNSET:
                yield from _condition(clause.assert_, found, selector.strip(), pack)
            for path, condition in clause.when.items():
                yield from _when(path, condition, found, rule, pack)
            for fix in rule.fixes_of(clause):
                yield from _fix(fix, clause, selector.strip(), rule)
                yield from _about(fix, clause, selector.strip(), rule, pack)


def _when(path: str, condition: Condition, selected: list[Plan], rule: Rule, pack: Pack) -> Iterator[str]:
    roots = selected if path.startswith(".") else _roots(rule)
    found = [step for root in roots for step in _descend(root, parse(path))]
    if not found and condition.present is UNSET:
        yield f"no struct has the path {path} of when"
    yield from _condition(condition, found, path, pack)


def _fix(fix: FixPlan, clause: Clause, selector: str, rule: Rule) -> Iterator[str]:
    """What a fix cannot do: it has not one verb, or leads where no struct has a place for what it brings."""
    if not fix.verbs or (len(fix.verbs) > 1 and not _TOGETHER.issuperset(fix.verbs)):
        yield f"a fix has one verb; this has {', '.join(fix.verbs) or 'none'}"
    yield from (
        f"{verb} is false; a fix that does nothing is left out" for verb in fix.verbs if fix.verbs[verb] is False
    )
    if fix.clamp is True and not any(uses(clause.assert_, word) for word in ("minimum", "maximum")):
        yield "its fix clamps, and assert has neither minimum nor maximum"
    for path, value in _changes(fix, clause):
        places = [] if "{" in path else _at(path, selector, rule)
        if not places and "{" not in path:
            yield f"no struct has the path {path} of its fix"
        if places and value is not UNSET and not words(value) and not any(suits(one, value) for one in places):
            yield f"its fix puts {show(value)} at {path}, which takes something else"
    for word in words(*fix.verbs.values()):
        if "." in word and not _at(word, selector, rule):
            yield f"no struct has the path {word} of its fix"
    for old in fix.replace if isinstance(fix.replace, dict) else ():
        if old[:1] == old[-1:] == "/" and (why := superlinear(old[1:-1])):
            yield f"the pattern {old} of its fix {why}"


def _about(fix: FixPlan, clause: Clause, selector: str, rule: Rule, pack: Pack) -> Iterator[str]:
    """What a fix says of when and where it is made, and is of no place: what is at fault may be in no struct itself."""
    for path in [] if clause.foreign else fix.for_.split("|"):
        if path.strip() and not _at(".".join(path.strip().split(".")[:-1]), selector, rule):
            yield f"no struct has the path {path.strip()} of its fix"
    for path in [] if clause.foreign else [*fix.follow, *([fix.at] if fix.at and "{" not in fix.at else [])]:
        if not _at(path, selector, rule):
            yield f"no struct has the path {path} of its fix"
    for path, condition in fix.when.items():
        found = _at(path, selector, rule)
        if not found and condition.present is UNSET and not clause.foreign and path != "type":  # of an event
            yield f"no struct has the path {path} of its fix"
        yield from _condition(condition, found, path, pack, wanted=False)


def words(*told: Any) -> list[str]:
    """The words in braces of what a fix is told: names of words, and paths; `${NAME}` is none."""
    found: list[str] = []
    for one in told:
        inner = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        found += re.findall(r"(?<!\$)\{([\w.*\[\]]+)\}", one) if isinstance(one, str) else words(*inner)
    return sorted(set(found))


def _changes(fix: FixPlan, clause: Clause) -> Iterator[tuple[str, Any]]:
    """The paths that a fix needs, and the value that it puts there, or UNSET."""
    missing = clause.assert_.requires if isinstance(clause.assert_, Condition) else UNSET
    if isinstance(fix.set, dict):
        yield from fix.set.items()
    elif fix.set is not UNSET:
        yield from ((f".{key}", fix.set) for key in (missing if isinstance(missing, list) else ()))
    yield from ((path, UNSET) for path in _list(fix.move))
    if (
        isinstance(fix.remove, list) and fix.move is UNSET and not clause.foreign
    ):  # what moves is where it does not belong
        yield from ((path, UNSET) for path in fix.remove)


def _list(told: object) -> list[str]:
    """The targets of a move."""
    return list(told.values()) if isinstance(told, dict) else [told] if isinstance(told, str) else []


def _at(path: str, selector: str, rule: Rule) -> list[Plan]:
    """All plans at a path of a fix; one with a leading dot starts at the selected value."""
    steps = parse(selector + path if path.startswith(".") else path)
    return [step for root in _roots(rule) for step in _descend(root, steps)]


def _roots(rule: Rule) -> list[Plan]:
    types: list[Any] = [ClientSecretRequest]
    types += [TranslationRequest] if Kind.TRANSLATION in rule.kinds else []
    types += [ClientSecretResponse] if Kind.RESPONSE in rule.kinds else []
    return [plan(type_) for type_ in types]


def _descend(start: Plan, steps: tuple[str, ...]) -> list[Plan]:
    """All plans that a path may lead to: an object of several kinds has the fields of each."""
    found = [start]
    for step in steps:
        below: list[Plan] = []
        for one in found:
            if step == "*" and one.item:
                below.append(one.item)
            below += [each.fields[step][0] for each in one.objects if step in each.fields]
            below += [Plan(types={"string"}, literals=_tags(one)) for each in one.objects if each.tag_field == step]
            if one.values:
                below.append(one.values)
            if "any" in one.types:
                below.append(one)
        found = below
    return found


def _tags(one: Plan) -> tuple[object, ...]:
    return tuple(each.tag for each in one.objects)


def _condition(condition: Condition, found: list[Plan], path: str, pack: Pack, *, wanted: bool = True) -> Iterator[str]:
    """The misfits of one condition; `wanted` is false below a `not`, where values may be ones that never fit."""
    anything = not found or any("any" in one.types for one in found)
    groups = (
        (_NUMBER_WORDS, any(one.types & {"number", "integer"} for one in found), "a number"),
        (_TEXT_WORDS, any("string" in one.types for one in found), "a text"),
        (_LIST_WORDS, any(one.item for one in found), "a list"),
        (_OBJECT_WORDS, any(one.objects or one.values for one in found), "a mapping"),
    )
    for words, fits, kind in groups:
        for word in words if not (fits or anything) else ():
            if getattr(condition, word) is not UNSET:
                yield f"{word} speaks of {kind}, which {path} cannot be"
    for value in _values(condition) if wanted and not anything else ():
        if not any(suits(one, value) for one in found):
            yield f"{path} can never be {show(value)}"
    yield from _parts(condition, found, path, pack, wanted=wanted)


def _values(condition: Condition) -> Iterator[object]:
    if condition.const is not UNSET:
        yield condition.const
    yield from condition.enum if isinstance(condition.enum, list) else ()


def _parts(condition: Condition, found: list[Plan], path: str, pack: Pack, *, wanted: bool) -> Iterator[str]:
    if condition.pattern is not UNSET and (why := superlinear(condition.pattern)):
        yield f"the pattern {condition.pattern} {why}"
    if isinstance(condition.multiple_of, float) and condition.multiple_of <= 0:
        yield f"nothing is a multiple of {condition.multiple_of:g}"
    if condition.lookup is not UNSET:
        yield from _lookup(condition.lookup, pack)
    for key, inner in condition.fields.items() if isinstance(condition.fields, dict) else ():
        below = [step for one in found for step in _descend(one, parse(key))]
        if found and not below:
            yield f"no struct has the path {path}.{key}"
        yield from _condition(inner, below, f"{path}.{key}", pack, wanted=wanted)
    if isinstance(condition.each, Condition):
        items = [one.item for one in found if one.item]
        yield from _condition(condition.each, items, f"{path}[*]", pack, wanted=wanted)
    if isinstance(condition.not_, Condition):
        yield from _condition(condition.not_, found, path, pack, wanted=False)
    for inner in condition.any if isinstance(condition.any, list) else ():
        yield from _condition(inner, found, path, pack, wanted=wanted)


def _lookup(lookup: Lookup, pack: Pack) -> Iterator[str]:
    tables: Any = pack.lookup()
    if lookup.table not in tables:
        yield f"there is no table {lookup.table}; there are {', '.join(sorted(pack.tables))}"
        return
    for column in lookup.where:
        if column not in tables.columns(lookup.table):
            yield f"the table {lookup.table} has no column {column}"
