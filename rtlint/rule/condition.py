"""What the words of a condition mean: each becomes a function that blames the spots where it does not hold.

A word about one JSON type says nothing of values of another, as in JSON Schema; structure has rules of its own.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence, Sized
from functools import partial
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.rule.blame import KEY, VALUE, Blame, Word, choice, listed, show, show_at
from rtlint.rule.case import ABSENT, Case, follow, parse
from rtlint.rule.model import Compare, Condition, Lookup, Part
from rtlint.rule.text_formats import FORMATS
from rtlint.text.nearest import alike, suggest
from rtlint.text.scalar import is_number
from rtlint.text.spot import Path
from rtlint.text.tree import Placeholder

Test = Callable[[object, Path, Case], Sequence[Blame]]
"""Blames of a value at a path; empty when the condition holds."""

FINE: Sequence[Blame] = ()

_FIRST = "it stands here first"

DEFAULT_MESSAGES = {
    "const": "{key} is {value}; it has to be {const}",
    "enum": "{key} is {value}; it takes {enum}",
    "type": "{key} is {value}; it takes {type}",
    "minimum": "{key} is {value}; the least is {minimum}",
    "maximum": "{key} is {value}; the most is {maximum}",
    "multipleOf": "{key} is {value}; it takes multiples of {multipleOf}",
    "minLength": "{key} has {length} characters; it needs at least {minLength}",
    "maxLength": "{key} has {length} characters; it takes at most {maxLength}",
    "pattern": "{key} is {value}; it has to match {pattern}",
    "format": "{key} is {value}, which is no {format}",
    "minItems": "{key} has {length} items; it needs at least {minItems}",
    "maxItems": "{key} has {length} items; it takes at most {maxItems}",
    "uniqueItems": "{key} holds {item} twice",
    "present": "{key} does not belong here",
    "requires": "{missing} is missing",
    "excludes": "{key} does not belong here",
    "exactly_one_of": "exactly one of {keys} is needed, and {given} here",
    "at_most_one_of": "at most one of {keys} may be given, and {given} here",
    "any_of": "one of {keys} is needed",
    "only": "{key} does not belong here; only {keys} do",
    "unique_by": "{key} is {value} a second time",
    "in_values_of": "{key} is {value}, which nothing at {source} is",
    "compare": "{key} is {value}; it has to be {op} {other}",
    "lookup": "{key} is {value}, which does not fit",
    "past": "{key} is {value}",
    "not": "{key} is {value}",
    "any": "{key} is {value}, which does not fit",
}


def build(condition: Condition) -> Test:
    """One test for all words of a condition."""
    tests = [_VERBS[name](given) for name, given in _words(condition)]
    if len(tests) == 1:
        return tests[0]
    return lambda value, path, case: [blame for test in tests for blame in test(value, path, case)]


def holds(test: Test, value: object, case: Case) -> bool:
    """Whether a condition is known to be met; a placeholder meets nothing but `present`."""
    return not test(value, (), case)


def parameters(condition: Condition) -> dict[str, str]:
    """What a condition asks for, as words for its message: `{minimum} to {maximum}`. The outermost wins."""
    words: dict[str, str] = {}
    for name, given in _words(condition):
        inner = _inner(given)
        for one in inner:
            words = parameters(one) | words
        if not inner and not isinstance(given, Part):
            words[name] = _parameter(name, given)
    return words


def _words(condition: Condition) -> Iterator[tuple[str, Any]]:
    """The words of a condition, as files spell them, with what they are told."""
    told = zip(_NAMES, msgspec.structs.astuple(condition), strict=True)
    return ((name, given) for name, given in told if given is not UNSET)


def facts(condition: Condition, value: object, case: Case) -> dict[str, str]:
    """What the tables say of a value that a condition looks up: each column of its row as a word for the message."""
    words: dict[str, str] = {}
    for name in ("not_", "any"):
        for one in _inner(getattr(condition, name)):
            words |= facts(one, value, case)
    row = None if condition.lookup is UNSET else case.tables.row(condition.lookup.table, value)
    return words | {column: fact if isinstance(fact, str) else show(fact) for column, fact in (row or {}).items()}


def conditions_in(condition: Condition) -> list[Condition]:
    """The conditions that stand directly inside another."""
    return [one for name in ("fields", "each", "not_", "any") for one in _inner(getattr(condition, name))]


def _inner(given: object) -> list[Condition]:
    """The conditions that a word of a condition holds."""
    held = list(given.values()) if isinstance(given, dict) else given if isinstance(given, list) else [given]
    return [one for one in held if isinstance(one, Condition)]


def _parameter(name: str, given: object) -> str:
    if name == "enum" and isinstance(given, list):
        return choice(given)
    if isinstance(given, list) and name != "const":
        return listed([str(one) for one in given])
    if isinstance(given, float):
        return _number(given)
    return given if isinstance(given, str) and name != "const" else show(given)


def _number(limit: float) -> str:
    """A number as people write it: 10, not 10.0."""
    return show(int(limit) if limit.is_integer() and abs(limit) < 1e15 else limit)


def _same(value: object, other: object) -> bool:
    return bool(_identity(value) == _identity(other))


def _identity(value: object) -> Any:
    """Something hashable that is equal where JSON's values are: true is not 1, and 1.0 is 1."""
    if isinstance(value, list):
        return ("list", *map(_identity, value))
    if isinstance(value, dict):
        return frozenset((key, _identity(item)) for key, item in value.items())
    return (value,) if isinstance(value, bool) else value


