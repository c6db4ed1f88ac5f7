"""What a condition asks, in words made from it: a page tells when a fix is made without anybody saying it twice."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from rtlint.rule.blame import show
from rtlint.rule.model import Condition, Lookup

_KINDS = {"string": "a text", "number": "a number", "integer": "an integer", "boolean": "a boolean",
          "array": "a list", "object": "a mapping", "null": "null"}  # fmt: skip  # a table


def asked(when: dict[str, Condition]) -> str:
    """Conditions by path as one sentence without a start: "`.type` is `none`, and `.rate` is absent"."""
    return ", and ".join(f"`{path}` {_said(condition)}" for path, condition in when.items())


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words as people write a list: `a, b and c`."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def _said(condition: Condition) -> str:
    told = msgspec.structs.asdict(condition).items()
    return " and ".join(_word(name, given) for name, given in told if given is not msgspec.UNSET)


def _word(name: str, given: Any) -> str:
    if name == "any":
        return listed(map(_said, given), "or")
    if name == "not_":
        return f"is not such that it {_said(given)}"
    return _SAYS[name](given) if name in _SAYS else f"meets `{name}: {_value(given)}`"


def _value(value: Any) -> str:
    return str(value) if isinstance(value, str) else show(value)


def _values(values: Iterable[Any]) -> str:
    return listed((f"`{_value(one)}`" for one in values), "or")


def _keys(keys: Iterable[str]) -> str:
    return listed(f"`{key}`" for key in keys)


def _lookup(lookup: Lookup) -> str:
    facts = asked(lookup.where)
    return f"is in the table `{lookup.table}`" + (f" ({facts})" if facts else "")


def _kind(given: str | list[str]) -> str:
    return "is " + listed((_KINDS[one] for one in ([given] if isinstance(given, str) else given)), "or")


_SAYS: dict[str, Callable[[Any], str]] = {
    "const": lambda given: f"is `{_value(given)}`",
    "enum": lambda given: f"is {_values(given)}",
    "type": _kind,
    "minimum": lambda given: f"is {given:g} or more",
    "maximum": lambda given: f"is {given:g} or less",
    "pattern": lambda given: f"matches `{given}`",
    "present": lambda given: "is there" if given else "is absent",
    "requires": lambda given: f"has {_keys(given)}",
    "excludes": lambda given: f"has none of {_keys(given)}" if len(given) > 1 else f"has no {_keys(given)}",
    "any_of": lambda given: "has " + listed((f"`{key}`" for key in given), "or"),
    "only": lambda given: f"has no other keys than {_keys(given)}",
    "in_values_of": lambda given: f"stands at `{given}` too",
    "lookup": _lookup,
}
