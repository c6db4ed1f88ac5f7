"""Checks of size: how much of a model's memory a session takes before anybody has said a word."""

from collections.abc import Callable, Iterator

from rtlint.rule.blame import KEY, Blame
from rtlint.rule.case import Case
from rtlint.text.spot import Path

CHARACTERS = 4
"""Characters of a token, on average of English prose and JSON."""


def budget(session: object, path: Path, case: Case) -> Iterator[Blame]:
    """Instructions and tools that take more tokens than the table of models allows."""
    if not isinstance(session, dict):
        return
    row = case.tables.row("models", session.get("model")) or {}
    limit = row.get("budget", 0) * CHARACTERS
    # Without aliases no value is longer than the text.
    if not limit or (case.tree and not case.tree.shared and len(case.source.text) <= limit):
        return
    parts = {key: _size(session[key]) for key in ("instructions", "tools") if key in session}
    if (size := sum(parts.values())) > limit:
        longest = max(parts, key=lambda key: parts[key])
        words = {"tokens": f"{round(size / CHARACTERS, -2):,.0f}", "budget": f"{row['budget']:,}"}
        yield Blame((*path, longest), KEY, "budget", words)


def _size(value: object) -> int:
    """The characters of a value as compact JSON, aliases written out."""
    if isinstance(value, dict):
        return 1 + sum(_size(str(key)) + _size(item) + len(":,") for key, item in value.items())
    if isinstance(value, list):
        return 1 + sum(_size(item) + len(",") for item in value)
    return len(value) + len('""') if isinstance(value, str) else len(str(value))


CHECKS: dict[str, Callable[[object, Path, Case], Iterator[Blame]]] = {"instructions-budget": budget}
