"""What people wrote as a struct of ours, or their first mistake in words, for rule files and configurations alike."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import msgspec

from rtlint.session import shape
from rtlint.text.nearest import suggest
from rtlint.text.scalar import Timestamp
from rtlint.text.spot import Spot, dotted
from rtlint.text.tree import Placeholder

Complaint = Callable[[Spot, str], Exception]
"""Makes the error of a mistake from where it stands and what it is."""

_TEXTS = (Placeholder, Timestamp, datetime.date, datetime.time)


def typed(value: object, type_: Any, complaint: Complaint) -> Any:
    """The value as a type of msgspec; raises what `complaint` makes of the first mistake."""
    known = _known(value)
    for fault in shape.faults(known, type_):
        raise complaint(fault.spot, _words(fault))
    try:
        return msgspec.convert(known, type_)
    except msgspec.ValidationError as error:
        # What the walk leaves to it: a text that is no date, a key that is no text.
        message, _, where = str(error).partition(" - at ")
        steps = re.findall(r"\.([\w-]+)|\[(\d+)\]", where)
        spot = Spot(tuple(int(index) if index else key for key, index in steps))
        raise complaint(spot, f"{message[0].lower()}{message[1:]}") from error


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
    return f"{name} takes " + " or ".join(str(value) for value in fault.choices or fault.types)
