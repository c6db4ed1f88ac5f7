"""Every structural fault of a value against the API's structs, each at its own spot.

`msgspec.convert` types a good value at C speed but stops at its first error; this walk goes on. A differential test
holds the two of one mind.
"""

from collections.abc import Iterable
from functools import cache, cached_property, reduce
from typing import Any

import msgspec
from msgspec import inspect

from rtlint.gate import ALONE, prepared
from rtlint.text.nearest import misspelt
from rtlint.text.scalar import Placeholder
from rtlint.text.spot import KEY, VALUE, Path, Spot

UNKNOWN, MISSING, TYPE, NULL, ENUM, TAG, NO_TAG, FRACTION = (
    "unknown", "missing", "type", "null", "enum", "tag", "no-tag", "fraction",
)  # fmt: skip  # one line reads as the list that it is


class Fault(msgspec.Struct, frozen=True):
    """One structural fault.

    `kind` is one of the constants above: a key that the object does not have, a required key that is missing, another
    JSON type, a null, a value outside an enumeration, a discriminator outside its values, a missing discriminator, a
    float where an integer stands. `types` are the JSON types that fit, `choices` the values or keys; `owner` names the
    object, `nullable` tells that null would do.
    """

    kind: str
    spot: Spot
    value: object = None
    types: tuple[str, ...] = ()
    choices: tuple[object, ...] = ()
    owner: str = ""
    nullable: bool = False


class Object:
    """A struct as the walk needs it. Fields are read on first use: structs may refer to themselves."""

    def __init__(self, info: inspect.StructType) -> None:
        self.struct: type = info.cls
        self.name = info.cls.__name__
        self.tag_field = info.tag_field
        self.tag = info.tag
        self.closed = info.forbid_unknown_fields
        self._info = info

    @cached_property
    def fields(self) -> "dict[str, tuple[Plan, bool]]":
        """Each field's plan, in order, and whether the field is required."""
        return {field.encode_name: (_planned(field.type), field.required) for field in self._info.fields}


class Plan(msgspec.Struct):
    """What may stand at a place: a union as one flat record."""

    types: set[str] = msgspec.field(default_factory=set)
    literals: tuple[object, ...] = ()
    item: "Plan | None" = None
    values: "Plan | None" = None
    objects: tuple[Object, ...] = ()

    @property
    def expected(self) -> tuple[str, ...]:
        """The JSON types that fit, as words; null has faults of its own."""
        words = sorted(self.types - {"any", "null"}) + ["list"] * bool(self.item)
        return tuple(words + ["mapping"] * bool(self.objects or self.values))


@cache
def plan(type_: Any) -> Plan:
    """The plan of a msgspec type, made once."""
    with ALONE:
        return _planned(inspect.type_info(type_))


_OBJECTS: dict[type, Object] = {}


def _object(info: inspect.StructType) -> Object:
    if info.cls not in _OBJECTS:
        _OBJECTS[info.cls] = Object(info)
    return _OBJECTS[info.cls]


def _planned(info: inspect.Type) -> Plan:
    made = Plan()
    _add(info, made)
    return made


def faults(value: object, type_: Any, path: Path = ()) -> list[Fault]:
    """All structural faults of a value, in the order of the value's keys."""
    found: list[Fault] = []
    _walk(plan(type_), value, path, found)
    return found


def chosen(objects: tuple[Object, ...], value: object) -> tuple[Object, ...]:
    """The kinds of object that a mapping may be: the one that it names, or all."""
    given = value if isinstance(value, dict) else {}
    return tuple(one for one in objects if one.tag_field and given.get(one.tag_field) == one.tag) or objects


def keys(objects: tuple[Object, ...], value: object) -> dict[str, Plan]:
    """The keys that a mapping may have, with the one that names its kind."""
    names = {one.tag_field for one in objects if one.tag_field}
    tags = {name: Plan({"string"}, tuple(one.tag for one in objects if one.tag_field == name)) for name in names}
    return tags | merged(chosen(objects, value))


