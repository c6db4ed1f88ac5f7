"""A run: many files read and linted, and what came of each in the order of the files. Nothing here prints."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from rtlint.inputs import Input
from rtlint.lap import Lap, untimed
from rtlint.linters import Linters
from rtlint.result import Result
from rtlint.text.source import Source

if TYPE_CHECKING:  # a run that knows all its files lints none
    from rtlint.lint import Linter

Heard = Callable[["Linter", Source, Result], None]
"""Hears of each file that was linted: by what, what it holds, and what came of it."""

Told = Callable[[int, int], None]
"""Hears how many files are done, about, and how many there are."""


class Outcome(NamedTuple):
    """What came of a file; without a result it does not look like a session config."""

    path: str
    result: Result | None


def outcomes(
    items: Iterable[Input], linters: Linters, heard: Heard | None = None, lap: Lap = untimed
) -> Iterator[Outcome]:
    """Read and lint the files one after the other."""
    for item in items:
        source, fault = item.read()
        lap("reading")
        linter = linters.of(item.path)
        result = linter.lint(source, fault, sniff=item.sniff, lap=lap)
        if result and heard:
            heard(linter, source, result)
        yield Outcome(item.path, result)
