"""What was asked for beside what came: each field that the server changed, dropped, or filled in by itself."""

import enum
from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint.text.spot import Path, dotted


class Change(enum.Enum):
    """What the server did with a field."""

    CHANGED = "changed"
    """It has another value than was asked for."""

    DROPPED = "dropped"
    """It was asked for, and is not there."""

    DEFAULTED = "defaulted"
    """It was not asked for, and has a value."""


class Difference(msgspec.Struct, frozen=True):
    """One field of the session. `asked` and `got` are None where there is none."""

    change: Change
    path: Path
    asked: Any = None
    got: Any = None

    @property
    def at(self) -> str:
        """The dotted path, as the API's own messages write it."""
        return dotted(self.path)


MADE = frozenset({"id", "object", "expires_at", "client_secret"})
"""Fields of a session that only the server can fill in."""


def differences(asked: dict[str, Any], got: dict[str, Any]) -> tuple[Difference, ...]:
    """The differences of two sessions, the fields asked for in their order first.

    An absent field and null are one where nothing was asked; numbers are compared by value, so that 1 is 1.0.
    """
    made = {key: value for key, value in got.items() if key not in MADE or key in asked}
    return tuple(_mapping(asked, made, ("session",)))


def _mapping(asked: dict[str, Any], got: dict[str, Any], path: Path) -> Iterator[Difference]:
    for key, value in asked.items():
        yield from _one(value, got.get(key), (*path, key))
    for key, value in got.items():
        if key not in asked:
            yield from _defaulted(value, (*path, key))


def _one(asked: Any, got: Any, path: Path) -> Iterator[Difference]:
    if isinstance(asked, dict) and isinstance(got, dict):
        yield from _mapping(asked, got, path)
    elif isinstance(asked, list) and isinstance(got, list) and len(asked) == len(got):
        for index, (one, other) in enumerate(zip(asked, got, strict=True)):
            yield from _one(one, other, (*path, index))
    elif got is None and asked is not None:
        yield Difference(Change.DROPPED, path, asked)
    elif asked != got or isinstance(asked, bool) != isinstance(got, bool):
        yield Difference(Change.CHANGED, path, asked, got)


def _defaulted(value: Any, path: Path) -> Iterator[Difference]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _defaulted(item, (*path, key))
    elif value is not None and value != []:
        yield Difference(Change.DEFAULTED, path, None, value)
