"""A run with a cache: what is known comes out of it, the rest is linted afresh and goes in. Nothing here prints."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rtlint.cache import store
from rtlint.cache.identity import digest, of_config, of_rtlint
from rtlint.config.find import Finder
from rtlint.inputs import Input
from rtlint.linters import Linters, today
from rtlint.record import packed, unpacked
from rtlint.result import Result
from rtlint.run import Outcome
from rtlint.text.secret import is_secret, mask

if TYPE_CHECKING:  # as in find
    from rtlint.config.layers import Config

Afresh = Callable[[list[Input]], Iterable[Outcome]]
"""Lints files, and gives what came of each in their order."""


class _Looked(NamedTuple):
    """A file that was looked up: `key` stands for all that its result depends on, and is empty where that is unclear.

    `item` has the bytes that the key stands for: what is linted is what was looked up, whoever writes meanwhile.
    """

    item: Input
    config: "Config | None"
    key: bytes
    known: Outcome | None


class Cache:
    """What earlier runs in the current folder have found. `trouble` says why it is of no use, if so."""

    def __init__(self, folder: str, finder: Finder, linters: Linters) -> None:
        self.trouble = ""
        self._day = today()
        self._finder = finder
        self._linters = linters
        self._path = os.path.join(folder, f"{self._name()}.rtlint")
        self._configs: dict[Config | None, bytes] = {}
        self._kept = self._load()
        self._used: dict[bytes, bytes] = {}
        self._new = False

    def outcomes(self, items: Sequence[Input], afresh: Afresh) -> Iterator[Outcome]:
        """What came of some files, in order. ConfigError or PackError when what is wanted there cannot be used."""
        looked = [self._look(item) for item in items]
        rest = [one.item for one in looked if one.known is None]
        made = iter(afresh(rest)) if rest else iter(())
        for one in looked:
            if one.known:
                yield one.known
                continue
            outcome = next(made)
            if one.key:
                self._keep(one, outcome)
            yield outcome

    def write(self) -> None:
        """Keep what is new for runs to come, now that the run has ended well."""
        if not self._new or self._day != today():
            return
        said = {self._configs[config]: self._linters.said(config) for config in self._configs}
        try:
            store.write(self._path, store.Kept(said, self._used))
        except OSError as error:
            self._hold(error)

    def _name(self) -> str:
        parts = (of_rtlint(), os.fsencode(os.getcwd()), self._day.isoformat().encode())
        return digest(*parts).hex()

    def _load(self) -> store.Kept:
        try:
            return store.load(self._path)
        except OSError as error:
            self._hold(error)
            return store.Kept()

    def _hold(self, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        self.trouble = f"the cache {os.path.dirname(self._path)} cannot be used: {reason}"

    def _look(self, item: Input) -> _Looked:
        config = self._finder.of(os.path.dirname(item.path))
        if config not in self._configs:
            self._meet(config)
        data = None if item.fault else _read(item.path)
        if data is None:
            return _Looked(item, config, b"", None)
        key = digest(os.fsencode(item.path), b"?" if item.sniff else b"", self._configs[config], data)
        entry = self._kept.entries.get(key)
        if entry is None:
            return _Looked(Input(item.path, item.sniff, data=data), config, key, None)
        self._used[key] = entry
        return _Looked(item, config, key, unpacked(entry))

    def _meet(self, config: "Config | None") -> None:
        """What is said of a configuration is known from earlier, or will be once its linter is made."""
        own = self._configs[config] = of_config(config)
        self._linters.said(config)
        if own in self._kept.said:
            self._linters.recall(config, self._kept.said[own])

    def _keep(self, one: _Looked, outcome: Outcome) -> None:
        data = None if outcome.result and _tells_secret(outcome.result) else packed(outcome)
        if data is not None:
            self._used[one.key] = data
            self._new = True


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except OSError:
        return None


def _tells_secret(result: Result) -> bool:
    """Whether the paths inside of a result tell what no finding does: names that are secrets, or lie within one."""
    for found in result.found:
        path = (*found.way, *found.path)
        if is_secret(path[:-1]) or any(mask(step) != step for step in (*path, *found.known) if isinstance(step, str)):
            return True
    return False
