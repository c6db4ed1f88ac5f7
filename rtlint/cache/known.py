"""A run with a cache: what is known comes out of it, the rest is linted afresh and goes in. Nothing here prints."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rtlint.cache import store
from rtlint.cache.identity import digest, of_config, of_rtlint
from rtlint.config.find import Finder, folder_of
from rtlint.inputs import Input, contents
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
    key: bytes = b""
    known: Outcome | None = None


class Cache:
    """What earlier runs in the current folder have found. `trouble` says why it is of no use, if so."""

    def __init__(self, folder: str, finder: Finder, linters: Linters) -> None:
        self.trouble = ""
        self._day = today()
        self._finder = finder
        self._linters = linters
        self._path = os.path.join(folder, f"{self._name()}.rtlint")
        self._configs: dict[Config | None, bytes] = {}
        self._folders: dict[str, bytes | None] = {}
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
        said = {own: self._linters.said(config) for config, own in self._configs.items()}
        try:
            store.write(self._path, store.Kept({own: one for own, one in said.items() if one.cards}, self._used))
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
        self.trouble = self.trouble or f"the cache {os.path.dirname(self._path)} cannot be used: {reason}"

    def _look(self, item: Input) -> _Looked:
        own = self._identity(folder_of(item.path))
        data = None if item.fault or own is None else _read(item.path)
        if own is None or data is None:
            return _Looked(item)
        key = digest(os.fsencode(item.path), b"?" if item.sniff else b"", own, data)
        entry = self._kept.entries.get(key)
        if entry is None or own not in self._kept.said:
            return _Looked(Input(item.path, item.sniff, data=data), key)
        self._used[key] = entry
        return _Looked(item, key, unpacked(entry))

    def _identity(self, folder: str) -> bytes | None:
        """What stands for the configuration of a folder; None for one that cannot be used: whoever lints says why."""
        if folder not in self._folders:
            try:
                self._folders[folder] = self._meet(self._finder.of(folder))
            except Exception:  # noqa: BLE001  # the same comes up where a file of the folder is linted, in its turn
                self._folders[folder] = None
        return self._folders[folder]

    def _meet(self, config: "Config | None") -> bytes:
        """What is said of a configuration is known from earlier, or will be once its linter is made."""
        if config not in self._configs:
            own = self._configs[config] = of_config(config)
            self._linters.said(config)
            if own in self._kept.said:
                self._linters.recall(config, self._kept.said[own])
        return self._configs[config]

    def _keep(self, one: _Looked, outcome: Outcome) -> None:
        data = None if outcome.result and _tells_secret(outcome.result) else packed(outcome)
        if data is not None:
            self._used[one.key] = data
            self._new = True


def _read(path: str) -> bytes | None:
    try:
        return contents(path)
    except OSError:
        return None


def _tells_secret(result: Result) -> bool:
    """Whether the paths inside of a result tell what no finding does: names that are secrets, or lie within one."""
    for found in result.found:
        path = (*found.way, *found.path)
        if is_secret(path[:-1]) or any(mask(step) != step for step in (*path, *found.known) if isinstance(step, str)):
            return True
    return False
