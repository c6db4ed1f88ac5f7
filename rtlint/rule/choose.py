"""Which rules a run reports: codes, names, families, prefixes of codes, or ALL."""

from collections.abc import Collection, Iterable, Sequence

from rtlint.rule.model import Rule
from rtlint.text.nearest import suggest

EVERY = "ALL"


class UnknownRule(ValueError):
    """A selector that names no rule."""


def chosen(
    rules: Sequence[Rule],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    extend_ignore: Iterable[str] = (),
    *,
    before: Collection[str] | None = None,
) -> set[str]:
    """The codes that a run reports. UnknownRule, with the nearest known name, for a selector that fits no rule.

    Without `select` those of `before` stay chosen: the rules that are on by default, unless given. A closer selector
    wins over a wider one (a code or name over a prefix, a prefix or family over ALL), and ignoring wins over selecting
    where both are as close.
    """
    wanted, unwanted = [*select, *extend_select], [*ignore, *extend_ignore]
    for selector in (*wanted, *unwanted):
        hold_known(selector, rules)
    base = {rule.code for rule in rules if rule.enabled} if before is None else before
    return {rule.code for rule in rules if _is_chosen(rule, wanted, unwanted, () if list(select) else base)}


def named(selectors: Iterable[str], rules: Sequence[Rule]) -> set[str]:
    """The codes of the rules that some selectors fit."""
    fitting = list(selectors)
    return {rule.code for rule in rules if any(_closeness(selector, rule) >= 0 for selector in fitting)}


def _is_chosen(rule: Rule, wanted: list[str], unwanted: list[str], base: Collection[str]) -> bool:
    by_default = 0 if rule.code in base else -1
    selected = max((_closeness(selector, rule) for selector in wanted), default=-1)
    ignored = max((_closeness(selector, rule) for selector in unwanted), default=-1)
    return max(selected, by_default) > ignored


def _closeness(selector: str, rule: Rule) -> int:
    """How closely a selector names a rule: the letters of the code it fixes; -1 for not at all."""
    if selector in (rule.code, rule.name):
        return len(rule.code) + 1
    if selector == rule.family:
        return len(rule.code) - 1
    if selector == EVERY:
        return 1
    return len(selector) if rule.code.startswith(selector) and selector else -1


def hold_known(selector: str, rules: Sequence[Rule]) -> None:
    """UnknownRule, with the nearest known name, for a selector that fits no rule."""
    if any(_closeness(selector, rule) >= 0 for rule in rules):
        return
    names = {EVERY} | {name for rule in rules for name in (rule.code, rule.name, rule.family)}
    hint = suggest(selector, names, otherwise="a code, a name, a family, a prefix such as RT2, or ALL fits")
    raise UnknownRule(f"no rule is called {selector}; {hint}")
