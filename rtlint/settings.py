"""What holds for a path, and who says so: each key with its value and its place, and the rules that report."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint import __version__
from rtlint.config.find import Finder
from rtlint.config.layers import Config
from rtlint.config.model import Settings
from rtlint.finding import Severity
from rtlint.lint import Linter
from rtlint.session.fields import fields
from rtlint.text.spot import dotted

DEFAULT = "default"
_CHOICES = ("select", "ignore", "extend-select", "extend-ignore")
_ADDING = (*_CHOICES, "per-file-ignores", "rules", "rule-packs", "documents", "voices", "models", "required-version")
_WIDTH = 100
_COLUMN = 44


class Setting(msgspec.Struct, frozen=True):
    """A key with its value, and `origin`: a place such as `rtlint.toml:2:1`, `the command line` or `default`.

    The value is None where no configuration gives one and the default is no value; `about` tells the default then.
    """

    key: str
    value: Any
    origin: str
    about: str = ""


class State(msgspec.Struct, frozen=True):
    """A rule as it is for a path: its severity, and whether it reports."""

    code: str
    name: str
    severity: Severity
    on: bool


class Shown(msgspec.Struct, frozen=True):
    """All that holds for a path; `configuration` are the files that say so, those that are extended first."""

    path: str
    configuration: tuple[str, ...]
    settings: tuple[Setting, ...]
    rules: tuple[State, ...]


def shown(path: str, folder: str, finder: Finder, linter: Linter) -> Shown:
    """What holds for a path in a folder, with the linter that is made of it."""
    config = finder.of(folder)
    files = tuple(layer.name for layer in config.layers if layer.name) if config else ()
    reporting = linter.codes & linter.cards.keys()
    rules = tuple(State(rule.code, rule.name, rule.severity, rule.code in reporting) for rule in linter.pack.rules)
    return Shown(path, files, tuple(_settings(config)), tuple(sorted(rules, key=lambda rule: rule.code)))


def as_json(made: Shown) -> str:
    """One JSON object, version 1: `path`, `configuration`, `settings` and `rules` as the structs here have them.

    A key stands several times where several files add to it.
    """
    whole = {"version": 1, "rtlint": __version__, **msgspec.to_builtins(made)}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def as_text(made: Shown) -> str:
    """The same for people: the settings as TOML, the codes of the rules by severity."""
    source = ", then ".join(made.configuration) or "no configuration"
    lines = [f"# {made.path}: {source}", *map(_line, made.settings), ""]
    on = [rule for rule in made.rules if rule.on]
    lines.append(f"# {len(on)} of {len(made.rules)} rules report")
    for severity in Severity:
        lines += _codes(severity.value, [rule.code for rule in on if rule.severity is severity])
    lines += _codes("silent", [rule.code for rule in made.rules if not rule.on])
    return "\n".join(lines) + "\n"


def _settings(config: Config | None) -> Iterator[Setting]:
    about = fields(Settings)
    for key in Settings.__struct_encode_fields__:
        given = list(_given(config, key)) if config else []
        if given:
            yield from given
            continue
        field = about[key]
        words = re.search(r"Default: (.*)\.$", field.text)
        known = None if field.default is UNSET else field.default
        yield Setting(key, known, DEFAULT, words[1] if words and known is None else "")


def _given(config: Config, key: str) -> Iterator[Setting]:
    """What the files and the call say of a key, as far as it counts."""
    layers = config.layers[_start(config, key) :]
    found: dict[tuple[object, ...], Setting] = {}
    for layer in layers:
        held: Any = msgspec.to_builtins(layer.settings).get(key, UNSET)
        if held is not UNSET and key not in _ADDING:
            found.clear()
        for steps, value in _leaves((key,), held) if held is not UNSET else ():
            known = steps if key == "rules" else (id(layer), *steps)
            found.pop(known, None)
            found[known] = Setting(dotted(steps), value, layer.origin(*steps))
    yield from found.values()


def _start(config: Config, key: str) -> int:
    """The first layer that counts: a choice of rules starts anew where a layer selects."""
    selecting = [index for index, layer in enumerate(config.layers) if layer.settings.select is not UNSET]
    return selecting[-1] if selecting and key in _CHOICES else 0


def _leaves(steps: tuple[str | int, ...], value: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values of tables and of lists of tables one by one, everything else whole."""
    items: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        items = enumerate(value)
    if not items:
        yield steps, value
    for step, item in items:
        yield from _leaves((*steps, step), item)


def _line(one: Setting) -> str:
    if one.value is None:
        return f"# {one.key}: {one.about}"
    text = f"{one.key} = {msgspec.json.encode(one.value).decode()}"
    return f"{text:{_COLUMN}}  # {one.origin}"


def _codes(head: str, codes: list[str]) -> Iterator[str]:
    line = f"#   {head:8}"
    for code in codes:
        if len(line) + len(code) + 1 > _WIDTH:
            yield line
            line = "#   " + " " * 8
        line += f" {code}"
    if codes:
        yield line