def below(one: Plan, value: object, path: Path) -> Plan | None:
    """What may stand at a path below a value of a plan; None where nothing may."""
    for step in path:
        found = one.item if type(step) is int else keys(one.objects, value).get(str(step), one.values)
        if found is None:
            return None
        within = isinstance(value, dict) or (isinstance(value, list) and type(step) is int and step < len(value))
        inner: Any = value if within else {}
        one, value = found, inner.get(step) if isinstance(inner, dict) else inner[step]
    return one


def suits(one: Plan, value: object) -> bool:
    """Whether a value may stand where a plan speaks of."""
    found: list[Fault] = []
    _walk(one, value, (), found)
    return not found


def fits(value: object, type_: Any) -> bool:
    """Whether the structs take the value as it is."""
    try:
        msgspec.convert(value, prepared(type_))
    except (msgspec.ValidationError, UnicodeEncodeError):  # a key with half of a surrogate pair, which no field has
        return False
    return True


_SIMPLE = {
    inspect.AnyType: "any", inspect.StrType: "string", inspect.IntType: "integer", inspect.FloatType: "number",
    inspect.BoolType: "boolean", inspect.NoneType: "null", inspect.DateType: "string",
}  # fmt: skip  # a table


def _add(info: inspect.Type, made: Plan) -> None:
    if word := _SIMPLE.get(type(info)):
        made.types.add(word)
    elif isinstance(info, inspect.LiteralType):
        made.literals += tuple(info.values)
        made.types.update("string" if isinstance(value, str) else "integer" for value in info.values)
    elif isinstance(info, inspect.EnumType):
        made.literals += tuple(member.value for member in info.cls)
        made.types.add("string")
    elif isinstance(info, (inspect.ListType, inspect.VarTupleType)):
        made.item = _planned(info.item_type)
    elif isinstance(info, inspect.DictType):
        made.values = _planned(info.value_type)
    elif isinstance(info, inspect.StructType):
        made.objects += (_object(info),)
    elif isinstance(info, inspect.UnionType):
        literal_first = sorted(info.types, key=lambda member: not isinstance(member, inspect.LiteralType))
        for member in literal_first:
            _add(member, made)
        if any(isinstance(member, inspect.StrType) for member in info.types):
            made.literals = tuple(value for value in made.literals if not isinstance(value, str))
    else:
        raise TypeError(f"no struct of rtlint uses {type(info).__name__}")


def _walk(plan: Plan, value: object, path: Path, found: list[Fault]) -> None:
    if "any" in plan.types or type(value) is Placeholder:
        return
    if isinstance(value, dict) and plan.objects:
        _mapping(plan, value, path, found)
    elif isinstance(value, dict) and plan.values:
        for key, item in value.items():
            if isinstance(key, str):
                _walk(plan.values, item, (*path, key), found)
    elif isinstance(value, list) and plan.item:
        for index, item in enumerate(value):
            _walk(plan.item, item, (*path, index), found)
    elif kind := _misfit(plan, value):
        found.append(Fault(kind, Spot(path), value, plan.expected, plan.literals, nullable="null" in plan.types))


def _misfit(plan: Plan, value: object) -> str | None:
    """The kind of fault that a scalar is, or a collection where none of its kind fits."""
    if value is None:
        return None if "null" in plan.types else NULL
    if isinstance(value, bool):
        return None if "boolean" in plan.types else TYPE
    if isinstance(value, float):
        return None if "number" in plan.types else _float(plan, value)
    word = {str: "string", int: "integer"}.get(type(value), "")
    if word == "integer" and "number" in plan.types:
        return None
    if word not in plan.types:
        return TYPE
    choices = [choice for choice in plan.literals if type(choice) is type(value)]
    return ENUM if choices and value not in choices else None


def _float(plan: Plan, value: float) -> str:
    return FRACTION if "integer" in plan.types and value.is_integer() else TYPE


