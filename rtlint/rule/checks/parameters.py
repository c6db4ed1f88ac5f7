"""The check of what a function takes: its parameters are a JSON Schema, which the API passes on to the model unread."""

from collections.abc import Iterator

from rtlint.rule.blame import KEY, VALUE, Blame, listed, show
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.text.nearest import suggest
from rtlint.text.scalar import Placeholder
from rtlint.text.spot import Path

_ARTICLES = {"integer": "an integer", "string": "a text"}

_WORDS = {
    "str": "string", "text": "string", "date": "string", "int": "integer", "float": "number", "double": "number",
    "bool": "boolean", "list": "array", "dict": "object", "map": "object", "mapping": "object", "none": "null",
}  # fmt: skip  # a table
"""What other languages call the types of JSON Schema."""

_ELSEWHERE = ("$ref", "allOf", "anyOf", "oneOf", "patternProperties", "if")
"""Keywords by which a schema may get its type and properties from another."""

_HOLDERS = ("properties", "$defs", "definitions")
"""Keywords that hold schemas by name."""

_MANY = 100
"""Properties among which a misspelt name is looked for: no function has so many, and each name costs time."""


def parameters(value: object, path: Path, _case: Case) -> Iterator[Blame]:
    """What is wrong with the schema of a function's arguments."""
    if not isinstance(value, dict) or not value:
        return
    from rtlint.api.json_schema import Schema  # most sessions have no tools

    yield from _top(value, path)
    yield from _undeclared(value, path)
    if not shape.fits(value, Schema):
        yield from (_misfit(fault) for fault in shape.faults(value, Schema, path) if fault.kind != shape.FRACTION)


def _top(value: dict[object, object], path: Path) -> Iterator[Blame]:
    """The arguments of a function are an object."""
    given = value.get("type")
    if "type" not in value and not any(key in value for key in _ELSEWHERE):
        yield Blame(path, KEY, "untyped", {})
    elif given in ("string", "number", "integer", "boolean", "array", "null") and type(given) is not Placeholder:
        yield Blame((*path, "type"), VALUE, "top", {})


def _undeclared(value: object, path: Path) -> Iterator[Blame]:
    """Required names that no property has; where alternatives share the properties, nothing is known."""
    stack = [(value, path)]
    while stack:
        schema, where = stack.pop()
        if not isinstance(schema, dict):
            continue
        declared, wanted = schema.get("properties"), schema.get("required")
        if isinstance(declared, dict) and isinstance(wanted, list) and not any(key in schema for key in _ELSEWHERE):
            yield from _unheard(declared, wanted, where)
        for keyword in _HOLDERS:
            held = schema.get(keyword)
            stack += [(one, (*where, keyword, name)) for name, one in held.items()] if isinstance(held, dict) else []
        if "items" in schema:
            stack.append((schema["items"], (*where, "items")))


def _unheard(declared: dict[object, object], wanted: list[object], path: Path) -> Iterator[Blame]:
    names = [name for name in declared if isinstance(name, str)]
    if any(type(name) is Placeholder for name in names):
        return
    for index, name in enumerate(wanted):
        if isinstance(name, str) and type(name) is not Placeholder and name not in declared:
            hint = suggest(name, names, before="; ") if len(names) <= _MANY else ""
            yield Blame((*path, "required", index), VALUE, "undeclared", {"name": show(name), "hint": hint})


def _misfit(fault: shape.Fault) -> Blame:
    path, value = fault.spot.path, fault.value
    if path[-1] == "required" and isinstance(value, bool):
        return Blame(path, VALUE, "flag", {})
    if value is None and "null" in fault.choices:
        return Blame(path, VALUE, "null", {})
    if fault.choices:
        word = _WORDS.get(str(value).lower(), "")
        hint = f"; did you mean {word}?" if word else suggest(str(value), map(str, fault.choices), before="; ")
        return Blame(path, VALUE, "type", {"types": listed([str(one) for one in fault.choices]), "hint": hint})
    words = {"types": listed([_ARTICLES.get(one, f"a {one}") for one in fault.types])}
    return Blame(path, VALUE, "misfit", words)


CHECKS = {"parameters": parameters}
