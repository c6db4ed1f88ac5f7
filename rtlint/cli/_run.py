"""How a run of `check` comes by its results: from the cache, by several processes, or timed by one."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from rtlint.cli.common import tell
from rtlint.config.find import Finder
from rtlint.crew import outcomes as shared
from rtlint.inputs import Input
from rtlint.linters import Linters
from rtlint.report._style import Style
from rtlint.result import Result
from rtlint.run import Heard, Outcome, outcomes

if TYPE_CHECKING:  # few runs fix or time anything, and a run on few files has no cache
    from rtlint.cache.known import Cache
    from rtlint.cli._fixing import Fixes
    from rtlint.cli._profile import Profile

LEAST = 8
"""Files that a run has to look at for the cache to pay: to set it up costs what linting some files does."""

_COLLECTED = 50_000
"""Objects that are made before circles are looked for: reading and judging a file makes none."""


class Flags(msgspec.Struct, frozen=True):
    """What a call asks for beside paths, formats and settings, as the options below have it."""

    fix: bool
    unsafe_fixes: bool
    diff: bool
    configs: tuple[str, ...]
    isolated: bool
    against: str | None
    add_ignore: str | None
    exit_zero: bool
    sniff: bool
    force_exclude: bool
    stdin_filename: str | None
    show_settings: bool
    show_files: bool
    no_cache: bool
    profile: bool
    cache_dir: str | None
    jobs: int
    statistics: bool
    quiet: bool
    verbose: bool

    @property
    def style(self) -> Style:
        """How reports are to look."""
        fix = self.fix and not self.diff
        return Style(quiet=self.quiet, statistics=self.statistics, fix=fix, unsafe_fixes=self.unsafe_fixes)


class Run:
    """One run of `check`, from its files to its results."""

    def __init__(self, flags: Flags, finder: Finder, linters: Linters) -> None:
        self._flags = flags
        self._finder = finder
        self._linters = linters
        self._cache: Cache | None = None
        self._profile = _begun() if flags.profile else None

    def results(self, items: list[Input], fixes: "Fixes | None") -> list[Result]:
        """What was found in each file that is ours; files that are not are told."""
        if self._profile:
            return list(_ours(self._timed(items, self._profile, fixes.find if fixes else None), self._flags))
        if not fixes:
            self._cache = self._opened(items)
        afresh = self._fixed(fixes.find) if fixes else self._shared
        return list(_ours(self._cache.outcomes(items, afresh) if self._cache else afresh(items), self._flags))

    def end(self, files: int) -> None:
        """Keep what is new for runs to come, and tell what this one took."""
        if self._cache:
            self._cache.write()
            if self._cache.trouble and self._flags.verbose:
                tell(self._cache.trouble)
        if self._profile:
            tell(self._profile.told(files))

    def _opened(self, items: list[Input]) -> "Cache | None":
        """The cache, where there is one and it pays."""
        if self._flags.no_cache or len(items) < LEAST:
            return None
        from rtlint.cache.known import Cache
        from rtlint.cache.store import default_folder

        folder = self._flags.cache_dir or default_folder()
        return Cache(os.path.abspath(folder), self._finder, self._linters) if folder else None

    def _fixed(self, heard: Heard) -> Callable[[list[Input]], Iterable[Outcome]]:
        """Lints in one process, since what carries fixes out stays in it."""

        def afresh(items: list[Input]) -> Iterable[Outcome]:
            self._prepare()
            return outcomes(items, self._linters, heard)

        return afresh

    def _shared(self, items: list[Input]) -> Iterable[Outcome]:
        """Lints in several processes, while somebody at a terminal is told how far that is."""
        self._prepare()
        hidden = self._flags.quiet or os.environ.get("TERM") == "dumb" or "PRE_COMMIT" in os.environ
        if hidden or not sys.stderr.isatty():
            return shared(items, self._linters, jobs=self._flags.jobs)
        from rtlint.cli._progress import Progress

        with Progress(sys.stderr) as progress:
            return list(shared(items, self._linters, jobs=self._flags.jobs, told=progress))

    def _timed(self, items: list[Input], profile: "Profile", heard: Heard | None) -> Iterator[Outcome]:
        from rtlint.cli._profile import LOADING, LOOKING

        profile.lap(LOOKING)
        self._prepare()
        profile.lap(LOADING)
        with profile.rules():
            yield from outcomes(items, self._linters, heard, profile.lap)

    def _prepare(self) -> None:
        self._linters.load()
        gc.freeze()
        gc.set_threshold(_COLLECTED)
        gc.enable()


def _begun() -> "Profile":
    from rtlint.cli._profile import Profile

    return Profile()


def _ours(seen: Iterable[Outcome], flags: Flags) -> Iterator[Result]:
    skipped = 0
    for path, result in seen:
        if result:
            yield result
            continue
        skipped += 1
        if flags.verbose:
            tell(f"skipped {path}: it does not look like a session config")
    if skipped and not (flags.verbose or os.environ.get("PRE_COMMIT")):  # there nobody chose the files
        files = "1 file that does" if skipped == 1 else f"{skipped} files that do"
        tell(f"skipped {files} not look like a session config (-v names {'it' if skipped == 1 else 'them'})")
