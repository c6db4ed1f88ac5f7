"""One linter for each configuration of a run: which one a file gets, and from which severity its findings fail."""

import datetime
import os
from typing import TYPE_CHECKING

from rtlint.config.find import Finder
from rtlint.finding import Finding, RuleCard, Severity
from rtlint.lint import Linter
from rtlint.rule.choose import chosen, named
from rtlint.rule.pack import Pack

if TYPE_CHECKING:  # as in find
    from rtlint.config.layers import Config
    from rtlint.session.inside import Inside
    from rtlint.suppress.waivers import Waivers


class Linters:
    """The linters of a run, each made when the first file wants it."""

    def __init__(self, pack: Pack, finder: Finder) -> None:
        """`pack` are the built-in rules, which the configurations of `finder` change and add to."""
        self._pack = pack
        self._finder = finder
        self._made: dict[Config | None, Linter] = {}
        self._waivers: dict[Config | None, Waivers] = {}
        self._fewer: dict[tuple[Config | None, frozenset[str]], Linter] = {}
        self._within: dict[tuple[Linter, tuple[Inside, ...]], Linter] = {}

    @property
    def cards(self) -> dict[str, RuleCard]:
        """The cards of all rules of all linters."""
        return {code: card for linter in self._made.values() for code, card in linter.cards.items()}

    @property
    def packs(self) -> tuple[str, ...]:
        """The folders of all packs that the configurations bring along, each once."""
        return tuple(dict.fromkeys(folder for config in self._made if config for folder in config.packs))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user is to be told of the configurations, each once."""
        return tuple(dict.fromkeys(line for waivers in self._waivers.values() for line in waivers.expired))

    def of(self, path: str) -> Linter:
        """The linter of a file. ConfigError or PackError when what is wanted there cannot be used."""
        config = self._finder.of(os.path.dirname(path))
        if config not in self._made:
            self._made[config] = self._new(config)
        if config is None:
            return self._made[config]
        ignored, inside = config.ignored_in(path), config.inside(path)
        linter = self._without(config, ignored) if ignored else self._made[config]
        linter = self._of_parts(linter, inside) if inside else linter
        return linter.waiving(self._waivers[config].of(path)) if config in self._waivers else linter

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the run fail."""
        config = self._finder.of(os.path.dirname(finding.path))
        least = config.fail_on if config else Severity.ERROR
        return finding.severity.weight >= least.weight

    def hold(self) -> None:
        """ConfigError or PackError where no file has asked yet, and the current folder's configuration is wrong."""
        if not self._made:
            self.of("")

    def _without(self, config: "Config | None", ignored: frozenset[str]) -> Linter:
        if (config, ignored) not in self._fewer:
            linter = self._made[config]
            self._fewer[config, ignored] = linter.without(named(ignored, linter.engine.rules))
        return self._fewer[config, ignored]

    def _of_parts(self, linter: Linter, inside: "tuple[Inside, ...]") -> Linter:
        if (linter, inside) not in self._within:
            self._within[linter, inside] = linter.within(inside)
        return self._within[linter, inside]

    def _new(self, config: "Config | None") -> Linter:
        today = datetime.datetime.now(datetime.UTC).date()
        if config is None:
            return Linter(self._pack, chosen(self._pack.rules), as_of=today)
        from rtlint.config.apply import applied, reported, with_packs

        pack = applied(config, with_packs(config, self._pack))
        codes = reported(config, pack.rules)
        if any(layer.settings.suppress for layer in config.layers):
            from rtlint.suppress.waivers import Waivers

            self._waivers[config] = Waivers(config, pack.rules, config.as_of or today)
        return Linter(pack, codes, as_of=config.as_of or today, kind=config.kind, target=config.target)
