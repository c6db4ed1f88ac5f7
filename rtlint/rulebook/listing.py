"""The list of rules: its columns, the same for every format, and the list itself for a terminal."""

from collections.abc import Iterator
from textwrap import wrap

from rtlint.rule.model import Rule
from rtlint.rulebook.fixes import safety

WIDTH = 120
"""Columns of the terminal's list at most, unless names leave the summary no room."""

HEAD = ("code", "name", "family", "severity", "fix", "default", "summary")

_ROOM = 24
"""Columns that a summary has at least."""


def cells(rule: Rule) -> tuple[str, ...]:
    """A rule in the order of `HEAD`; the fix is its safety, `mixed` for several, or `-` where there is none."""
    fix = safety(rule.fixes) or "-"
    state = "on" if rule.enabled else "off"
    return rule.code, rule.name, rule.family, rule.severity.value, fix, state, rule.summary


def families(rules: list[Rule]) -> dict[str, list[Rule]]:
    """The rules by family, families in the order of their first code."""
    found: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=lambda rule: rule.code):
        found.setdefault(rule.family, []).append(rule)
    return found


def listing(rules: list[Rule]) -> str:
    """A line for each rule below a head; a long summary goes on in the next line, under its own column."""
    rows = [HEAD, *(cells(rule) for rule in rules)]
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return "".join(f"{line}\n" for row in rows for line in _row(row, widths))


def _row(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    start = "".join(f"{cell:<{width}}  " for cell, width in zip(row, widths, strict=False))
    first, *others = wrap(row[-1], max(WIDTH - len(start), _ROOM)) or [""]
    yield (start + first).rstrip()
    yield from (" " * len(start) + other for other in others)
