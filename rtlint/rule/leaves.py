"""The words of a condition that hold no condition themselves: each becomes a test.

A word about one JSON type says nothing of values of another, as in JSON Schema; structure has rules of its own.

Nearly every value meets nearly every word. So `met` is what a run consists of, and says yes or no in as few steps as
Python allows; `blames` may take its time.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence, Sized
from functools import partial
from typing import Any, NamedTuple

from rtlint.rule.blame import KEY, VALUE, Blame, Word, choice, show
from rtlint.rule.case import ABSENT, Case
from rtlint.rule.text_formats import FORMATS
from rtlint.text.nearest import alike
from rtlint.text.scalar import Placeholder, is_number
from rtlint.text.spot import Path

Met = Callable[[Any, Case], bool]
"""Whether a value meets a word."""

Blames = Callable[[Any, Path, Case], Sequence[Blame]]
"""The blames of a value at a path that does not meet it."""


class Test(NamedTuple):
    """What a word, or a whole condition, says of values."""

    met: Met
    blames: Blames


FIRST = "it stands here first"

_NUMBERS = frozenset((int, float))
"""The types of JSON's numbers; a boolean's is another one."""


def at(path: Path, verb: str, **words: Word) -> Sequence[Blame]:
    """The blame of the value at a path."""
    return (Blame(path, VALUE, verb, words),)


def same(value: object, other: object) -> bool:
    """Whether two values are equal as JSON's are."""
    return bool(identity(value) == identity(other))


def identity(value: object) -> Any:
    """Something hashable that is equal where JSON's values are: true is not 1, and 1.0 is 1."""
    if isinstance(value, list):
        return ("list", *map(identity, value))
    if isinstance(value, dict):
        return frozenset((key, identity(item)) for key, item in value.items())
    return (value,) if isinstance(value, bool) else value


def number(limit: float) -> str:
    """A number as people write it: 10, not 10.0."""
    return show(int(limit) if limit.is_integer() and abs(limit) < 1e15 else limit)


def _const(wanted: object) -> Test:
    words, known = {"const": show(wanted)}, identity(wanted)
    return Test(
        # Nothing but a text is equal to one.
        (lambda value, case: value == wanted)
        if isinstance(wanted, str)
        else (lambda value, case: bool(identity(value) == known)),
        lambda value, path, case: at(path, "const", **words),
    )


def _enum(wanted: list[object]) -> Test:
    known, words = frozenset(map(identity, wanted)), partial(choice, wanted)
    texts = [one for one in wanted if isinstance(one, str)]
    deep = any(isinstance(one, (list, dict)) for one in wanted)
    return Test(
        lambda value, case: (
            value in known if isinstance(value, str) else _is_deep(value) <= deep and identity(value) in known
        ),
        lambda value, path, case: at(path, "enum", enum=words, alike=partial(alike, str(value), texts)),
    )


def _is_deep(value: object) -> bool:
    return isinstance(value, (list, dict))


_TYPES: dict[str, Callable[[object], bool]] = {
    "string": lambda value: isinstance(value, str),
    "number": is_number,
    "integer": lambda value: is_number(value) and (isinstance(value, int) or value.is_integer()),  # type: ignore[attr-defined]  # a float
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "null": lambda value: value is None,
}


def _type(wanted: str | list[str]) -> Test:
    names = [wanted] if isinstance(wanted, str) else wanted
    tests = [_TYPES[name] for name in names]
    shown = " or ".join(names)
    first = tests[0]
    return Test(
        (lambda value, case: first(value))
        if len(tests) == 1
        else (lambda value, case: any(test(value) for test in tests)),
        lambda value, path, case: at(path, "type", type=shown),
    )


def _minimum(limit: float) -> Test:
    shown = number(float(limit))
    return Test(
        lambda value, case: type(value) not in _NUMBERS or value >= limit,
        lambda value, path, case: at(path, "minimum", minimum=shown),
    )


def _maximum(limit: float) -> Test:
    shown = number(float(limit))
    return Test(
        lambda value, case: type(value) not in _NUMBERS or value <= limit,
        lambda value, path, case: at(path, "maximum", maximum=shown),
    )


def _multiple_of(unit: float) -> Test:
    shown = number(float(unit))
    return Test(
        lambda value, case: not is_number(value) or _is_multiple(value, unit),
        lambda value, path, case: at(path, "multipleOf", multipleOf=shown),
    )


def _is_multiple(value: float, unit: float) -> bool:
    """Whether a number is so many units, as people count: 0.3 is three times 0.1."""
    from fractions import Fraction  # few rules ask

    if isinstance(value, float) and not math.isfinite(value):
        return False
    return Fraction(str(value)) % Fraction(str(unit)) == 0


def _length(verb: str, kind: type[Sized], within: Callable[[int, int], bool]) -> Callable[[int], Test]:
    def make(limit: int) -> Test:
        return Test(
            lambda value, case: not isinstance(value, kind) or within(len(value), limit),
            lambda value, path, case: at(path, verb, length=str(len(value)), **{verb: str(limit)}),
        )

    return make


def _pattern(pattern: str) -> Test:
    search: Callable[[str], object] | None = None

    def met(value: object, _case: Case) -> bool:
        nonlocal search
        if not isinstance(value, str):
            return True
        if search is None:  # few runs meet a value for it
            search = re.compile(pattern).search
        return search(value) is not None

    return Test(met, lambda value, path, case: at(path, "pattern", pattern=pattern))


def _format(name: str) -> Test:
    check = FORMATS[name]
    return Test(
        lambda value, case: not isinstance(value, str) or check(value),
        lambda value, path, case: at(path, "format", format=name),
    )


def _silent(blames: Blames) -> Test:
    """The test of a word that is met where it blames nothing."""
    return Test(lambda value, case: not blames(value, (), case), blames)


def _unique_items(wanted: bool) -> Test:
    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        if not wanted or not isinstance(value, list):
            return ()
        items = [((*path, index), item) for index, item in enumerate(value) if type(item) is not Placeholder]
        return [
            Blame(again, VALUE, "uniqueItems", {"item": show(item)}, case.second(FIRST, first))
            for again, item, first in _again(items)
        ]

    return _silent(blames)


def _unique_by(key: str) -> Test:
    def met(value: object, case: Case) -> bool:
        items = value if isinstance(value, list) else ()
        names = [item[key] for item in items if isinstance(item, dict) and key in item]
        return len(names) < 2 or not blames(value, (), case)  # nearly all lists are short

    def blames(value: object, path: Path, case: Case) -> Sequence[Blame]:
        items = enumerate(value if isinstance(value, list) else [])
        named = [((*path, index, key), item[key]) for index, item in items if isinstance(item, dict) and key in item]
        known = [(place, name) for place, name in named if type(name) is not Placeholder]
        return [
            Blame(again, VALUE, "unique_by", {}, case.second(FIRST, first)) for again, _name, first in _again(known)
        ]

    return Test(met, blames)


def _again(items: list[tuple[Path, object]]) -> Iterator[tuple[Path, object, Path]]:
    """The items that stood there before, with the first place of each."""
    seen: dict[object, Path] = {}
    for path, item in items:
        first = seen.setdefault(identity(item), path)
        if first != path:
            yield path, item, first


def _present(wanted: bool) -> Test:
    return Test(
        (lambda value, case: value is not ABSENT) if wanted else (lambda value, case: value is ABSENT),
        lambda value, path, case: (Blame(path, KEY, "present", {}),),
    )


def _requires(keys: list[str]) -> Test:
    needed = frozenset(keys)

    def blames(value: dict[str, object], path: Path, _case: Case) -> Sequence[Blame]:
        return [Blame((*path, key), KEY, "requires", {"missing": key}) for key in keys if key not in value]

    return Test(lambda value, case: not isinstance(value, dict) or needed <= value.keys(), blames)


def _excludes(keys: list[str]) -> Test:
    barred = frozenset(keys)

    def blames(value: dict[str, object], path: Path, _case: Case) -> Sequence[Blame]:
        return [Blame((*path, key), KEY, "excludes", {}) for key in value if key in barred]

    return Test(lambda value, case: not isinstance(value, dict) or barred.isdisjoint(value), blames)


def _only(keys: list[str]) -> Test:
    allowed, words = frozenset(keys), {"keys": ", ".join(keys)}

    def blames(value: dict[str, object], path: Path, _case: Case) -> Sequence[Blame]:
        return [Blame((*path, key), KEY, "only", words) for key in value if key not in allowed]

    return Test(lambda value, case: not isinstance(value, dict) or value.keys() <= allowed, blames)


def _count(verb: str, allowed: Callable[[int], bool]) -> Callable[[list[str]], Test]:
    """Words that count how many of some keys an object has; they blame the second one, or the whole object."""

    def make(keys: list[str]) -> Test:
        names = " and ".join([", ".join(keys[:-1]), keys[-1]] if len(keys) > 1 else keys)
        known = frozenset(keys)

        def blames(value: dict[str, object], path: Path, _case: Case) -> Sequence[Blame]:
            given = [key for key in value if key in known]
            spot = (*path, given[1]) if len(given) > 1 else path
            return (Blame(spot, KEY, verb, {"keys": names, "given": _given(given)}),)

        return Test(lambda value, case: not isinstance(value, dict) or allowed(len(known & value.keys())), blames)

    return make


def _given(keys: list[str]) -> str:
    if not keys:
        return "none is given"
    return " and ".join(keys) + (" are given" if len(keys) > 1 else " is given")


def _past(wanted: bool) -> Test:
    """Whether an ISO 8601 date is on or before the date of the run."""
    return Test(
        lambda value, case: isinstance(value, str) and (value <= case.as_of.isoformat()) == wanted,
        lambda value, path, case: at(path, "past"),
    )


LEAVES: dict[str, Callable[[Any], Test]] = {
    "const": _const,
    "enum": _enum,
    "type": _type,
    "minimum": _minimum,
    "maximum": _maximum,
    "multipleOf": _multiple_of,
    "minLength": _length("minLength", str, lambda length, limit: length >= limit),
    "maxLength": _length("maxLength", str, lambda length, limit: length <= limit),
    "pattern": _pattern,
    "format": _format,
    "minItems": _length("minItems", list, lambda length, limit: length >= limit),
    "maxItems": _length("maxItems", list, lambda length, limit: length <= limit),
    "uniqueItems": _unique_items,
    "present": _present,
    "requires": _requires,
    "excludes": _excludes,
    "exactly_one_of": _count("exactly_one_of", lambda count: count == 1),
    "at_most_one_of": _count("at_most_one_of", lambda count: count <= 1),
    "any_of": _count("any_of", lambda count: count >= 1),
    "only": _only,
    "unique_by": _unique_by,
    "past": _past,
}
