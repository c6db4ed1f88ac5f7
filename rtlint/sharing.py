"""Linters for many calls in one process: rules are read once, and a linter serves all that its configuration holds for.

A configuration is looked for at each call, as somebody may write one in the meantime.
"""

import datetime
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import EllipsisType
from typing import Any, Literal, get_args

import msgspec

from rtlint.config import ConfigError
from rtlint.config.find import Finder, folder_of
from rtlint.gate import ALONE
from rtlint.lint import Linter
from rtlint.linters import Linters, today
from rtlint.result import Result
from rtlint.rule.model import PackError
from rtlint.rule.pack import Pack, built_in

Choice = str | os.PathLike[str] | EllipsisType | None
"""Which configuration counts: that of a path, the nearest for `...`, none at all for None."""

Server = Literal["openai", "azure"]
Name = Literal["request", "session", "event", "response", "translation"]

_KNOWN: dict[object, Linters] = {}
_KNOWN_AT_MOST = 32


class Misconfigured(ValueError):
    """A configuration, or a pack of rules that it names, cannot be used; the message starts with its place."""

    __module__ = "rtlint"


class Wanted(msgspec.Struct, frozen=True):
    """How somebody wants documents to be judged. ValueError where it is not possible."""

    config: Choice = ...
    as_of: datetime.date | str | None = None
    target: Server | None = None
    kind: Name | None = None

    def finder(self) -> Finder:
        """What finds configurations. Misconfigured for one that is named and cannot be used."""
        days = datetime.date.fromisoformat(self.as_of) if isinstance(self.as_of, str) else self.as_of
        given = {"as_of": days, "target": _one_of(Server, self.target), "kind": _one_of(Name, self.kind)}
        settings = {key: value for key, value in given.items() if value is not None}
        configs = () if self.config is None or isinstance(self.config, EllipsisType) else (os.fspath(self.config),)
        if not settings and not configs:
            return Finder(isolated=self.config is None)
        from rtlint.config.call import finder

        with misconfigured():
            return finder(configs, settings, isolated=self.config is None)


class Judge:
    """Who judges a call's documents: the linter of each, by the configuration of its place."""

    def __init__(self, wanted: Wanted) -> None:
        """Misconfigured where the call names a configuration that cannot be used, ValueError for another option."""
        self.finder = wanted.finder()

    def linter(self, path: str) -> Linter:
        """The linter of a file, or of what stands for one. Misconfigured where the configuration cannot be used."""
        with misconfigured(), ALONE:  # rules are read, and linters made, for the first who asks
            return _linters(self.finder.of(folder_of(path))).of(path)

    def new(self, result: Result) -> Result:
        """A result without what the baseline of its file knows. Misconfigured for a baseline that cannot be used."""
        with misconfigured():
            config = self.finder.of(folder_of(result.text.path))
            if config is None or config.baseline is None:
                return result
            from rtlint.baseline import Baselines

            baseline = Baselines(self.finder, Linters(None, self.finder)).of(result.text.path)
            return baseline.new(result) if baseline else result


@contextmanager
def misconfigured() -> Iterator[None]:
    """Around what reads configurations and packs."""
    try:
        yield
    except (ConfigError, PackError) as error:
        raise Misconfigured(str(error)) from error


def _one_of(names: Any, given: str | None) -> str | None:
    if given not in (None, *get_args(names)):
        raise ValueError(f"{given!r} is none of {', '.join(get_args(names))}")
    return given


def _linters(config: Any) -> Linters:
    """Linters that know one configuration and take it for everybody's."""
    layers = config.layers if config else ()
    key = (today(), os.getcwd() if layers else "", *(layer.identity() for layer in layers))
    if key not in _KNOWN:
        if len(_KNOWN) >= _KNOWN_AT_MOST:
            _KNOWN.clear()
        return _KNOWN.setdefault(key, Linters(_pack(), Finder(tuple(layers), isolated=True)))
    return _KNOWN[key]


@cache
def _pack() -> Pack:
    return built_in()
