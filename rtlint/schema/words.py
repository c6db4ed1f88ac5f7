"""The words of a rule's condition as JSON Schema, for those that a schema can say."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.rule.case import parse
from rtlint.rule.condition import build, holds
from rtlint.rule.model import Condition, Lookup
from rtlint.rule.tables import Row
from rtlint.schema.structs import PLACEHOLDER, Json, joined, ref

Tables = Mapping[str, Mapping[str, Row]]

UNSAYABLE = {
    "check": "a check is Python; those of the structure are said by the structs",
    "compare": "a schema sees one value at a time",
    "in_values_of": "as compare: what stands elsewhere is out of sight",
    "unique_by": "a schema compares whole items only",
    "past": "a schema knows no date",
    "format": "an editor need not judge a format, so only those that a pattern can tell are said",
    "multipleOf": "validators count fractions of fractions differently; whole numbers are said",
    "pattern": "what only Python's expressions know, or only JavaScript's refuse",
    "lookup": "a table with families of names, by which a row depends on all others",
    "clause": "a clause for some days or kinds only, or with a word that came later than this table",
    "root": "what is true of a session in a request alone is not true of a bare one, and the two share a schema",
    "star": "a condition of `when` beside a list would have to speak of the same item",
}
"""What is left out, by kind of word, and why. A clause that needs one of these is left out whole."""


class Unsayable(Exception):
    """A word that a schema cannot say: a key of UNSAYABLE."""


_FORMATS = {
    "uri": r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$",
    "http-url": r"^[Hh][Tt][Tt][Pp][Ss]?://[^/?\s]*[^/?@\s](?:[/?]\S*)?$",
}
_FOREIGN = re.compile(r"\(\?(?!:|=|!)|[*+?}]\+|\\(?![dDwWsSbBnrtfv.*+?^${}()|\[\]\\/-])")
_NUMBERS = {"minimum", "maximum", "multiple_of"}
_ABOUT_OTHERS = _NUMBERS | {
    "min_items", "max_items", "unique_items", "requires", "excludes", "exactly_one_of", "at_most_one_of", "any_of",
    "only", "fields", "each", "present",
}  # fmt: skip  # a table


def said(condition: Condition, tables: Tables) -> Any:
    """A condition as a schema of a value that is known; False for one that nothing meets. Unsayable for others."""
    parts = []
    for field in msgspec.structs.fields(Condition):
        given = getattr(condition, field.name)
        if given is not UNSET:
            word = field.encode_name
            make = _WORDS.get(field.name)
            if make is None:
                raise Unsayable(word)
            parts.append(make(given, tables))
    return joined(parts)


def guarded(condition: Condition, tables: Tables) -> Any:
    """A condition as a schema of a value that may still be a placeholder, of which no rule speaks."""
    schema = said(condition, tables)
    if _takes_texts(condition):
        return schema
    alternatives = schema["anyOf"] if schema and schema.keys() == {"anyOf"} else [schema] if schema else []
    return {"anyOf": [*alternatives, ref(PLACEHOLDER)]}


def known(condition: Condition, tables: Tables) -> Any:
    """A condition of `when` as a schema: a placeholder does not meet it."""
    schema = said(condition, tables)
    return schema if _refuses_texts(condition) else joined([schema, {"not": ref(PLACEHOLDER)}])


def nested(steps: tuple[str, ...], schema: Any) -> Any:
    """A schema of what stands at a path below, if anything does; `*` is any item of a list."""
    for step in reversed(steps):
        schema = {"items": schema} if step == "*" else {"properties": {step: schema}}
    return schema


def reached(steps: tuple[str, ...], schema: Any) -> Any:
    """A schema that holds where something stands at a path below and meets another."""
    for step in reversed(steps):
        below = {"properties": {step: schema}} if schema else {}
        schema = {"type": "object", "required": [step], **below}
    return schema


def _takes_texts(condition: Condition) -> bool:
    """Whether a condition surely holds for any text with a placeholder in it."""
    if condition.present is False:
        return False
    return all(
        field.name in _ABOUT_OTHERS or _takes(field.name, given)
        for field in msgspec.structs.fields(Condition)
        if (given := getattr(condition, field.name)) is not UNSET
    )


def _takes(word: str, given: Any) -> bool:
    if word == "type":
        return "string" in ([given] if isinstance(given, str) else given)
    if word == "not_":
        return _refuses_texts(given)
    return word == "any" and any(map(_takes_texts, given))


def _refuses_texts(condition: Condition) -> bool:
    """Whether no text with a placeholder in it can meet a condition."""
    if condition.type is not UNSET and not _takes("type", condition.type):
        return True
    wanted = [condition.const] if condition.const is not UNSET else condition.enum
    if isinstance(wanted, list):
        return not any(isinstance(one, str) and "${" in one for one in wanted)
    return isinstance(condition.any, list) and all(map(_refuses_texts, condition.any))


def _plain(word: str) -> Callable[[Any, Tables], Json]:
    return lambda given, tables: {word: _number(given)}


def _number(given: Any) -> Any:
    return int(given) if isinstance(given, float) and given.is_integer() and abs(given) < 1e15 else given


def _multiple(unit: float, tables: Tables) -> Json:
    if not float(unit).is_integer():
        raise Unsayable("multipleOf")
    return {"multipleOf": int(unit)}


def _pattern(pattern: str, tables: Tables) -> Json:
    if _FOREIGN.search(pattern):
        raise Unsayable("pattern")
    return {"pattern": pattern}


def _format(name: str, tables: Tables) -> Json:
    if name not in _FORMATS:
        raise Unsayable("format")
    return {"pattern": _FORMATS[name]}


def _unique(wanted: bool, tables: Tables) -> Json:
    # Two placeholders of one name may not be twice the same value once they are filled in by hand.
    return {"if": {"not": {"contains": ref(PLACEHOLDER)}}, "then": {"uniqueItems": True}} if wanted else {}


def _excludes(keys: list[str], tables: Tables) -> Json:
    return {"properties": dict.fromkeys(keys, False)}


def _only(keys: list[str], tables: Tables) -> Json:
    return {"properties": dict.fromkeys(keys, True), "additionalProperties": False}


def _any_of(keys: list[str], tables: Tables) -> Json:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _at_most_one(keys: list[str], tables: Tables) -> Json:
    """Each key forbids those that come after it, so that an editor points at the second one."""
    pairs = [(key, keys[place + 1 :]) for place, key in enumerate(keys[:-1])]
    forbidden = [{"if": reached((key,), {}), "then": _excludes(rest, tables)} for key, rest in pairs]
    return {"allOf": forbidden} if forbidden else {}


def _exactly_one(keys: list[str], tables: Tables) -> Json:
    return _any_of(keys, tables) | _at_most_one(keys, tables)


def _fields(given: dict[str, Condition], tables: Tables) -> Any:
    return joined(nested(parse(path), guarded(one, tables)) for path, one in given.items())


def _each(given: Condition, tables: Tables) -> Json:
    return {"items": guarded(given, tables)}


def _not(given: Condition, tables: Tables) -> Json:
    return {"not": said(given, tables)}


def _any(given: list[Condition], tables: Tables) -> Json:
    """One of several. "Not this, or that" becomes "if this, then that", whose message speaks of that alone."""
    unless = [one.not_ for one in given if isinstance(one.not_, Condition) and one == Condition(not_=one.not_)]
    rest = [said(one, tables) for one in given if one not in [Condition(not_=inner) for inner in unless]]
    then = rest[0] if len(rest) == 1 else {"anyOf": rest} if rest else False
    return {"if": joined(said(one, tables) for one in unless), "then": then} if unless else {"anyOf": rest}


def _lookup(given: Lookup, tables: Tables) -> Json:
    rows = tables[given.table]
    if any("*" in name for name in rows) or any(one.past is not UNSET for one in given.where.values()):
        raise Unsayable("lookup")
    return {"enum": [name for name, row in rows.items() if fits(row, given.where)]}


def fits(row: Row, where: Mapping[str, Condition]) -> bool:
    """Whether a row's columns meet their conditions, none of which may ask for the date or for other tables."""
    nobody: Any = None
    return all(column in row and holds(build(one), row[column], nobody) for column, one in where.items())


_WORDS: dict[str, Callable[[Any, Tables], Any]] = {
    "const": _plain("const"),
    "enum": _plain("enum"),
    "type": _plain("type"),
    "minimum": _plain("minimum"),
    "maximum": _plain("maximum"),
    "multiple_of": _multiple,
    "min_length": _plain("minLength"),
    "max_length": _plain("maxLength"),
    "pattern": _pattern,
    "format": _format,
    "min_items": _plain("minItems"),
    "max_items": _plain("maxItems"),
    "unique_items": _unique,
    "present": lambda given, tables: {} if given else False,
    "requires": _plain("required"),
    "excludes": _excludes,
    "exactly_one_of": _exactly_one,
    "at_most_one_of": _at_most_one,
    "any_of": _any_of,
    "only": _only,
    "fields": _fields,
    "each": _each,
    "lookup": _lookup,
    "not_": _not,
    "any": _any,
}
