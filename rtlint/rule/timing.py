"""How long each rule takes: its clauses, timed at every look."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import msgspec

from rtlint.rule.blame import Blame
from rtlint.rule.case import Case
from rtlint.rule.engine import Blames, Compiled, Engine
from rtlint.text.spot import Path


class Spent(msgspec.Struct):
    """What a rule has taken: seconds, and how many values it was asked about."""

    seconds: float = 0.0
    looks: int = 0


class Clock:
    """Runs functions for rules, and takes down by code what they take."""

    def __init__(self) -> None:
        self.spent: dict[str, Spent] = {}
        self._running = False

    def run(self, code: str, function: Callable[..., Any], *given: object) -> Any:
        """What a function gives; one that another calls is part of that."""
        if self._running:
            return function(*given)
        self._running, start = True, time.perf_counter()
        try:
            return function(*given)
        finally:
            self._running = False
            spent = self.spent.setdefault(code, Spent())
            spent.seconds += time.perf_counter() - start
            spent.looks += 1


@contextmanager
def timed(clock: Clock) -> Iterator[None]:
    """Engines that begin to judge within let a clock run their rules."""
    before = Engine.compiled
    Engine.compiled = type("Timed", (_Timed,), {"clock": clock})
    try:
        yield
    finally:
        Engine.compiled = before


class _Timed(Compiled):
    clock: Clock

    def _prepare(self) -> Blames:
        blames = super()._prepare()
        if self.met is not None:
            self.met = partial(self.clock.run, self.rule.code, self.met)
        return blames

    def blames_unmet(self, value: object, path: Path, case: Case) -> Sequence[Blame]:
        return self.clock.run(self.rule.code, super().blames_unmet, value, path, case)  # type: ignore[no-any-return]

    def keeps_still(self, value: object, path: Path, case: Case) -> bool:
        return self.clock.run(self.rule.code, super().keeps_still, value, path, case)  # type: ignore[no-any-return]
