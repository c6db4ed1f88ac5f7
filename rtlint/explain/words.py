"""What a condition of a rule asks for, in words: one phrase for each word of the rule file."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.rule.blame import choice, listed, show
from rtlint.rule.model import Condition

_TYPES = {
    "string": "a text", "number": "a number", "integer": "an integer", "boolean": "true or false", "array": "a list",
    "object": "a mapping", "null": "null",
}  # fmt: skip  # a table


def wants(condition: Condition) -> str:
    """What a condition asks for, as what may follow `has to be`: `"mcp"`, `at least 0.25 and at most 1.5`."""
    phrases = [_PHRASES[name](given) for name, given in _given(condition)]
    return " and ".join(phrases) or "anything"


def _given(condition: Condition) -> Iterator[tuple[str, Any]]:
    for field in msgspec.structs.fields(Condition):
        if (given := getattr(condition, field.name)) is not UNSET:
            yield field.name, given


def _types(names: Any) -> str:
    return listed([_TYPES[name] for name in ([names] if isinstance(names, str) else names)])


def _fields(conditions: dict[str, Condition]) -> str:
    return "a mapping " + " and ".join(f"whose {name} is {wants(condition)}" for name, condition in conditions.items())


def _lookup(lookup: Any) -> str:
    where = " and ".join(f"whose {column} is {wants(condition)}" for column, condition in lookup.where.items())
    return f"one of the table {lookup.table}" + (f" {where}" if where else "")


def _number(limit: float) -> str:
    return f"{limit:g}"


_PHRASES: dict[str, Callable[[Any], str]] = {
    "const": show,
    "enum": choice,
    "type": _types,
    "minimum": lambda limit: f"at least {_number(limit)}",
    "maximum": lambda limit: f"at most {_number(limit)}",
    "multiple_of": lambda unit: f"a multiple of {_number(unit)}",
    "min_length": lambda limit: f"at least {limit} characters long",
    "max_length": lambda limit: f"at most {limit} characters long",
    "pattern": lambda pattern: f"like {pattern}",
    "format": lambda name: f"of the format {name}",
    "min_items": lambda limit: f"at least {limit} items long",
    "max_items": lambda limit: f"at most {limit} items long",
    "unique_items": lambda wanted: "a list without repetition" if wanted else "any list",
    "present": lambda wanted: "given" if wanted else "absent",
    "requires": lambda keys: f"a mapping with {' and '.join(keys)}",
    "excludes": lambda keys: f"a mapping without {listed(keys)}",
    "exactly_one_of": lambda keys: f"a mapping with exactly one of {', '.join(keys)}",
    "at_most_one_of": lambda keys: f"a mapping with at most one of {', '.join(keys)}",
    "any_of": lambda keys: f"a mapping with one of {', '.join(keys)}",
    "only": lambda keys: f"a mapping with no keys but {', '.join(keys)}",
    "unique_by": lambda key: f"a list in which no {key} stands twice",
    "fields": _fields,
    "each": lambda condition: f"a list of which each is {wants(condition)}",
    "in_values_of": lambda selector: f"one of the values at {selector}",
    "compare": lambda compare: f"{compare.op} the value at {compare.to}",
    "lookup": _lookup,
    "past": lambda wanted: "a day that has come" if wanted else "a day still to come",
    "not_": lambda condition: f"anything but {wants(condition)}",
    "any": lambda conditions: " or ".join(map(wants, conditions)),
}
