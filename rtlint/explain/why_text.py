"""Rules and what came of them, as text: a line each for a field, every clause for a rule that was asked for."""

from collections.abc import Callable, Iterator
from typing import Any

from rtlint.explain.page import Page
from rtlint.explain.why import Tried, When, Why
from rtlint.report._style import BLUE, BOLD, Style, paint

_TOLD = {
    "fired": "spoke",
    "silenced": "kept still",
    "held": "fine",
    "unknown": "not known yet",
    "not asked": "does not apply",
    "absent": "nothing there",
    "kind": "other kind",
    "target": "other target",
    "off": "off",
}
"""What came of a rule, as people say it."""

_DISTANT = {
    "absent": "the document has no {at}",
    "kind": "the rule does not look at documents of this kind",
    "target": "the rule is not about this target",
    "off": "the rule is off unless it is selected",
}

_MANY = 3
"""Clauses or places of one verdict that a line tells."""

Wrap = Callable[..., list[str]]


def rule_lines(page: Page, style: Style, wrapped: Wrap) -> Iterator[str]:
    """The lines about the rules of a page, each block after a blank line."""
    rules = page.rules or ()
    if page.at is not None:
        yield from ("", paint("Rules that look here", *style.codes(BOLD, BLUE)))
        if not rules:
            yield "  none"
        for rule in sorted(rules, key=lambda one: list(_TOLD).index(one.verdict)):
            yield from _line(rule, style, wrapped)
        return
    for rule in rules:
        yield from ("", *_block(rule, style, wrapped))


def _line(rule: Why, style: Style, wrapped: Wrap) -> Iterator[str]:
    """One rule: its verdict, and the reasons for that."""
    reasons = list(dict.fromkeys(_reason(tried) for tried in rule.tried if tried.verdict == rule.verdict))
    more = len(reasons) - _MANY
    told = "; ".join(reasons[:_MANY]) + (f"; and {more} more" if more > 0 else "")
    lines = wrapped(f"{rule.code} {rule.name}: {_TOLD[rule.verdict]}: {told}", 4, 2)
    codes = style.severity(rule.severity) if rule.verdict == "fired" else ()
    yield from (paint(line, *codes) for line in lines)


def _reason(tried: Tried) -> str:
    if tried.verdict == "fired":
        return "; ".join(tried.messages)
    if tried.verdict == "silenced":
        return f"{tried.by} speaks here, else: {'; '.join(tried.messages)}"
    if tried.verdict in _DISTANT:
        return _DISTANT[tried.verdict].format(at=tried.at or "session")
    unmet = [when for when in tried.when if not when.met]
    if unmet:
        return "; ".join(_unmet(when) for when in unmet)
    place = tried.at or "the document"
    return f"{place} is {tried.shown or 'there'}" + (f"; it has to be {tried.wants}" if tried.verdict == "held" else "")


def _unmet(when: When) -> str:
    return f"{when.at or 'the document'} is {when.shown}, and the rule is about {when.wants}"


def _block(rule: Why, style: Style, wrapped: Wrap) -> Iterator[str]:
    """A rule whole: each clause at each place, with its conditions and its verdict."""
    head = f"{rule.code} {rule.name} ({rule.severity.value}): {_TOLD[rule.verdict]}"
    codes: Any = style.severity(rule.severity) if rule.verdict == "fired" else style.codes(BOLD)
    yield paint(head, *codes)
    yield from wrapped(rule.summary, 2)
    for lines in dict.fromkeys(tuple(_clause(tried, wrapped)) for tried in rule.tried):
        yield from ("", *lines)


def _clause(tried: Tried, wrapped: Wrap) -> Iterator[str]:
    place = tried.at or "the document"
    if tried.verdict in _DISTANT:
        yield from wrapped(_DISTANT[tried.verdict].format(at=place), 4, 2)
        return
    yield from wrapped(f"{place} is {tried.shown or 'there'}", 4, 2)
    for when in tried.when:
        met = "yes" if when.met else "no"
        yield from wrapped(f"when {when.at or 'the document'} is {when.wants}: {met}, it is {when.shown}", 6, 4)
    told = {
        "fired": "; ".join(tried.messages),
        "silenced": f"{tried.by} speaks here, else: {'; '.join(tried.messages)}",
        "held": "it is",
        "unknown": "not known yet",
        "not asked": "not asked",
    }[tried.verdict]
    yield from wrapped(f"it has to be {tried.wants}: {told}", 6, 4)
