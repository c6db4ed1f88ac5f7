"""Patterns that take time in proportion to the text: Python's matcher backtracks, and a config is foreign text."""

import re
from collections.abc import Iterator

# The only parser that agrees with the matcher; its tree is the same from 3.11 on.
from re import _constants, _parser  # type: ignore[attr-defined]  # typeshed leaves private modules out
from typing import Any

LARGE = 1000
"""A repeat of more than this many times counts as unbounded."""

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_STARTS = (_constants.AT_BEGINNING, _constants.AT_BEGINNING_STRING)


def superlinear(pattern: str) -> str | None:
    """Why a pattern may take more than linear time, or is none at all; None when it is safe.

    Safe are patterns in which nothing that repeats has a choice inside, and of these the ones without an unbounded
    repeat, or with a single one and ^ at the start.
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return f"is no pattern: {error}"
    repeats = list(_repeats(tree))
    if any(most > 1 and _chooses(inner) for _least, most, inner in repeats):
        return "chooses inside a repeat"
    unbounded = sum(most > LARGE for _least, most, _inner in repeats)
    if unbounded > 1:
        return "has more than one unbounded repeat"
    anchored = bool(tree.data) and tree.data[0] in [(_constants.AT, start) for start in _STARTS]
    if unbounded and not (anchored and not tree.state.flags & re.MULTILINE):
        return "has an unbounded repeat and does not start with ^"
    return None


def _repeats(tree: Any) -> Iterator[tuple[int, int, Any]]:
    """Every repeat: how often at least, how often at most, and what."""
    for operator, argument in _items(tree):
        if operator in _REPEATS:
            yield int(argument[0]), int(argument[1]), argument[2]
        for part in _parts(operator, argument):
            yield from _repeats(part)


def _chooses(tree: Any) -> bool:
    """Whether a part may match in several ways: a repeat of no fixed number, alternatives, a backward reference."""
    return any(least != most for least, most, _inner in _repeats(tree)) or any(_branches(tree))


def _branches(tree: Any) -> Iterator[bool]:
    for operator, argument in _items(tree):
        yield operator in (_constants.BRANCH, _constants.GROUPREF, _constants.GROUPREF_EXISTS)
        for part in _parts(operator, argument):
            yield from _branches(part)


def _items(tree: Any) -> list[tuple[Any, Any]]:
    return list(tree.data if hasattr(tree, "data") else tree)


def _parts(operator: Any, argument: Any) -> list[Any]:
    if operator in _REPEATS:
        return [argument[2]]
    if operator is _constants.SUBPATTERN:
        return [argument[3]]
    if operator is _constants.BRANCH:
        return list(argument[1])
    if operator in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [argument[1]]
    if operator is _constants.ATOMIC_GROUP:
        return [argument]
    if operator is _constants.GROUPREF_EXISTS:
        return [part for part in argument[1:] if part is not None]
    return []
