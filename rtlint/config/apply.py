"""What a configuration makes of a pack: other severities and options, more rows in tables, the rules that report."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import UNSET

from rtlint.config.layers import Config, Layer
from rtlint.config.model import RuleSettings
from rtlint.finding import Severity
from rtlint.rule.choose import UnknownRule, chosen, hold_known
from rtlint.rule.model import Rule
from rtlint.rule.pack import Pack
from rtlint.rule.tables import Row
from rtlint.rule.tune import BadOption, with_options, with_severity
from rtlint.text.nearest import suggest
from rtlint.text.spot import KEY

OFF = "off"
_CHOICES = ("select", "ignore", "extend-select", "extend-ignore")


def with_packs(config: Config, pack: Pack) -> Pack:
    """The built-in pack with those of a configuration. ConfigError or PackError for one that cannot be used."""
    if not config.packs:
        return pack
    from rtlint.rule.own import brought  # reads YAML

    return brought(pack, config.packs)


def applied(config: Config, pack: Pack) -> Pack:
    """The pack as a configuration wants it. ConfigError for a rule or an option that does not exist."""
    pack = Pack(pack.rules, _tables(config, pack))
    rules = {rule.code: rule for rule in pack.rules}
    for layer in config.layers:
        for code, name, wanted in _wanted(layer, pack.rules):
            rules[code] = _tuned(rules[code], wanted, layer, name, pack)
    return Pack(list(rules.values()), pack.tables)


def reported(config: Config, rules: Sequence[Rule]) -> set[str]:
    """The codes that a configuration reports. ConfigError for a selector that fits no rule.

    Each layer goes on from what the one before it chose; a layer that selects starts anew.
    """
    codes: set[str] | None = None
    off = _switched_off(config, rules)
    for layer in config.layers:
        _hold_choices(layer, rules)
        own = layer.settings
        select, before = ((), codes) if own.select is UNSET else (own.select, set())
        ignored = [*own.ignore, *(code for code, where in off.items() if where is layer)]
        codes = chosen(rules, select, ignored, own.extend_select, own.extend_ignore, before=before)
    return chosen(rules) if codes is None else codes


_SUCCESSOR = {"replacement": "another model", "change": "may take other fields"}
"""What messages about the end of a model say where the configuration names no other."""


def _tables(config: Config, pack: Pack) -> dict[str, dict[str, Row]]:
    tables = dict(pack.tables)
    for layer in config.layers:
        models = {name: _SUCCESSOR | msgspec.to_builtins(row) for name, row in layer.settings.models.items()}
        voices: dict[str, Row] = {name: {} for name in layer.settings.voices}
        for name, rows in (("models", models), ("voices", voices)):
            tables[name] = {**tables.get(name, {}), **rows}
    return tables


def _wanted(layer: Layer, rules: Sequence[Rule]) -> Iterator[tuple[str, str, RuleSettings]]:
    """The code of each rule that a layer speaks of, the name that it uses, and what it wants."""
    codes = {name: rule.code for rule in rules for name in (rule.name, rule.code)}
    for name, wanted in layer.settings.rules.items():
        if name not in codes:
            hint = suggest(name, codes, otherwise="rtlint rules lists them")
            raise layer.error(f"no rule is called {name}; {hint}", "rules", name, part=KEY)
        yield codes[name], name, wanted


def _tuned(rule: Rule, wanted: RuleSettings, layer: Layer, name: str, pack: Pack) -> Rule:
    if wanted.severity is not UNSET and wanted.severity != OFF:
        rule = with_severity(rule, Severity(wanted.severity))
    if not wanted.options:
        return rule
    from rtlint.rule.paths import misfits  # knows all structs of the API

    for option, value in wanted.options.items():
        at = ("rules", name, "options", option)
        try:
            changed = with_options(rule, {option: value})
        except BadOption as error:
            raise layer.error(str(error), *at, part=error.part) from error
        for words in set(misfits(changed, pack)) - set(misfits(rule, pack)):
            raise layer.error(words, *at)
        rule = changed
    return rule


def _switched_off(config: Config, rules: Sequence[Rule]) -> dict[str, Layer]:
    """The rules whose last severity is `off`, each with the layer that says so."""
    off: dict[str, Layer] = {}
    for layer in config.layers:
        for code, _name, wanted in _wanted(layer, rules):
            if wanted.severity == OFF:
                off[code] = layer
            elif wanted.severity is not UNSET:
                off.pop(code, None)
    return off


def _hold_choices(layer: Layer, rules: Sequence[Rule]) -> None:
    own = layer.settings
    lists = zip(_CHOICES, (own.select, own.ignore, own.extend_select, own.extend_ignore), strict=True)
    for key, selectors in lists:
        for index, selector in enumerate(selectors if isinstance(selectors, list) else ()):
            _hold(layer, selector, rules, key, index)
    for glob, selectors in own.per_file_ignores.items():
        for index, selector in enumerate(selectors):
            _hold(layer, selector, rules, "per-file-ignores", glob, index)


def _hold(layer: Layer, selector: str, rules: Sequence[Rule], *steps: str | int) -> None:
    try:
        hold_known(selector, rules)
    except UnknownRule as error:
        raise layer.error(str(error), *steps) from error
