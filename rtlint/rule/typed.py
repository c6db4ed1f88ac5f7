"""What people wrote as a struct of ours, or their first mistake in words, for rule files and configurations alike."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import msgspec

from rtlint.gate import prepared
from rtlint.rule.blame import choice, listed, show
from rtlint.session import shape
from rtlint.text.nearest import suggest
from rtlint.text.scalar import Placeholder, Timestamp
from rtlint.text.spot import Path, Spot, dotted

Complaint = Callable[[Spot, str], Exception]
"""Makes the error of a mistake from where it stands and what it is."""

_TEXTS = (Placeholder, Timestamp, datetime.date, datetime.time)


def typed(value: object, type_: Any, complaint: Complaint) -> Any:
    """The value as a type of msgspec; raises what `complaint` makes of the first mistake."""
    known = _known(value)
    for fault in shape.faults(known, type_):
        raise complaint(fault.spot, _words(fault))
    try:
        return msgspec.convert(known, prepared(type_))
    except msgspec.ValidationError as error:
        # What the walk leaves to it: a text that is no date, a key that is no text.
        message, _, where = str(error).partition(" - at ")
        path, text = _place(known, re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", where))
        if "date" in message:
            raise complaint(
                Spot(path), f"{dotted(path)} is {show(text)}; it takes a date such as 2026-11-30"
            ) from error
        raise complaint(Spot(path), f"{message[0].lower()}{message[1:]}") from error


def _place(value: Any, steps: list[tuple[str, str]]) -> tuple[Path, object]:
    """The path that msgspec means, and the value there; it does not name the keys of free tables."""
    ways: list[tuple[Path, Any]] = [((), value)]
    for key, index in steps:
        if index == "...":
            ways = [
                ((*path, name), item) for path, held in ways if isinstance(held, dict) for name, item in held.items()
            ]
        else:
            step: Any = int(index) if index else key
            ways = [
                ((*path, step), held[step])
                for path, held in ways
                if isinstance(held, (dict, list)) and (index or step in held)
            ]
    wrong = (way for way in ways if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(way[1])))
    return next(wrong, ways[-1] if ways else ((), value))


def _known(value: object) -> object:
    """The value with placeholders and dates as the texts that they are: such a file is not filled in later."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return str(value) if isinstance(value, _TEXTS) else value


def _words(fault: shape.Fault) -> str:
    name = dotted(fault.spot.path) or "the document"
    if fault.kind == shape.UNKNOWN:
        known = [str(key) for key in fault.choices]
        hint = suggest(str(fault.spot.path[-1]), known, otherwise="expected " + ", ".join(known))
        return f"unknown key {name}; {hint}"
    if fault.kind == shape.MISSING:
        return f"{name} is missing"
    held = "a list" if isinstance(fault.value, list) else show(fault.value)
    return f"{name} is {held}; it takes {_wanted(fault)}"


_TYPES = {
    "string": "a text", "integer": "an integer", "number": "a number", "boolean": "true or false", "list": "a list",
    "mapping": "a mapping",
}  # fmt: skip  # a table


def _wanted(fault: shape.Fault) -> str:
    """What would fit, with the choice that may be meant."""
    if not fault.choices:
        return listed([_TYPES.get(word, word) for word in fault.types])
    words = choice(fault.choices)
    if not isinstance(fault.value, str):
        return words
    return words + suggest(fault.value, map(str, fault.choices), before="; ", otherwise="")
