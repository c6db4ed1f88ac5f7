"""What a new key starts with: the least that the API takes there, with stops for what only the author knows."""

from typing import Any

from rtlint.assist.writing import Stop
from rtlint.session.shape import Object, Plan

_MOST = 10


def of(one: Plan, default: Any = None) -> Any:
    """A start for what a plan takes; a default that the API documents comes first among choices."""
    scalars = one.types - {"null"}
    if "any" in scalars:
        return Stop()
    if isinstance(default, dict) and len(default) > 1:
        return default
    if scalars or not (one.item or one.objects or one.values):
        return _scalar(one, scalars, default)
    if one.item and not one.objects:
        return default if isinstance(default, list) else [of(one.item)]
    return _either(one.objects, default if isinstance(default, dict) else {}) if one.objects else {}


def whole(one: Object) -> dict[str, Any]:
    """The keys that an object needs."""
    made: dict[str, Any] = {one.tag_field: one.tag} if one.tag_field else {}
    return made | {key: of(below) for key, (below, required) in one.fields.items() if required}


def needs(one: Object) -> set[str]:
    """The names of the keys that an object needs beside the one that names its kind."""
    return {key for key, (_below, required) in one.fields.items() if required}


def _scalar(one: Plan, scalars: set[str], default: Any) -> Any:
    if len(one.literals) == 1 and len(scalars) == 1:
        return one.literals[0]
    choices: tuple[Any, ...] = (True, False) if scalars == {"boolean"} else ()
    closed = scalars in ({"string"}, {"integer"}) and len(one.literals) <= _MOST
    choices = one.literals if closed else choices
    if not choices and scalars != {"string"} and isinstance(default, (str, int, float)):
        choices = (default,)
    return Stop(tuple(sorted(choices, key=lambda choice: choice != default)), text=scalars == {"string"})


def _either(objects: tuple[Object, ...], default: dict[str, Any]) -> dict[str, Any]:
    if len(objects) == 1:
        return whole(objects[0])
    tag = objects[0].tag_field
    if not tag or not all(one.tag_field == tag for one in objects):
        return {}
    if any(map(needs, objects)):
        return whole(objects[0])
    tags = sorted((str(one.tag) for one in objects), key=lambda word: word != default.get(tag))
    return {tag: Stop(tuple(tags), text=True)}
