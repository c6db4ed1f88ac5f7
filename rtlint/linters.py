"""One linter for each configuration of a run: which one a file gets, and from which severity its findings fail."""

import datetime
from typing import TYPE_CHECKING

import msgspec

from rtlint.config.find import Finder, folder_of
from rtlint.finding import Finding, RuleCard, Severity

if TYPE_CHECKING:  # as in find; and a run that knows what came of all its files needs no rules
    from rtlint.config.layers import Config
    from rtlint.lint import Linter
    from rtlint.rule.pack import Pack
    from rtlint.session.inside import Inside
    from rtlint.suppress.waivers import Waivers


def today() -> datetime.date:
    """The day of dated facts where nobody says another."""
    return datetime.datetime.now(datetime.UTC).date()


class Said(msgspec.Struct, frozen=True):
    """What reports say of the rules of a configuration, and what the user is to be told of it."""

    cards: dict[str, RuleCard] = {}
    remarks: tuple[str, ...] = ()


class Linters:
    """The linters of a run, each made when the first file wants it."""

    def __init__(self, pack: "Pack | None", finder: Finder) -> None:
        """`pack` are the built-in rules, which the configurations of `finder` change and add to.

        Without it they are read when the first linter is made.
        """
        self._pack = pack
        self._finder = finder
        self._made: dict[Config | None, Linter] = {}
        self._said: dict[Config | None, Said] = {}
        self._waivers: dict[Config | None, Waivers] = {}
        self._fewer: dict[tuple[Config | None, frozenset[str]], Linter] = {}
        self._within: dict[tuple[Linter, tuple[Inside, ...]], Linter] = {}

    @property
    def cards(self) -> dict[str, RuleCard]:
        """The cards of all rules of all linters."""
        return {code: card for said in self._said.values() for code, card in said.cards.items()}

    @property
    def packs(self) -> tuple[str, ...]:
        """The folders of all packs that the configurations bring along, each once."""
        return tuple(dict.fromkeys(folder for config in self._said if config for folder in config.packs))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the user is to be told of the configurations, each once."""
        return tuple(dict.fromkeys(line for said in self._said.values() for line in said.remarks))

    def load(self) -> "Pack":
        """The built-in rules, read unless they have been. PackError when an edited checkout holds a broken one."""
        if self._pack is None:
            from rtlint.rule.pack import built_in

            self._pack = built_in()
        return self._pack

    def said(self, config: "Config | None") -> Said:
        """What is said of a configuration so far; the first to ask is the first to be told of."""
        return self._said.setdefault(config, Said())

    def recall(self, config: "Config | None", said: Said) -> None:
        """What an earlier run was told of a configuration stands for its linter, unless there is one."""
        if config not in self._made:
            self._said[config] = said

    def of(self, path: str) -> "Linter":
        """The linter of a file. ConfigError or PackError when what is wanted there cannot be used."""
        config = self._finder.of(folder_of(path))
        if config not in self._made:
            linter = self._made[config] = self._new(config)
            expired = self._waivers[config].expired if config in self._waivers else ()
            self._said[config] = Said(linter.cards, tuple(expired))
        if config is None:
            return self._made[config]
        ignored, inside = config.ignored_in(path), config.inside(path)
        linter = self._without(config, ignored) if ignored else self._made[config]
        linter = self._of_parts(linter, inside) if inside else linter
        return linter.waiving(self._waivers[config].of(path)) if config in self._waivers else linter

    def config(self, path: str) -> "Config | None":
        """What is configured for a file. ConfigError where that cannot be used."""
        return self._finder.of(folder_of(path))

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the run fail."""
        config = self._finder.of(folder_of(finding.path))
        least = config.fail_on if config else Severity.ERROR
        return finding.severity.weight >= least.weight

    def hold(self) -> None:
        """ConfigError or PackError where no file has asked yet, and the current folder's configuration is wrong."""
        if not self._said:
            self.of("")

    def _without(self, config: "Config | None", ignored: frozenset[str]) -> "Linter":
        if (config, ignored) not in self._fewer:
            from rtlint.rule.choose import named

            linter = self._made[config]
            self._fewer[config, ignored] = linter.without(named(ignored, linter.engine.rules))
        return self._fewer[config, ignored]

    def _of_parts(self, linter: "Linter", inside: "tuple[Inside, ...]") -> "Linter":
        if (linter, inside) not in self._within:
            self._within[linter, inside] = linter.within(inside)
        return self._within[linter, inside]

    def _new(self, config: "Config | None") -> "Linter":
        from rtlint.lint import Linter
        from rtlint.rule.choose import chosen

        pack, day = self.load(), today()
        if config is None:
            return Linter(pack, chosen(pack.rules), as_of=day)
        from rtlint.config.apply import applied, reported, with_packs

        pack = applied(config, with_packs(config, pack))
        codes = reported(config, pack.rules)
        if any(layer.settings.suppress for layer in config.layers):
            from rtlint.suppress.waivers import Waivers

            self._waivers[config] = Waivers(config, pack.rules, config.as_of or day)
        return Linter(pack, codes, as_of=config.as_of or day, kind=config.kind, target=config.target)
