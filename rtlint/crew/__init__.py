"""A run in several processes: the same outcomes in the same order, whoever lints which file. Nothing here prints."""

import os
from collections.abc import Iterable, Iterator

from rtlint import run
from rtlint.inputs import Input
from rtlint.linters import Linters
from rtlint.run import Outcome, Told

AUTO = 0
"""As many processes as the machine can run at once and the files are worth."""


def _unheard(_done: int, _total: int) -> None:
    """Most runs are over before anybody looks."""


def outcomes(items: Iterable[Input], linters: Linters, *, jobs: int = AUTO, told: Told = _unheard) -> Iterator[Outcome]:
    """Read and lint the files in up to `jobs` processes, 1 or more or AUTO; in one where the system cannot fork.

    ConfigError or PackError, before any file is read, when what is wanted for one of them cannot be used.
    """
    files = list(items)
    for file in files:
        linters.of(file.path)  # what it remarks is known here then, and children find it made
    if jobs != 1 and len(files) > 1 and hasattr(os, "fork"):
        from rtlint.crew.plan import plan

        shared = plan(files, jobs)
        if shared:
            from rtlint.crew.work import Crew

            yield from Crew(files, linters, shared, told).outcomes()
            return
    for number, outcome in enumerate(run.outcomes(files, linters), 1):
        told(number, len(files))
        yield outcome
