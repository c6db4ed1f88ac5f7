"""Which rules a schema says, and where: each clause at the field that it looks at, or from the root down."""

from collections.abc import Iterator
from typing import Any, cast

import msgspec
from msgspec import UNSET

from rtlint.finding import Severity
from rtlint.rule.case import parse
from rtlint.rule.condition import build, holds
from rtlint.rule.model import Clause, Condition, Rule
from rtlint.schema.places import Places, Steps, bare
from rtlint.schema.structs import PLACEHOLDER, Site, joined, ref, word_of
from rtlint.schema.words import Tables, Unsayable, guarded, known, nested, reached, said
from rtlint.session.kinds import Kind
from rtlint.session.shape import Plan

FAMILIES = ("shape", "value", "relation")
OF_STRUCTS = ("unknown-key", "wrong-type", "scalar-for-object", "enumeration")
"""The checks that the structs say: errors of the structure."""

SESSION: Steps = ("session",)
_UNDERSTOOD = {"select", "when", "assert_", "check", "message", "severity", "foreign", "placeholders", "fix"}
"""What a clause may say for a schema to say it too: what somebody adds one day, a schema cannot know."""


class Words(msgspec.Struct):
    """What rules say: of fields, of the session as a whole, and of the request as a whole."""

    fields: dict[Site, list[Any]] = {}
    session: list[Any] = []
    request: list[Any] = []


def selects(rule: Rule, clause: Clause) -> list[Steps]:
    """The paths that a clause looks at."""
    return [parse(one.strip()) for one in (clause.select or rule.select).split("|")]


def binding(rule: Rule) -> Iterator[Clause]:
    """The clauses of a rule that a schema may hold anybody to: errors, on by default, true for every target."""
    general = rule.enabled and rule.family in FAMILIES and len(rule.targets) == 2
    for clause in rule.clauses if general and Kind.REQUEST in rule.kinds else []:
        if (rule.severity if clause.severity is UNSET else clause.severity) is Severity.ERROR:
            yield clause


def spoken(rules: list[Rule], tables: Tables, places: Places) -> Words:
    """All that a schema can say of a pack."""
    words = Words()
    for rule in rules:
        for clause in binding(rule):
            try:
                _add(rule, clause, tables, places, words)
            except Unsayable:
                continue
    return words


def sayable(rule: Rule, clause: Clause, tables: Tables, places: Places) -> bool:
    """Whether a schema says all of a clause."""
    try:
        _add(rule, clause, tables, places, Words())
    except Unsayable:
        return False
    return True


def _add(rule: Rule, clause: Clause, tables: Tables, places: Places, words: Words) -> None:
    if clause.check and clause.check not in OF_STRUCTS:
        raise Unsayable("check")
    if any(_is_narrowed(clause, field) for field in msgspec.structs.fields(Clause) if field.name not in _UNDERSTOOD):
        raise Unsayable("clause")
    paths = selects(rule, clause)
    if clause.assert_ is UNSET:
        return
    for path in paths:
        of_session = [one[:1] == SESSION for one in (path, *map(parse, _away(clause)))]
        if not path or (any(of_session) and not (all(of_session) and Kind.SESSION in rule.kinds)):
            raise Unsayable("root")
        _place(path, paths, clause, clause.assert_, tables, places, words)


def _is_narrowed(clause: Clause, field: msgspec.structs.FieldInfo) -> bool:
    given = getattr(clause, field.name)
    general = field.name == "kinds" and {Kind.REQUEST, Kind.SESSION} <= set(given)
    return not general and given != field.default


def _place(
    path: Steps, paths: list[Steps], clause: Clause, asked: Condition, tables: Tables, places: Places, words: Words
) -> None:
    """Add what a clause asks of one path at the best place for it."""
    sites = places.sites(path)
    unsaid = _unsaid(asked, path, sites, places)
    if unsaid is None or _is_closed(path, sites, places):
        return
    schema = _conditional(clause, unsaid, tables)
    everywhere = {bare(one) for one in paths}
    if path != SESSION and sites and not _away(clause) and all(places.paths(site) <= everywhere for site in sites):
        for site in sites:
            words.fields.setdefault(site, []).append(nested(path[len(bare(path)) :], schema))
        return
    whole = words.session if path[:1] == SESSION else words.request
    whole.append(_under(clause, tables, path, schema))


def _away(clause: Clause) -> list[str]:
    """The paths of `when` that do not start at the selected value."""
    return [one for one in clause.when if not one.startswith(".")]


