"""Patterns that take time in proportion to the text: Python's matcher backtracks, and a config is foreign text."""

import re
from re import _constants, _parser  # the only parser that agrees with the matcher; its tree is stable since 3.11
from typing import Any

LARGE = 1000
"""A repeat of more than this many times counts as unbounded."""

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def superlinear(pattern: str) -> str | None:
    """Why a pattern may take more than linear time, or is none at all; None when it is safe.

    Safe are patterns without an unbounded repeat, and patterns that start with ^ and have one, with nothing to choose
    or repeat inside.
    """
    try:
        tree = _parser.parse(pattern)
    except re.error as error:
        return f"is no pattern: {error}"
    unbounded = _unbounded(tree)
    if not unbounded:
        return None
    if len(unbounded) > 1:
        return "has more than one unbounded repeat"
    if _choices(unbounded[0]):
        return "chooses inside an unbounded repeat"
    anchored = bool(tree.data) and tree.data[0][0] is _constants.AT
    return None if anchored else "has an unbounded repeat and does not start with ^"


def _unbounded(tree: Any) -> list[Any]:
    found = []
    for operator, argument in _items(tree):
        if operator in _REPEATS and (argument[1] is _constants.MAXREPEAT or argument[1] > LARGE):
            found.append(argument[2])
        for part in _parts(operator, argument):
            found += _unbounded(part)
    return found


def _choices(tree: Any) -> bool:
    return any(
        operator in (*_REPEATS, _constants.BRANCH, _constants.GROUPREF) or any(map(_choices, _parts(operator, argument)))
        for operator, argument in _items(tree)
    )


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
    return []
