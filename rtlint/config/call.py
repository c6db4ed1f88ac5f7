"""The configuration that a command line gives: files and pieces of TOML after `--config`, and options of their own."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.config.layers import Layer
from rtlint.config.load import from_call, from_file
from rtlint.config.model import Settings
from rtlint.gate import prepared


def finder(configs: Iterable[str], options: Mapping[str, Any], *, isolated: bool = False) -> Finder:
    """What finds configurations under a call; `options` are settings that the call gives by options of its own.

    ConfigError for a piece of `--config` that cannot be used.
    """
    fixed: tuple[Layer, ...] | None = None
    call: tuple[Layer, ...] = ()
    for config in configs:
        if os.path.isfile(config):
            if isolated or fixed is not None:
                raise ConfigError(f"--config names {config} beside {'--isolated' if isolated else 'another file'}")
            fixed = _of_file(config)
        elif "=" in config:
            call += from_call(config)
        else:
            raise ConfigError(f"--config names {config}, which is neither a file nor KEY=VALUE")
    settings = msgspec.convert({key.replace("_", "-"): value for key, value in options.items()}, prepared(Settings))
    return Finder((*call, Layer(settings, os.getcwd())), fixed=fixed, isolated=isolated)


def piece(config: str) -> Any:
    """The settings of a piece of TOML as a table, `{}` for one that cannot be used."""
    try:
        return msgspec.to_builtins(from_call(config)[-1].settings)
    except ConfigError:
        return {}


def _of_file(path: str) -> tuple[Layer, ...]:
    layers = from_file(path)
    if layers is None:
        raise ConfigError(f"{path} has no table [tool.rtlint]")
    return layers
