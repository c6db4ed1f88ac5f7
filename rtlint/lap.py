"""The stages of a run, for somebody who times them."""

from collections.abc import Callable

Lap = Callable[[str], None]
"""Hears the name of each stage that has come to its end."""


def untimed(_stage: str) -> None:
    """Most runs are timed by nobody."""
