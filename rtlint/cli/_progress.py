"""A line on the terminal that tells how far a long run has come, and is gone when there is something to read."""

import os
import time
from collections.abc import Callable
from typing import Self, TextIO

DELAY = 1.0
"""Seconds before anything is shown: who waits less does not ask."""

_EVERY = 0.1
_BAR = 24


class Progress:
    """The line, told of every file; to be used as a context, at whose end it is gone."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + DELAY
        self._width = 0

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` files have been looked at, if it is time to."""
        now = self._clock()
        if now < self._next:
            return
        self._next = now + _EVERY
        self._put(line(done, total, self._columns()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        if self._width:
            self._put(" " * self._width + "\r")

    def _put(self, text: str) -> None:
        # Blanks and not a terminal's own words, which some do not know.
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except OSError:
            return 80


def line(done: int, total: int, columns: int) -> str:
    """A bar with its numbers, in less than `columns` characters; without the bar, or cut, where that is too few."""
    text = f"{done:{len(str(total))}} of {total} files"
    filled = _BAR * done // total
    whole = f"[{'#' * filled}{'.' * (_BAR - filled)}] {text}"
    return whole if len(whole) < columns else text[: columns - 1]
