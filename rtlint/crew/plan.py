"""How many processes share which files: pieces of work that take about as long, the longest files first."""

import os
import sys
from collections.abc import Sequence
from stat import S_ISREG
from typing import NamedTuple

from rtlint.inputs import Input

WORTH = 32 * 1024
"""Bytes of files that pay for one more process: about twenty sessions. A fork costs what one or two of them do."""

PIECES = 256
"""A piece is claimed by reading its number, one byte, from a pipe: no system tears a byte, and no pipe is too small."""


class Plan(NamedTuple):
    """How many processes share which pieces, as indexes of files; `own` is what only the parent can read."""

    hands: int
    pieces: Sequence[Sequence[int]]
    own: Sequence[int]


def plan(files: Sequence[Input], jobs: int) -> Plan | None:
    """How to share the files out among `jobs` processes, 0 for as many as pay; None where one does as well."""
    sizes = [_size(file) for file in files]
    # The longest first, so that in the end all are free at about the same time.
    shared = sorted((index for index, size in enumerate(sizes) if size >= 0), key=lambda index: -sizes[index])
    count = min(PIECES, len(shared))
    hands = min(count, jobs or min(usable(), sum(sizes) // WORTH))
    own = [index for index, size in enumerate(sizes) if size < 0]
    return Plan(hands, [shared[start::count] for start in range(count)], own) if hands > 1 else None


def usable() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _size(file: Input) -> int:
    """Bytes of a file, 0 for one that is not there; -1 for what can be read but once, as a pipe."""
    if file.data is not None:
        return len(file.data)
    try:
        seen = os.stat(file.path)
    except (OSError, ValueError):
        return 0
    return seen.st_size if S_ISREG(seen.st_mode) or file.fault else -1