def _mapping(plan: Plan, value: dict[object, object], path: Path, found: list[Fault]) -> None:
    fields, closed, name = _choose(plan.objects, value, path, found)
    for key, item in value.items():
        if not isinstance(key, str) or type(key) is Placeholder:
            continue
        if key in fields:
            _walk(fields[key][0], item, (*path, key), found)
        elif closed and key != plan.objects[0].tag_field:
            found.append(Fault(UNKNOWN, Spot((*path, key), KEY), item, (), _keys(plan.objects, fields), name))
    if any(type(key) is Placeholder for key in value) or _misnamed(fields, value):
        return
    for key, (_plan, required) in fields.items():
        if required and key not in value and not misspelt(key, value):
            found.append(Fault(MISSING, Spot((*path, key), KEY), owner=name))


def _misnamed(fields: "dict[str, tuple[Plan, bool]]", value: dict[object, object]) -> bool:
    """Whether a required field that names the kind of object names another: then nobody knows what is missing."""
    return any(
        required and len(plan.literals) == 1 and value.get(key, plan.literals[0]) != plan.literals[0]
        for key, (plan, required) in fields.items()
    )


def _keys(objects: tuple[Object, ...], fields: dict[str, tuple[Plan, bool]]) -> tuple[str, ...]:
    tag_field = objects[0].tag_field
    return (tag_field, *fields) if tag_field else tuple(fields)


def _choose(
    objects: tuple[Object, ...], value: dict[object, object], path: Path, found: list[Fault]
) -> tuple[dict[str, tuple[Plan, bool]], bool, str]:
    """The fields that the value's discriminator asks for; all fields of all candidates when it does not decide."""
    # Objects that a wrong discriminator further out has put together may have none, or only some of them.
    tag_field = objects[0].tag_field if all(candidate.tag_field for candidate in objects) else None
    tag = value.get(tag_field) if tag_field else None
    named = [candidate for candidate in objects if tag_field and candidate.tag == tag]
    if tag_field and not named and type(tag) is not Placeholder:
        found += _tag_faults(objects, value, (*path, tag_field))
    if len(candidates := named or objects) == 1:
        return candidates[0].fields, candidates[0].closed, candidates[0].name
    fields = {key: (plan, False) for key, plan in merged(candidates).items()}
    return fields, all(candidate.closed for candidate in candidates), ""


def merged(objects: Iterable[Object]) -> dict[str, Plan]:
    """The fields of several objects as those of one, for a mapping that does not tell which of them it is."""
    fields: dict[str, Plan] = {}
    for one in objects:
        for key, (plan, _required) in one.fields.items():
            fields[key] = _either(fields[key], plan) if key in fields else plan
    return fields


def _either(left: Plan, right: Plan) -> Plan:
    """The plan that takes what either of two takes."""
    if left == right:
        return left
    items, values = (
        [one for one in pair if one is not None] for pair in ((left.item, right.item), (left.values, right.values))
    )
    literals = tuple(
        dict.fromkeys(one for one in left.literals + right.literals if not (_free(left, one) or _free(right, one)))
    )
    return Plan(
        left.types | right.types,
        literals,
        reduce(_either, items) if items else None,
        reduce(_either, values) if values else None,
        tuple(dict.fromkeys(left.objects + right.objects)),
    )


def _free(plan: Plan, literal: object) -> bool:
    """Whether a plan takes every value of a literal's type."""
    word = "string" if isinstance(literal, str) else "integer"
    return word in plan.types and not any(type(one) is type(literal) for one in plan.literals)


def _tag_faults(objects: tuple[Object, ...], value: dict[object, object], path: Path) -> list[Fault]:
    tags = tuple(candidate.tag for candidate in objects)
    if path[-1] not in value:
        if misspelt(str(path[-1]), value):
            return []
        return [Fault(NO_TAG, Spot(path, KEY), choices=tags)] if len(objects) > 1 else []
    tag = value[path[-1]]
    return [Fault(TAG if isinstance(tag, str) else TYPE, Spot(path, VALUE), tag, ("string",), tags)]
