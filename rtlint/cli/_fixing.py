"""`check --fix` and `--diff`: what becomes of the fixes of a run.

All fixes are made before the first file is written, so that a mistake in the call or in a configuration changes none.
"""

import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence

import msgspec

from rtlint.cli.common import tell, write, write_bytes
from rtlint.finding import Finding
from rtlint.fixer import Fixed, fixed
from rtlint.lint import Linter
from rtlint.report._style import CYAN, GREEN, RED, Choice, paint, wants_colour
from rtlint.report._text import plural, printable
from rtlint.result import Result
from rtlint.save import Unsaved, save
from rtlint.text.diff import unified
from rtlint.text.secret import mask
from rtlint.text.source import Source

_COLOURS = {"-": (RED,), "+": (GREEN,), "@": (CYAN,)}


class Change(msgspec.Struct, frozen=True):
    """A text that is another one after its fixes."""

    old: Source
    new: Source
    result: Result
    applied: tuple[Finding, ...]


class Fixes(ABC):
    """The fixes of a run. `count` is that of the findings fixed, `failed` whether a file could not be written."""

    def __init__(self, *, unsafe: bool) -> None:
        self.unsafe = unsafe
        self.changes: list[Change] = []
        self.count = 0
        self.failed = False

    @property
    def differ(self) -> bool:
        """Whether any text is another one after its fixes."""
        return bool(self.changes)

    def find(self, linter: Linter, source: Source, result: Result) -> None:
        """Fix a source that was linted; fixes that are not to be had are told."""
        if not any(found.draft for found in result.found):
            return
        made = fixed(linter, source, unsafe=self.unsafe)
        _tell_dropped(made)
        if made.source.text != source.text:
            self.changes.append(Change(source, made.source, made.result, made.applied))

    @abstractmethod
    def carry_out(self, results: Sequence[Result], choice: Choice, *, quiet: bool) -> list[Result]:
        """Do with the fixed texts what was asked for; gives the results of the texts as they stand afterwards."""

    def _after(self, results: Sequence[Result], changes: Sequence[Change]) -> list[Result]:
        """The results with those of texts that have changed."""
        self.count = sum(len(change.applied) for change in changes)
        new = {change.old.path: change.result for change in changes}
        return [new.get(result.text.path, result) for result in results]


class Save(Fixes):
    """Fixed texts take the place of the old ones, a file after the other."""

    def carry_out(self, results: Sequence[Result], choice: Choice, *, quiet: bool) -> list[Result]:  # noqa: ARG002  # of all
        """Write the files; one that cannot be written keeps its text and its findings."""
        return self._after(results, list(filter(self._save, self.changes)))

    def _save(self, change: Change) -> bool:
        try:
            save(change.old.path, change.old.data, change.new.data)
        except Unsaved as unsaved:
            tell(f"{printable(change.old.path)} not fixed: {unsaved}")
            self.failed = True
            return False
        return True


class Filter(Fixes):
    """The text of standard input goes to standard output, fixed or not: an editor takes it for its own."""

    def __init__(self, piped: bytes, *, unsafe: bool) -> None:
        super().__init__(unsafe=unsafe)
        self.piped = piped

    def carry_out(self, results: Sequence[Result], choice: Choice, *, quiet: bool) -> list[Result]:  # noqa: ARG002  # of all
        """Write the one text there is."""
        write_bytes(self.changes[0].new.data if self.changes else self.piped)
        return self._after(results, self.changes)


class Diff(Fixes):
    """Nothing is written; standard output gets a diff."""

    def carry_out(self, results: Sequence[Result], choice: Choice, *, quiet: bool) -> list[Result]:
        """Show the diff, and tell in a line what it leaves."""
        for change in self.changes:
            write(diff(change.old, change.new, choice))
        left = sum(len(result.findings) for result in self._after(results, self.changes))
        if not quiet and (self.count or left):
            faults = (
                f"{plural(self.count, 'fault')} in {plural(len(self.changes), 'file')}" if self.count else "nothing"
            )
            tell(f"would fix {faults}, {plural(left, 'finding')} left")
        self.count = 0
        return list(results)


def diff(old: Source, new: Source, choice: Choice) -> str:
    """What is another text in a file, for standard output."""
    terminal = sys.stdout.isatty()
    # A script's colours would end up in what `patch` reads, where CI sets FORCE_COLOR for all programs.
    colour = wants_colour(choice, os.environ, terminal) if terminal else choice == "always"
    lines = unified(old.path, old.data.decode(), new.data.decode())
    return "".join(_shown(line, harmless=terminal, colour=colour) for line in lines)


def _shown(line: str, *, harmless: bool, colour: bool) -> str:
    """A line of a diff: for a program as it is, for a terminal without what could drive it."""
    end = "\r\n" if line.endswith("\r\n") else "\n"
    text = line.removesuffix(end)
    codes = _COLOURS.get(text[:1], ()) if colour else ()
    return paint(printable(text) if harmless else text, *codes) + end


def _tell_dropped(made: Fixed) -> None:
    for dropped in made.dropped:
        finding = dropped.finding
        place = f"{finding.path}:{finding.location.row}:{finding.location.column}"
        tell(printable(f"{place}: {finding.code} not fixed: {mask(dropped.reason)}"))
