"""A configuration as layers: the file that is extended most widely first, the command line last."""

import datetime
import os
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import UNSET

from rtlint.config import ConfigError
from rtlint.config.globs import Globs
from rtlint.config.model import Settings
from rtlint.finding import Severity
from rtlint.session.kind import Kind
from rtlint.text.source import Source
from rtlint.text.spot import KEY, VALUE, Spot

if TYPE_CHECKING:  # few configurations speak of larger files
    from rtlint.session.inside import Inside
    from rtlint.text.part import At

CALL = "--config"
"""The name of a piece of TOML from the command line."""


class Layer:
    """The settings of one file, or of the call, with the folder that their paths are relative to.

    `source` and `table` tell where they are written; what the command line's own options say is written nowhere.
    """

    def __init__(
        self, settings: Settings, folder: str, source: Source | None = None, table: tuple[str, ...] = ()
    ) -> None:
        self.settings = settings
        self.folder = folder
        self._source = source
        self._table = table

    @property
    def written(self) -> bool:
        """Whether it is written somewhere: the options of a call are not."""
        return self._source is not None

    def error(self, words: str, *steps: str | int, part: str = VALUE) -> ConfigError:
        """The error of a mistake at a key, an item or the entry of a table of the settings."""
        return complaint(self._source, self._table, Spot(steps, part), words) if self._source else ConfigError(words)

    def origin(self, *steps: str | int) -> str:
        """Where a key of the settings is written, as `rtlint.toml:2:1`; the options of a call are no place."""
        return place(self._source, self._table, Spot(steps, KEY)) if self._source else "the command line"

    def identity(self) -> tuple[str, ...]:
        """All that it says of findings, as texts: two layers that give the same say the same at the same places."""
        if self._source:
            return (self.folder, self._source.path, self._source.text)
        # These two come after the rules.
        settings = msgspec.structs.replace(self.settings, fail_on=UNSET, baseline=UNSET)
        return () if settings == Settings() else (self.folder, msgspec.json.encode(settings).decode())

    @property
    def name(self) -> str:
        """The file, as messages show it; `--config` for a piece of TOML, empty for the options of a call."""
        return self._source.path if self._source else ""

    @property
    def file(self) -> str:
        """The whole path of its file; empty for what the call says."""
        return os.path.join(self.folder, os.path.basename(self.name)) if self.name not in ("", CALL) else ""

    @cached_property
    def excluded(self) -> Globs | None:
        """The globs of `exclude`, if there are any."""
        return Globs(self.folder, self.settings.exclude) if self.settings.exclude else None

    @cached_property
    def included(self) -> Globs | None:
        """The globs of `include`, if there are any."""
        return Globs(self.folder, self.settings.include) if self.settings.include else None

    @cached_property
    def documents(self) -> "list[tuple[Globs, list[At], Kind | None]]":
        """The globs of `documents`, each with its places. ConfigError for an entry without any, or with no path."""
        made = []
        for index, one in enumerate(self.settings.documents):
            globs = Globs(self.folder, self._listed(one.files, index, "files"))
            made.append((globs, list(self._places(index, one.at)), None if one.kind is UNSET else one.kind))
        return made

    def _listed(self, value: str | list[str], entry: int, key: str) -> list[str]:
        if not value:
            raise self.error(f"documents[{entry}].{key} is empty", "documents", entry, key)
        return [value] if isinstance(value, str) else value

    def _places(self, entry: int, at: str | list[str]) -> "Iterator[At]":
        from rtlint.text.part import read_at

        for index, text in enumerate(self._listed(at, entry, "at")):
            try:
                yield read_at(text)
            except ValueError as error:
                steps = () if isinstance(at, str) else (index,)
                raise self.error(str(error), "documents", entry, "at", *steps) from error

    @cached_property
    def ignored(self) -> list[tuple[Globs, list[str]]]:
        """The globs of `per-file-ignores`, each with its rules."""
        return [(Globs(self.folder, [glob]), rules) for glob, rules in self.settings.per_file_ignores.items()]


def complaint(source: Source, table: tuple[str, ...], spot: Spot, words: str) -> ConfigError:
    """The error of a mistake at a spot of a table, at the nearest place that is written down."""
    return ConfigError(f"{place(source, table, spot)}: {words}")


