"""What the API takes at a path of a document: the objects that may stand there, and the plan of each key."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rtlint.api.request import ClientSecretRequest
from rtlint.session.fields import Field, fields
from rtlint.session.kinds import ANY_SESSION, EVENT_KEYS, Kind, Layout, layout
from rtlint.session.shape import Object, Plan, chosen, merged, plan
from rtlint.text.spot import Path, Step


class Slot(NamedTuple):
    """A key that an object has: what it takes, whether it is needed, and what the API's documents say of it."""

    plan: Plan
    required: bool = False
    told: Field | None = None


class Site(NamedTuple):
    """A place of a document: what it takes, the path of the same in a request, what stands there, and its slot."""

    slot: Slot
    path: Path
    value: Any
    beside: Any
    tags: tuple[Object, ...] = ()


def sites(value: Any, path: Path, kind: Kind | None) -> Iterator[Site]:
    """What a document takes at a path; of a root that tells nothing yet, as a request and as a bare session."""
    for one in _layouts(value if isinstance(value, dict) else {}, kind):
        below = path[len(one.typed) :]
        if path[: len(one.typed)] == one.typed:
            start = ("session",) if one.kind is Kind.SESSION else ()
            found = _descend(Slot(plan(one.type)), _at(value, one.typed), below, (*start, *one.typed))
            if found:
                yield found


def is_event(value: Any, kind: Kind | None) -> bool:
    """Whether a document is an event with nothing beside its session yet."""
    known = isinstance(value, dict) and value and set(value) <= {*EVENT_KEYS}
    return bool(known) and layout(value, kind).kind is Kind.EVENT


def kinds(objects: tuple[Object, ...], value: Any) -> tuple[Object, ...]:
    """The objects that a mapping may be: by what names its kind, else by the keys that it has."""
    named = chosen(objects, value)
    if named is not objects or not isinstance(value, dict):
        return named
    return tuple(one for one in objects if all(key in one.fields or key == one.tag_field for key in value)) or objects


def slots(objects: tuple[Object, ...]) -> dict[str, Slot]:
    """The keys of objects, needed ones only where one object is meant; without the one that names the kind."""
    if len(objects) == 1:
        told = fields(objects[0].struct)
        return {key: Slot(one, required, told.get(key)) for key, (one, required) in objects[0].fields.items()}
    return {key: Slot(one, told=_told(objects, key)) for key, one in merged(objects).items()}


def _told(objects: tuple[Object, ...], key: str) -> Field | None:
    return next((found for one in objects if (found := fields(one.struct).get(key))), None)


def _layouts(value: dict[Any, Any], kind: Kind | None) -> list[Layout]:
    if is_event(value, kind):
        return [Layout(Kind.EVENT, ("session",), ("session",), ANY_SESSION)]
    if value or kind:
        return [layout(value, kind)]
    return [Layout(Kind.REQUEST, ("session",), (), ClientSecretRequest), Layout(Kind.SESSION, (), (), ANY_SESSION)]


def _descend(slot: Slot, value: Any, path: Path, start: Path) -> Site | None:
    beside: Any = None
    tags: tuple[Object, ...] = ()
    for step in path:
        beside, tags = value, ()
        if isinstance(step, int):
            inner = Slot(slot.plan.item, told=slot.told) if slot.plan.item else None
        else:
            objects = kinds(slot.plan.objects, value)
            tags = tuple(one for one in slot.plan.objects if one.tag_field == step)
            inner = Slot(Plan()) if tags else slots(objects).get(str(step)) if objects else None
            inner = inner or (Slot(slot.plan.values) if slot.plan.values else None)
        if inner is None:
            return None
        slot, value = inner, _at(value, (step,))
    return Site(slot, (*start, *path), value, beside, tags)


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = _step(value, step)
    return value


def _step(value: Any, step: Step) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
