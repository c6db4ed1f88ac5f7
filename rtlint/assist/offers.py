"""What may be written at a place: keys that are not there yet, and values, each with what there is to know of it."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.assist import skeleton, writing
from rtlint.assist.picks import OBJECT, Facts, Pick, picks
from rtlint.assist.site import Site, Slot, is_event, kinds, sites, slots
from rtlint.assist.where import Manner, Where
from rtlint.assist.writing import Text
from rtlint.schema.structs import DEPRECATED
from rtlint.session.kinds import EVENT_KEYS, Kind
from rtlint.session.shape import Object, Plan

KEY = "key"
"""What sort of offer a key is; those of values stand in `picks`, those of comments in `remarks`."""


class Offer(msgspec.Struct, frozen=True):
    """One thing that may be written.

    `sort` is KEY, or what a pick or a word of a comment is. `text` replaces the span of the place; `detail` is a few
    words, and `documentation` Markdown. `preferred` marks what the API does where nothing is said. `words` are what it
    is found by, where that is not the label.
    """

    label: str
    sort: str
    text: Text
    detail: str = ""
    documentation: str = ""
    deprecated: bool = False
    preferred: bool = False
    words: str = ""


def offers(where: Where, facts: Facts) -> list[Offer]:
    """All that may be written at a place, best first; each label once a sort."""
    found: dict[tuple[str, str], Offer] = {}
    for site in sites(where.value, where.path, facts.kind):
        for one in _keys(site, where) if where.is_key else _values(site, where, facts):
            found.setdefault((one.label, one.sort), one)
    for one in _around(where, facts.kind):
        found.setdefault((one.label, one.sort), one)
    return sorted(found.values(), key=lambda one: one.deprecated)


def _keys(site: Site, where: Where) -> Iterator[Offer]:
    """The keys of a mapping: what names its kind, then what it needs, then the others."""
    possible = site.slot.plan.objects
    objects = kinds(possible, site.value)
    tag = _tag(possible)
    if tag and tag not in where.others:
        start = skeleton.of(Plan(types={"string"}, literals=tuple(one.tag for one in objects)))
        words = " | ".join(str(one.tag) for one in objects)
        yield Offer(tag, KEY, _entry(tag, start, where), f"required: {words}", "Which kind it is.")
    known = slots(objects) if objects else {}
    for key in sorted(known, key=lambda key: not known[key].required):
        if key not in where.others:
            yield _key(key, known[key], where)


def _tag(objects: tuple[Object, ...]) -> str | None:
    """What names the kind of several objects."""
    tags = {one.tag_field for one in objects}
    return next(iter(tags)) if len(tags) == 1 and len(objects) > 1 else None


def _key(key: str, slot: Slot, where: Where) -> Offer:
    text = slot.told.text if slot.told else ""
    start = skeleton.of(slot.plan, _default(slot))
    return Offer(
        key, KEY, _entry(key, start, where), _detail(slot), text, deprecated=bool(DEPRECATED.search(text))
    )  # fmt: skip  # one thought


def _entry(key: str, start: Any, where: Where) -> Text:
    return (writing.name(key, where.manner),) if where.named else writing.entry(key, start, where.manner)


def _default(slot: Slot) -> Any:
    """The default that the API's documents tell; UNSET where they tell none."""
    return slot.told.default if slot.told else UNSET


def _detail(slot: Slot) -> str:
    literals = slot.plan.literals
    whole = 0 < len(literals) <= 5 and len(slot.plan.expected) == 1
    words = " | ".join(map(str, literals)) if whole else " | ".join(slot.plan.expected) or "any value"
    return f"required: {words}" if slot.required else words


def _around(where: Where, kind: Kind | None) -> Iterator[Offer]:
    """The keys of an event around its session."""
    if where.is_key and where.path == () and is_event(where.value, kind):
        for key in EVENT_KEYS:
            if key not in where.others:
                yield Offer(key, KEY, _entry(key, {} if key == "session" else writing.Stop(text=True), where))


def _values(site: Site, where: Where, facts: Facts) -> Iterator[Offer]:
    """The values of a key or item; where a value may begin a line, also the keys of a mapping, or items."""
    one = site.slot.plan
    for pick in picks(site, where.value, facts):
        if where.opens and pick.sort == OBJECT and not _tag(one.objects):
            continue  # its keys are offered
        yield _offer(pick, _written(pick.value, where))
    if one.item and not one.types - {"null"}:
        for pick in picks(site._replace(slot=Slot(one.item), beside=site.value), where.value, facts):
            yield _offer(pick, _listed(pick.value, where))
    if where.opens and one.objects and not where.dashless:
        yield from _keys(site, where)


def _offer(pick: Pick, text: Text) -> Offer:
    return Offer(
        pick.label, pick.sort, text, "default" if pick.preferred else "", pick.documentation, pick.deprecated,
        pick.preferred,
    )  # fmt: skip  # fields in their order


def _written(one: Any, where: Where) -> Text:
    """A value at a place; an item without its dash gets one."""
    if where.dashless:
        return ("- ", *writing.value(one, _behind_dash(where), opens=True))
    return writing.value(one, where.manner, opens=where.opens)


def _listed(one: Any, where: Where) -> Text:
    """A value as the first item of a list."""
    if where.opens and not where.manner.flow:
        return ("- ", *writing.value(one, _behind_dash(where), opens=True))
    return writing.value([one], where.manner)


def _behind_dash(where: Where) -> Manner:
    return msgspec.structs.replace(where.manner, column=where.manner.column + 2)
