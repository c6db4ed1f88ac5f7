"""Where in a session each key belongs, for keys that stand elsewhere."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from rtlint.session.shape import Plan, plan
from rtlint.text.spot import Path, dotted

RENAMED = {
    "input_audio_format": "audio.input.format",
    "input_audio_noise_reduction": "audio.input.noise_reduction",
    "input_audio_transcription": "audio.input.transcription",
    "output_audio_format": "audio.output.format",
}
"""Settings of sound that the Beta called by other names."""


def home(key: str, type_: Any) -> str | None:
    """The dotted path of the one mapping that has a key; None when none has it, or several do, or the root itself."""
    places = _places(type_).get(key, frozenset())
    return next(iter(places)) if len(places) == 1 and "" not in places else None


def audio_homes(key: str, type_: Any) -> list[str]:
    """The dotted paths at which a key of `audio` or below it belongs, also by its name of the Beta.

    Empty for a key that no mapping has, or that one outside `audio` has.
    """
    if key in RENAMED:
        place, _, name = RENAMED[key].rpartition(".")
        return [RENAMED[key]] if place in _places(type_).get(name, ()) else []
    places = _places(type_).get(key, frozenset())
    within = all(f"{place}.".startswith("audio.") for place in places)
    return sorted(f"{place}.{key}" for place in places) if within else []


@cache
def _places(type_: Any) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for key, place in _fields(plan(type_), ()):
        found.setdefault(key, set()).add(place)
    return {key: frozenset(places) for key, places in found.items()}


def _fields(one: Plan, path: Path) -> Iterator[tuple[str, str]]:
    for each in one.objects:
        for name, (below, _required) in each.fields.items():
            yield name, dotted(path)
            yield from _fields(below, (*path, name))
    if one.item:
        yield from _fields(one.item, path)
