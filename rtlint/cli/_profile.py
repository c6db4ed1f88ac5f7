"""`check --profile`: what the stages of a run and its rules take, told on standard error.

Such a run has one process and no cache: what one file takes is to be seen, not what others save it.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rtlint.rule.timing import Clock, Spent, timed

STARTING, LOOKING, LOADING, REPORTING = "starting", "looking for files", "loading rules", "reporting"


class Profile:
    """The times of a run, in seconds of the processor."""

    def __init__(self) -> None:
        self._clock = Clock()
        self._stages: dict[str, float] = {}
        self._last = 0.0
        self.lap(STARTING)

    def lap(self, stage: str) -> None:
        """What was done since the last lap belongs to a stage."""
        now = time.process_time()
        self._stages[stage] = self._stages.get(stage, 0.0) + now - self._last
        self._last = now

    @contextmanager
    def rules(self) -> Iterator[None]:
        """Rules that judge within are timed."""
        with timed(self._clock):
            yield

    def told(self, files: int) -> str:
        """Both tables, the longest rules first, without a last line end; what came last was the report."""
        self.lap(REPORTING)
        return table(self._stages, self._clock.spent, files)


def table(stages: dict[str, float], rules: dict[str, Spent], files: int) -> str:
    """The stages in their order with their share; the rules, the longest first, with what a look takes."""
    whole = sum(stages.values()) or 1.0
    counted = "1 file" if files == 1 else f"{files} files"
    lines = [f"{counted}, one process, no cache; timing makes rules slower", "", f"{'stage':18}{'ms':>10}{'share':>8}"]
    lines += [f"{name:18}{spent * 1e3:10.1f}{spent / whole:8.0%}" for name, spent in stages.items()]
    lines += ["", f"{'rule':18}{'ms':>10}{'looks':>8}{'µs each':>9}"]
    ranked = sorted(rules.items(), key=lambda item: (-item[1].seconds, item[0]))
    lines += [
        f"{code:18}{one.seconds * 1e3:10.2f}{one.looks:8}{one.seconds / one.looks * 1e6:9.1f}" for code, one in ranked
    ]
    return "\n".join(lines)