def place(source: Source, table: tuple[str, ...], spot: Spot) -> str:
    """Where a spot of a table is written, or what is nearest above it: `rtlint.toml:2:1`."""
    from rtlint.config.places import places

    known = places(source.text)
    path: Any = (*table, *spot.path)
    while path and path not in known:
        path = path[:-1]
    key, value = known.get(path, (0, 0))
    location = source.locate(value if spot.part == VALUE else key)
    return f"{source.path}:{location.row}:{location.column}"


class Config:
    """What holds for a file: the layers as one."""

    def __init__(self, layers: tuple[Layer, ...]) -> None:
        self.layers = layers

    @property
    def target(self) -> Literal["openai", "azure"]:
        """Who serves the API."""
        return self._last("target", "openai")  # type: ignore[no-any-return]  # as all of these: the struct has the type

    @property
    def fail_on(self) -> Severity:
        """The severity from which a finding makes a run fail."""
        return Severity(self._last("fail_on", "error"))

    @property
    def baseline(self) -> str | None:
        """The whole path of the file with the findings that are known; None for no such file."""
        layer = self._layer_of("baseline")
        file = layer.settings.baseline if layer else ""
        return os.path.normpath(os.path.join(layer.folder, file)) if layer and isinstance(file, str) and file else None

    @property
    def as_of(self) -> datetime.date | None:
        """The day of dated facts; None for today."""
        return self._last("as_of", None)  # type: ignore[no-any-return]

    @property
    def kind(self) -> Kind | None:
        """The kind of all documents; None for what their roots tell."""
        return self._last("kind", None)  # type: ignore[no-any-return]

    @property
    def packs(self) -> tuple[str, ...]:
        """The folders of packs, as a message shows them. ConfigError for one that is no folder."""
        return tuple(dict.fromkeys(folder for layer in self.layers for folder in _packs(layer)))

    def error(self, words: str, key: str) -> ConfigError:
        """The error of a mistake at a key of the layer that has the last word on it."""
        layer = self._layer_of(key.replace("-", "_"))
        return layer.error(words, key) if layer else ConfigError(words)

    def inside(self, path: str) -> "tuple[Inside, ...]":
        """Where session configs stand in a file that is a larger one; nothing for a file that is one as a whole.

        ConfigError for a place that is no path.
        """
        if not any(layer.settings.documents for layer in self.layers):
            return ()
        from rtlint.session.inside import Inside

        given = self._layer_of("kind")
        # What the call says of the kind goes above what a file says of some of its documents.
        kind = self.kind if given and not given.written else None
        entries = (entry for layer in self.layers for entry in layer.documents)
        return tuple(Inside(at, kind or own) for globs, ats, own in entries if globs.verdict(path) for at in ats)

    def excludes(self, path: str) -> bool:
        """Whether a file, or a folder with a slash at its end, is left out; a baseline is no config."""
        layer = self._layer_of("exclude")
        excluded = bool(layer and layer.excluded and layer.excluded.verdict(path))
        return excluded or (self.baseline is not None and self.baseline == os.path.abspath(path))

    def includes(self, path: str) -> bool | None:
        """Whether a file is a session config by its name; None where no configuration says what such names are."""
        layer = self._layer_of("include")
        return bool(layer.included and layer.included.verdict(path)) if layer else None

    def ignored_in(self, path: str) -> frozenset[str]:
        """The selectors of the rules that are not reported in a file."""
        globs = (pair for layer in self.layers for pair in layer.ignored)
        return frozenset(rule for glob, rules in globs if glob.verdict(path) for rule in rules)

    def _layer_of(self, key: str) -> Layer | None:
        return next((layer for layer in reversed(self.layers) if getattr(layer.settings, key) is not UNSET), None)

    def _last(self, key: str, otherwise: object) -> Any:
        layer = self._layer_of(key)
        return getattr(layer.settings, key) if layer else otherwise


def _packs(layer: Layer) -> Iterator[str]:
    for index, pack in enumerate(layer.settings.rule_packs):
        folder = os.path.normpath(os.path.join(layer.folder, pack))
        if not os.path.isdir(folder):
            raise layer.error(f"there is no folder {pack}", "rule-packs", index)
        yield shown(folder)


def shown(path: str) -> str:
    """A path as messages show it: from the current folder where it lies below."""
    near = os.path.relpath(path)
    return path if near.startswith("..") else near
