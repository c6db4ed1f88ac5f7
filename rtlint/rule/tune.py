"""A rule as a team wants it: another severity, other values for the words that its file opens to configurations."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.finding import Severity
from rtlint.rule.condition import conditions_in
from rtlint.rule.model import Condition, Rule
from rtlint.rule.typed import typed
from rtlint.text.nearest import suggest
from rtlint.text.spot import KEY, Spot


class BadOption(ValueError):
    """An option that a rule does not have, or a value that it does not take; `part` of its entry is wrong."""

    def __init__(self, words: str, part: str) -> None:
        super().__init__(words)
        self.part = part


FIELDS = {field.encode_name: field.name for field in msgspec.structs.fields(Condition)}
"""The words of a condition, and what our struct calls them."""


def with_severity(rule: Rule, severity: Severity) -> Rule:
    """The rule with one severity for all that it says."""
    also = [msgspec.structs.replace(clause, severity=UNSET) for clause in rule.also]
    return msgspec.structs.replace(rule, severity=severity, also=also)


def with_options(rule: Rule, options: Mapping[str, object]) -> Rule:
    """The rule with other values in its condition. BadOption, telling what may be set, for what does not fit."""
    for option, value in options.items():
        if option not in rule.options:
            has = f"it has {', '.join(rule.options)}" if rule.options else f"{rule.code} has no options"
            hint = suggest(option, rule.options, otherwise=has)
            raise BadOption(f"no option of {rule.code} is called {option}; {hint}", KEY)
        changed = _set(rule.assert_, FIELDS.get(option, option), _value(option, value))
        rule = msgspec.structs.replace(rule, assert_=changed)
    return rule


def uses(condition: object, word: str) -> bool:
    """Whether a condition, or one inside it, has a word."""
    if not isinstance(condition, Condition) or word not in FIELDS:
        return False
    return getattr(condition, FIELDS[word]) is not UNSET or any(uses(one, word) for one in conditions_in(condition))


def _value(option: str, value: object) -> Any:
    def complaint(spot: Spot, words: str) -> BadOption:
        return BadOption(words, spot.part)

    return getattr(typed({option: value}, Condition, complaint), FIELDS[option])


def _set(held: Any, field: str, value: object) -> Any:
    """What a word of a condition holds, with a value set in the outermost conditions that have the field."""
    if isinstance(held, list):
        return [_set(one, field, value) for one in held]
    if isinstance(held, dict):
        return {key: _set(one, field, value) for key, one in held.items()}
    if not isinstance(held, Condition):
        return held
    if getattr(held, field) is not UNSET:
        return msgspec.structs.replace(held, **{field: value})
    inner = {name: getattr(held, name) for name in ("fields", "each", "not_", "any")}
    return msgspec.structs.replace(held, **{name: _set(one, field, value) for name, one in inner.items()})
