"""Reads configurations: TOML into layers, with the place of every mistake."""

import os
import re
import tomllib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from rtlint import __version__
from rtlint.config import ConfigError
from rtlint.config.layers import CALL, Layer, complaint, shown
from rtlint.config.model import Settings
from rtlint.gate import prepared
from rtlint.text.source import Source, Unreadable, read
from rtlint.text.spot import KEY, Spot

if TYPE_CHECKING:  # loads what speaks of mistakes
    from rtlint.rule.typed import Complaint

PYPROJECT = "pyproject.toml"
_TABLE = ("tool", "rtlint")


def from_file(path: str, way: Sequence[str] = ()) -> tuple[Layer, ...] | None:
    """The layers of a file: those that it extends, then its own; None for a pyproject.toml without `[tool.rtlint]`.

    ConfigError, with its place, for what is no configuration.
    """
    return from_text(_source(path), path, way)


def from_text(source: Source, path: str, way: Sequence[str] = ()) -> tuple[Layer, ...] | None:
    """The same for a text that stands in the file at `path`, or is going to."""
    table = _TABLE if os.path.basename(path) == PYPROJECT else ()
    held = _held(_parsed(source), table)
    if held is None:
        return None
    layer = Layer(_settings(held, source, table), os.path.dirname(os.path.abspath(path)), source, table)
    return (*_extended(layer, (*way, os.path.realpath(path))), layer)


def peek(path: str) -> Any:
    """What a file holds for us, as it stands: `{}` where it cannot be read, None where it is no configuration."""
    table = _TABLE if os.path.basename(path) == PYPROJECT else ()
    try:
        held = _held(_parsed(_source(path)), table)
    except ConfigError:
        return {}
    return held if held is None or isinstance(held, dict) else {}


def _held(whole: Any, table: Sequence[str]) -> Any:
    """What a table of a file holds, None where it has no such table."""
    for step in table:
        whole = whole.get(step) if isinstance(whole, dict) else None
    return whole


def from_call(text: str) -> tuple[Layer, ...]:
    """The layers of a piece of TOML from the command line; its paths are relative to the current folder."""
    source = Source(CALL, text)
    layer = Layer(_settings(_parsed(source), source, ()), os.getcwd(), source)
    return (*_extended(layer, ()), layer)


def _extended(layer: Layer, way: Sequence[str]) -> tuple[Layer, ...]:
    other = layer.settings.extend
    if not isinstance(other, str):
        return ()
    path = os.path.normpath(os.path.join(layer.folder, other))
    if os.path.realpath(path) in way:
        raise layer.error(f"{other} leads back to this file", "extend")
    if not os.path.isfile(path):
        raise layer.error(f"there is no file {other}", "extend")
    layers = from_file(path, way)
    if layers is None:
        raise layer.error(f"{other} has no table [tool.rtlint]", "extend")
    return layers


def _source(path: str) -> Source:
    try:
        return read(path, shown(os.path.abspath(path)))
    except Unreadable as error:
        raise ConfigError(str(error)) from error


def _parsed(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except RecursionError as error:
        raise _at(source, 0, "the values are nested too deep") from error
    except ValueError as error:
        words, _, where = str(error).partition(" (at ")
        place = re.search(r"line (\d+), column (\d+)", where)
        row, column = place.groups() if place else _end(source)
        words = re.sub(r"\('([^)]*?)',?\)", lambda keys: keys[1].replace("', '", "."), words)
        raise ConfigError(f"{source.path}:{row}:{column}: {words[:1].lower()}{words[1:]}") from error


def _end(source: Source) -> tuple[int, int]:
    end = source.locate(len(source.text))
    return end.row, end.column


def _at(source: Source, offset: int, words: str) -> ConfigError:
    location = source.locate(offset)
    return ConfigError(f"{source.path}:{location.row}:{location.column}: {words}")


def _settings(value: Any, source: Source, table: tuple[str, ...]) -> Settings:
    def mistake(spot: Spot, words: str) -> ConfigError:
        return complaint(source, table, spot, words)

    if not table and isinstance(value.get("tool"), dict) and "rtlint" in value["tool"]:
        words = f"[tool.rtlint] is for {PYPROJECT}; here the keys stand by themselves"
        raise mistake(Spot(("tool", "rtlint"), KEY), words)
    _hold_version(value, mistake)  # first: a file for another version may have keys that this one does not know
    return _typed(value, mistake)


def _typed(value: Any, mistake: "Complaint") -> Settings:
    """The settings; where something is wrong with them, or only might be, the long way finds the words for it."""
    if _is_simple(value):
        try:
            return msgspec.convert(value, prepared(Settings))
        except msgspec.ValidationError:
            pass
    from rtlint.rule.typed import typed

    settings: Settings = typed(value, Settings, mistake)
    return settings


def _is_simple(value: object) -> bool:
    """Whether a value holds nothing that msgspec takes more lightly than we do: no fractions, no dates."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return type(value) in (dict, list, str, int, bool) and all(map(_is_simple, items))


def _hold_version(value: Any, mistake: "Complaint") -> None:
    asked = value.get("required-version") if isinstance(value, dict) else None
    if not isinstance(asked, str):
        return
    from rtlint.config.version import wanted

    spot = Spot(("required-version",))
    try:
        fits = wanted(asked, __version__)
    except ValueError as error:
        raise mistake(spot, str(error)) from error
    if not fits:
        raise mistake(spot, f"this is rtlint {__version__}; the configuration asks for {asked}")
