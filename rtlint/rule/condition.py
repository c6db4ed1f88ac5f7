"""What a condition means: its words, each a test of its own, and what they say where one is not met."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.rule.blame import Blame, choice, listed, show, show_at
from rtlint.rule.case import ABSENT, Case, follow, parse
from rtlint.rule.leaves import LEAVES, Met, Test, at, number, same
from rtlint.rule.model import Compare, Condition, Lookup, Part
from rtlint.text.nearest import alike, suggest
from rtlint.text.scalar import Placeholder, is_number
from rtlint.text.spot import Path

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
    return Test(_all([test.met for test in tests]), partial(_blames_of, tests))


def _all(mets: list[Met]) -> Met:
    if len(mets) == 1:
        return mets[0]
    if len(mets) == 2:
        first, second = mets
        return lambda value, case: first(value, case) and second(value, case)
    return lambda value, case: all(met(value, case) for met in mets)


def _blames_of(tests: list[Test], value: object, path: Path, case: Case) -> Sequence[Blame]:
    return [blame for test in tests if not test.met(value, case) for blame in test.blames(value, path, case)]


def of_value(condition: Condition) -> bool:
    """Whether the value alone tells if it meets a condition, whatever else a document holds and whatever the day."""
    asked = (condition.compare, condition.in_values_of, condition.past)
    where = [] if condition.lookup is UNSET else list(condition.lookup.where.values())
    return all(one is UNSET for one in asked) and all(map(of_value, [*conditions_in(condition), *where]))


_OF_KEYS = frozenset(("requires", "excludes", "only", "exactly_one_of", "at_most_one_of", "any_of"))


def of_shape(condition: Condition, value: dict[object, object]) -> bool:
    """Whether the keys of a mapping, and its `type`, tell if it meets a condition."""
    return all(
        name in _OF_KEYS or (name == "fields" and all(_of_type(field, one, value) for field, one in given.items()))
        for name, given in _words(condition)
    )


def _of_type(field: str, condition: Condition, value: dict[object, object]) -> bool:
    return (field == "type" and of_value(condition)) or field.partition(".")[0] not in value


def holds(test: Test, value: object, case: Case) -> bool:
    """Whether a condition is known to be met; a placeholder meets nothing but `present`."""
    return test.met(value, case)


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
        return number(given)
    return given if isinstance(given, str) and name != "const" else show(given)


def _fields(fields: dict[str, Condition]) -> Test:
    tests = [(parse(selector), build(condition)) for selector, condition in fields.items()]

    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        inner = ((steps, follow(value, steps), one) for steps, one in tests)
        return [
            blame
            for steps, item, one in inner
            if _is_known(item) and not one.met(item, case)
            for blame in one.blames(item, (*path, *steps), case)
        ]

    return Test(_all([_field_met(steps, one.met) for steps, one in tests]), blames)


def _field_met(steps: Path, met: Met) -> Met:
    if len(steps) > 1:
        return lambda value, case: not _is_known(item := follow(value, steps)) or met(item, case)
    key = steps[0]

    def field_met(value: object, case: Case) -> bool:
        item = value.get(key, ABSENT) if isinstance(value, dict) else ABSENT
        return item is ABSENT or type(item) is Placeholder or met(item, case)

    return field_met


def _is_known(value: object) -> bool:
    return value is not ABSENT and type(value) is not Placeholder


def _each(condition: Condition) -> Test:
    one = build(condition)

    def met(value: object, case: Case) -> bool:
        return not isinstance(value, list) or all(type(item) is Placeholder or one.met(item, case) for item in value)

    def blames(value: list[object], path: Path, case: Case) -> Sequence[Blame]:
        wrong = (
            (index, item)
            for index, item in enumerate(value)
            if type(item) is not Placeholder and not one.met(item, case)
        )
        return [blame for index, item in wrong for blame in one.blames(item, (*path, index), case)]

    return Test(met, blames)


def _in_values_of(selector: str) -> Test:
    def met(value: object, case: Case) -> bool:
        return any(type(other) is Placeholder or same(value, other) for _path, other in case.find(selector))

    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        names = [str(other) for _path, other in case.find(selector)]
        return at(path, "in_values_of", source=selector, hint=lambda: suggest(str(value), names, before="; "))

    return Test(met, blames)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "==": same, "!=": lambda a, b: not same(a, b),
}  # fmt: skip  # a table


def _compare(compare: Compare) -> Test:
    operator, of_all = _OPERATORS[compare.op], compare.op in ("==", "!=")

    def met(value: object, case: Case) -> bool:
        other = case.get(case.path(compare.to))
        comparable = of_all or (is_number(value) and is_number(other))
        return not _is_known(other) or not comparable or operator(value, other)

    def blames(_value: object, path: Path, case: Case) -> Sequence[Blame]:
        place = case.path(compare.to)
        return at(path, "compare", op=compare.op, other=show_at(place, case.get(place)), to=compare.to)

    return Test(met, blames)


def _lookup(lookup: Lookup) -> Test:
    columns = [(column, build(condition).met) for column, condition in lookup.where.items()]
    table = lookup.table

    def met(value: object, case: Case) -> bool:
        row = case.tables.row(table, value)
        if row is None:
            return False
        for column, one in columns:  # noqa: SIM110  # as in _any
            if column not in row or not one(row[column], case):
                return False
        return True

    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        names = partial(case.tables.names, table)
        return at(
            path,
            "lookup",
            names=lambda: listed(names()),
            hint=lambda: _hint(value, names()),
            alike=lambda: alike(str(value), names()),
        )

    return Test(met, blames)


def _hint(value: object, names: list[str]) -> str:
    return suggest(value, names, before="; ") if isinstance(value, str) and value not in names else ""


def _not(condition: Condition) -> Test:
    inner = build(condition).met
    return Test(lambda value, case: not inner(value, case), lambda value, path, case: at(path, "not"))


def _any(conditions: list[Condition]) -> Test:
    """One condition of several; where none holds, the message may use the words of the last one."""
    tests = [build(condition) for condition in conditions]
    mets = [test.met for test in tests]

    def met(value: object, case: Case) -> bool:
        for one in mets:  # noqa: SIM110  # a generator costs more than most conditions do
            if one(value, case):
                return True
        return False

    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        last = tests[-1].blames(value, path, case) if tests else ()
        return at(path, "any", **(last[-1].words if last else {}))

    return Test(met, blames)


_VERBS: dict[str, Callable[[Any], Test]] = {
    **LEAVES,
    "fields": _fields,
    "each": _each,
    "in_values_of": _in_values_of,
    "compare": _compare,
    "lookup": _lookup,
    "not": _not,
    "any": _any,
}
_NAMES = [field.encode_name for field in msgspec.structs.fields(Condition)]
