"""The door to msgspec's types for programs with threads: a type is taken apart by one thread, while all others wait.

msgspec (0.22) shows what it knows of a type to other threads while it is still finding out: one that comes in between
ends the process, as was seen with CPython 3.13.
"""

from _thread import RLock
from contextlib import suppress
from typing import TypeVar

import msgspec

T = TypeVar("T")

ALONE = RLock()
"""Held by whoever looks at types for the first time."""

_READY: set[object] = set()


def prepared(type_: T) -> T:
    """The type, once msgspec knows it: for `msgspec.convert` and the decoders, wherever threads may come by."""
    if type_ not in _READY:
        with ALONE:
            with suppress(msgspec.ValidationError):
                msgspec.convert(None, type_)
            _READY.add(type_)
    return type_
