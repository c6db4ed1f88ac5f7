"""Which configuration holds where: the nearest file wins. A run without any loads nothing but this module."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # tomllib and the structs of settings are only loaded where a configuration exists
    from collections.abc import Iterator

    from rtlint.config.layers import Config, Layer

NAMES = (".rtlint.toml", "rtlint.toml", "pyproject.toml")
"""The names of configurations; of several in a folder the first counts."""

BASELINE = ".rtlint-baseline.json"
"""The name of a baseline where nobody says another."""

MARK = b"tool.rtlint"
"""What a pyproject.toml has to hold to be looked at."""


def folder_of(path: str) -> str:
    """The folder of a file at a quarter of what `os.path.dirname` costs: each file of a run is asked several times."""
    return path[: path.rfind("/") + 1] if os.sep == "/" else os.path.dirname(path)


class Finder:
    """The configuration of each folder. Each file is read once, and folders of one file share one configuration."""

    def __init__(
        self, call: "tuple[Layer, ...]" = (), *, fixed: "tuple[Layer, ...] | None" = None, isolated: bool = False
    ) -> None:
        """The layers of the command line, `call`, go above every file; `fixed` or `isolated` ends the search."""
        self._call = call
        self._nothing = _joined((*(fixed or ()), *call))
        self._fixed = isolated or fixed is not None
        self._known: dict[str, Config | None] = {}

    def of(self, folder: str) -> "Config | None":
        """The configuration of a folder, or None. ConfigError for one that cannot be used."""
        if folder not in self._known:
            whole = os.path.abspath(folder)
            if whole not in self._known:
                self._known[whole] = self._nothing if self._fixed else self._found(whole)
            self._known[folder] = self._known[whole]
        return self._known[folder]

    def _found(self, folder: str) -> "Config | None":
        for path in candidates(folder):
            from rtlint.config.load import from_file

            layers = from_file(path)
            if layers is not None:
                return _joined((*layers, *self._call))
        parent = os.path.dirname(folder)
        if parent == folder or os.path.exists(os.path.join(folder, ".git")):
            return self._nothing
        return self.of(parent)


def candidates(folder: str) -> "Iterator[str]":
    """The files of a folder that may be its configuration, the one that counts first."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != NAMES[-1] or _speaks_of_us(path)):
            yield path


def _joined(layers: "tuple[Layer, ...]") -> "Config | None":
    if not layers:
        return None
    from rtlint.config.layers import Config

    return Config(layers)


def _speaks_of_us(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return MARK in file.read()
    except OSError:
        return False