def _at(path: Path, verb: str, **words: Word) -> Sequence[Blame]:
    return (Blame(path, VALUE, verb, words),)


def _const(wanted: object) -> Test:
    words, identity = {"const": show(wanted)}, _identity(wanted)
    return lambda value, path, case: FINE if _identity(value) == identity else _at(path, "const", **words)


def _enum(wanted: list[object]) -> Test:
    known, words = set(map(_identity, wanted)), partial(choice, wanted)
    texts = [one for one in wanted if isinstance(one, str)]
    return lambda value, path, case: (
        FINE if _identity(value) in known else _at(path, "enum", enum=words, alike=partial(alike, str(value), texts))
    )


_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": lambda value: is_number(value) and (isinstance(value, int) or value.is_integer()),  # type: ignore[attr-defined]  # a float
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def _type(wanted: str | list[str]) -> Test:
    names = [wanted] if isinstance(wanted, str) else wanted
    tests = [_TYPES[name] for name in names]
    shown = " or ".join(names)
    return lambda value, path, case: FINE if any(test(value) for test in tests) else _at(path, "type", type=shown)


def _limit(verb: str, within: Callable[[Any, Any], bool]) -> Callable[[float], Test]:
    def make(limit: float) -> Test:
        shown = {verb: _number(float(limit))}
        return lambda value, path, case: (
            FINE if not is_number(value) or within(value, limit) else _at(path, verb, **shown)
        )

    return make


def _is_multiple(value: float, unit: float) -> bool:
    """Whether a number is so many units, as people count: 0.3 is three times 0.1."""
    from fractions import Fraction  # few rules ask

    if isinstance(value, float) and not math.isfinite(value):
        return False
    return Fraction(str(value)) % Fraction(str(unit)) == 0


def _length(verb: str, kind: type[Sized], within: Callable[[int, int], bool]) -> Callable[[int], Test]:
    def make(limit: int) -> Test:
        def test(value: Any, path: Path, case: Case) -> Sequence[Blame]:
            if not isinstance(value, kind) or within(len(value), limit):
                return FINE
            return _at(path, verb, length=str(len(value)), **{verb: str(limit)})

        return test

    return make


def _pattern(pattern: str) -> Test:
    # Not compiled here: few runs meet a value for it, and the re module remembers.
    return lambda value, path, case: (
        FINE if not isinstance(value, str) or re.search(pattern, value) else _at(path, "pattern", pattern=pattern)
    )


def _format(name: str) -> Test:
    check = FORMATS[name]
    return lambda value, path, case: (
        FINE if not isinstance(value, str) or check(value) else _at(path, "format", format=name)
    )


def _unique_items(wanted: bool) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        if not wanted or not isinstance(value, list):
            return FINE
        items = [((*path, index), item) for index, item in enumerate(value) if type(item) is not Placeholder]
        return [
            Blame(again, VALUE, "uniqueItems", {"item": show(item)}, case.second(_FIRST, first))
            for again, item, first in _again(items)
        ]

    return test


def _again(items: list[tuple[Path, object]]) -> Iterator[tuple[Path, object, Path]]:
    """The items that stood there before, with the first place of each."""
    seen: dict[object, Path] = {}
    for path, item in items:
        first = seen.setdefault(_identity(item), path)
        if first != path:
            yield path, item, first


def _present(wanted: bool) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        return FINE if (value is not ABSENT) == wanted else (Blame(path, KEY, "present", {}),)

    return test


def _requires(keys: list[str]) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        missing = [key for key in keys if key not in value] if isinstance(value, dict) else []
        return [Blame((*path, key), KEY, "requires", {"missing": key}) for key in missing]

    return test


def _excludes(keys: list[str]) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        wrong = [key for key in value if key in keys] if isinstance(value, dict) else []
        return [Blame((*path, key), KEY, "excludes", {}) for key in wrong]

    return test


def _only(keys: list[str]) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        wrong = [key for key in value if key not in keys] if isinstance(value, dict) else []
        return [Blame((*path, key), KEY, "only", {"keys": ", ".join(keys)}) for key in wrong]

    return test


def _count(verb: str, allowed: Callable[[int], bool]) -> Callable[[list[str]], Test]:
    """Words that count how many of some keys an object has; they blame the second one, or the whole object."""

    def make(keys: list[str]) -> Test:
        names = " and ".join([", ".join(keys[:-1]), keys[-1]] if len(keys) > 1 else keys)

        def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
            given = [key for key in value if key in keys] if isinstance(value, dict) else None
            if given is None or allowed(len(given)):
                return FINE
            spot = (*path, given[1]) if len(given) > 1 else path
            words = {"keys": names, "given": _given(given)}
            return (Blame(spot, KEY, verb, words),)

        return test

    return make


def _given(keys: list[str]) -> str:
    if not keys:
        return "none is given"
    return " and ".join(keys) + (" are given" if len(keys) > 1 else " is given")


def _unique_by(key: str) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        items = enumerate(value if isinstance(value, list) else [])
        named = [((*path, index, key), item[key]) for index, item in items if isinstance(item, dict) and key in item]
        known = [(place, name) for place, name in named if type(name) is not Placeholder]
        return [
            Blame(again, VALUE, "unique_by", {}, case.second(_FIRST, first)) for again, _name, first in _again(known)
        ]

    return test


def _fields(fields: dict[str, Condition]) -> Test:
    tests = [(parse(selector), build(condition)) for selector, condition in fields.items()]

    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        blames: list[Blame] = []
        for steps, one in tests:
            inner = follow(value, steps)
            if inner is not ABSENT and type(inner) is not Placeholder:
                blames += one(inner, (*path, *steps), case)
        return blames

    return test


def _each(condition: Condition) -> Test:
    one = build(condition)

    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        items = enumerate(value) if isinstance(value, list) else ()
        known = ((index, item) for index, item in items if type(item) is not Placeholder)
        return [blame for index, item in known for blame in one(item, (*path, index), case)]

    return test


def _in_values_of(selector: str) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        known = [other for _path, other in case.find(selector)]
        if any(_same(value, other) or type(other) is Placeholder for other in known):
            return FINE
        names = [str(other) for other in known]
        return _at(path, "in_values_of", source=selector, hint=lambda: suggest(str(value), names, before="; "))

    return test


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": _same, "!=": lambda a, b: not _same(a, b),
}  # fmt: skip  # a table


def _compare(compare: Compare) -> Test:
    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        place = case.path(compare.to)
        other = case.get(place)
        comparable = compare.op in ("==", "!=") or (is_number(value) and is_number(other))
        if other is ABSENT or type(other) is Placeholder or not comparable or _OPERATORS[compare.op](value, other):
            return FINE
        return _at(path, "compare", op=compare.op, other=show_at(place, other), to=compare.to)

    return test


def _lookup(lookup: Lookup) -> Test:
    columns = [(column, build(condition)) for column, condition in lookup.where.items()]

    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        row = case.tables.row(lookup.table, value)
        if row is not None and all(column in row and holds(one, row[column], case) for column, one in columns):
            return FINE
        names = partial(case.tables.names, lookup.table)
        return _at(
            path,
            "lookup",
            names=lambda: listed(names()),
            hint=lambda: _hint(value, names()),
            alike=lambda: alike(str(value), names()),
        )

    return test


def _hint(value: object, names: list[str]) -> str:
    return suggest(value, names, before="; ") if isinstance(value, str) and value not in names else ""


def _past(wanted: bool) -> Test:
    """Whether an ISO 8601 date is on or before the date of the run."""

    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        if not isinstance(value, str):
            return _at(path, "past")
        return FINE if (value <= case.as_of.isoformat()) == wanted else _at(path, "past")

    return test


def _not(condition: Condition) -> Test:
    inner = build(condition)
    return lambda value, path, case: FINE if inner(value, path, case) else _at(path, "not")


def _any(conditions: list[Condition]) -> Test:
    """One condition of several; where none holds, the message may use the words of the last one."""
    tests = [build(condition) for condition in conditions]

    def test(value: object, path: Path, case: Case) -> Sequence[Blame]:
        blames: Sequence[Blame] = FINE
        for one in tests:
            if not (blames := one(value, path, case)):
                return FINE
        return _at(path, "any", **(blames[-1].words if blames else {}))

    return test


_VERBS: dict[str, Callable[[Any], Test]] = {
    "const": _const,
    "enum": _enum,
    "type": _type,
    "minimum": _limit("minimum", lambda value, limit: value >= limit),
    "maximum": _limit("maximum", lambda value, limit: value <= limit),
    "multipleOf": _limit("multipleOf", _is_multiple),
    "minLength": _length("minLength", str, lambda length, limit: length >= limit),
    "maxLength": _length("maxLength", str, lambda length, limit: length <= limit),
    "pattern": _pattern,
    "format": _format,
    "minItems": _length("minItems", list, lambda length, limit: length >= limit),
    "maxItems": _length("maxItems", list, lambda length, limit: length <= limit),
    "uniqueItems": _unique_items,
    "present": _present,
    "requires": _requires,
    "excludes": _excludes,
    "exactly_one_of": _count("exactly_one_of", lambda count: count == 1),
    "at_most_one_of": _count("at_most_one_of", lambda count: count <= 1),
    "any_of": _count("any_of", lambda count: count >= 1),
    "only": _only,
    "unique_by": _unique_by,
    "fields": _fields,
    "each": _each,
    "in_values_of": _in_values_of,
    "compare": _compare,
    "lookup": _lookup,
    "past": _past,
    "not": _not,
    "any": _any,
}
_NAMES = [field.encode_name for field in msgspec.structs.fields(Condition)]