def _conditional(clause: Clause, asked: Condition, tables: Tables) -> Any:
    """What a clause asks of the value that it selects, under the conditions on that value itself."""
    seen = clause.placeholders or asked == Condition(present=asked.present)
    schema = said(asked, tables) if seen else guarded(asked, tables)
    near = {one: condition for one, condition in clause.when.items() if one.startswith(".")}
    if not near:
        return schema
    return {"if": joined(_met(parse(one), condition, tables) for one, condition in near.items()), "then": schema}


def _under(clause: Clause, tables: Tables, path: Steps, schema: Any) -> Any:
    """A schema of the session or request, under the conditions on other places of it."""
    cut, away = int(path[:1] == SESSION), _away(clause)
    if any("*" in parse(one) for one in away):
        raise Unsayable("star")
    body = _hidden(path[cut:], schema)
    if not away:
        return body
    return {"if": joined(_met(parse(one)[cut:], clause.when[one], tables) for one in away), "then": body}


def _hidden(steps: Steps, schema: Any) -> Any:
    """As `nested`, for places far from their own struct: an editor shall not offer keys from here."""
    for step in reversed(steps):
        below = schema if schema is False else {"doNotSuggest": True, **schema}
        schema = nested((step,), schema if step == "*" else below)
    return schema


def _met(steps: Steps, condition: Condition, tables: Tables) -> Any:
    """A condition of `when`: what is absent or hidden by a placeholder meets none, but absence its own."""
    if condition == Condition(present=False):
        hidden = [reached(steps[:depth], ref(PLACEHOLDER)) for depth in range(1, len(steps))]
        return {"not": {"anyOf": [reached(steps, {}), *hidden]} if hidden else reached(steps, {})}
    return reached(steps, {} if condition == Condition(present=True) else known(condition, tables))


def _is_closed(path: Steps, sites: list[Site], places: Places) -> bool:
    """Whether no struct has a path, so that the structs refuse it themselves."""
    owners = [objects for objects, paths in places.of.items() if path[:-1] in paths]
    return not sites and not places.tags(path) and bool(path[:-1]) and bool(owners)


def _unsaid(asked: Condition, path: Steps, sites: list[Site], places: Places) -> Condition | None:
    """What the structs do not say already; None when they say all."""
    depth = len(path) - len(bare(path))
    plans = [_item(places.plan(site), depth) for site in sites]
    if tags := places.tags(path):
        plans = [Plan({"string"}, tuple(tags))]
    for word in _SHALLOW if plans else ():
        alone = Condition(**{word: getattr(asked, word)})
        if all(_is_said(alone, one, null=not tags) for one in plans):
            asked = msgspec.structs.replace(asked, **{word: UNSET})
    if isinstance(asked.fields, dict):
        kept = {key: one for key, one in asked.fields.items() if _unsaid(one, (*path, key), [], places)}
        asked = msgspec.structs.replace(asked, fields=kept or UNSET)
    return None if asked == Condition() else asked


def _item(one: Plan, depth: int) -> Plan:
    for _ in range(depth):
        one = one.item or Plan()
    return one


_SHALLOW = ("const", "enum", "type", "not_", "any")
_SAMPLES: dict[str, list[object]] = {"string": [""], "integer": [0], "number": [0, 0.5], "boolean": [True, False]}


def _is_said(asked: Condition, one: Plan, *, null: bool) -> bool:
    """Whether a condition on the value itself, not on what it holds, is met by all that the structs take."""
    words = _words(asked)
    free = one.types - {"null", *map(word_of, one.literals)}
    countless = free & {"string", "integer", "number", "any"}
    if not words <= set(_SHALLOW) or "any" in free or (countless and words & {"const", "enum"}):
        return False
    values: list[object] = [*one.literals, *(value for word in sorted(free) for value in _SAMPLES[word])]
    values += [None] * null + [{}] * bool(one.objects or one.values) + [[]] * bool(one.item)
    test, nobody = build(asked), cast("Any", None)
    return all(holds(test, value, nobody) for value in values)


def _words(asked: Condition) -> set[str]:
    """All words of a condition and of those within."""
    given = {name: value for name in asked.__struct_fields__ if (value := getattr(asked, name)) is not UNSET}
    inner = [one for value in given.values() for one in (value if isinstance(value, list) else [value])]
    return set(given).union(*(_words(one) for one in inner if isinstance(one, Condition)))
