"""The files that a configuration is made of, whether it can be used or not: who watches them sees it mended."""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from rtlint.config.find import NAMES, candidates
from rtlint.config.load import peek

Mark = tuple[int, int, int]
"""What tells that a file is another than it was: its time in nanoseconds, its size and its number."""


class Trail:
    """Whole paths of files and of folders of packs that findings depend on; some may not exist (yet)."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        self._read: set[str] = set()

    def follow(self, folder: str) -> None:
        """Take in all that may hold for a folder: from it up to the first configuration, with what that names."""
        here = os.path.abspath(folder)
        while True:
            self.files.update(os.path.join(here, name) for name in NAMES)
            for path in candidates(here):
                if peek(path) is not None:
                    self.configuration(path)
                    return
            parent = os.path.dirname(here)
            if parent == here or os.path.exists(os.path.join(here, ".git")):
                return
            here = parent

    def configuration(self, path: str) -> None:
        """Take in a configuration, with what it extends and names."""
        whole = os.path.abspath(path)
        self.files.add(whole)
        if whole not in self._read:
            self._read.add(whole)
            self.table(peek(whole) or {}, os.path.dirname(whole))

    def table(self, table: Mapping[str, Any], folder: str) -> None:
        """Take in what a table of settings names, beside its folder."""
        extend, packs, baseline = table.get("extend"), table.get("rule-packs"), table.get("baseline")
        if isinstance(extend, str):
            self.configuration(os.path.join(folder, extend))
        if isinstance(baseline, str) and baseline:
            self.files.add(os.path.normpath(os.path.join(folder, baseline)))
        for pack in packs if isinstance(packs, list) else ():
            if isinstance(pack, str):
                self.pack(os.path.normpath(os.path.join(folder, pack)))

    def pack(self, folder: str) -> None:
        """Take in a folder of rules, with those that it extends."""
        from rtlint.rule.model import PackError
        from rtlint.rule.own import manifest_of  # reads YAML

        if folder in self.folders:
            return
        self.folders.add(folder)
        try:
            others = manifest_of(folder).extends
        except PackError:
            return
        for other in others:
            self.pack(os.path.normpath(os.path.join(folder, other)))

    def marks(self) -> dict[str, Mark | None]:
        """What all its files are known by now; None for one that is not there."""
        from rtlint.rule.pack import MANIFEST, rule_files, table_files

        within: Iterator[str] = (
            path
            for folder in self.folders
            for path in (os.path.join(folder, MANIFEST), *rule_files(folder), *table_files(folder))
        )
        return {path: _mark(path) for path in (*self.files, *within)}


def _mark(path: str) -> Mark | None:
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino
