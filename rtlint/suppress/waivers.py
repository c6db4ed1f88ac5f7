"""The tables `suppress` of a configuration, held against the rules, and which of them speak of a file."""

import datetime
from collections.abc import Iterator, Sequence

from msgspec import UNSET

from rtlint.config.globs import Globs
from rtlint.config.layers import Config, Layer
from rtlint.config.model import Suppression
from rtlint.rule.model import Rule
from rtlint.suppress.waiver import Waiver, steps
from rtlint.text.nearest import suggest


class Waivers:
    """What a configuration suppresses. `expired` has a line, with its place, for each table whose last day is past."""

    def __init__(self, config: Config, rules: Sequence[Rule], as_of: datetime.date) -> None:
        """ConfigError for a rule that does not exist, or a place that is none."""
        self._codes = {name: rule.code for rule in rules for name in (rule.name, rule.code)}
        self._as_of = as_of
        self._rows: list[tuple[Globs | None, Waiver]] = []
        self.expired: list[str] = []
        for layer in config.layers:
            for index, table in enumerate(layer.settings.suppress):
                self._add(layer, index, table)

    def of(self, path: str) -> tuple[Waiver, ...]:
        """What is suppressed in a file."""
        return tuple(waiver for globs, waiver in self._rows if globs is None or globs.verdict(path))

    def _add(self, layer: Layer, index: int, table: Suppression) -> None:
        codes = frozenset(self._known(layer, index, table))
        at = steps(table.at)
        if at is None:
            words = f"{table.at} is no place; one is written as in session.tools[*].name"
            raise layer.error(words, "suppress", index, "at")
        if table.until is not UNSET and table.until < self._as_of:
            what = ", ".join(table.rules)
            words = f"the suppression of {what} counted up to {table.until}; it suppresses nothing any more"
            self.expired.append(str(layer.error(words, "suppress", index, "until")))
            return
        files = [table.files] if isinstance(table.files, str) else table.files
        self._rows.append((Globs(layer.folder, files) if files else None, Waiver(codes, at)))

    def _known(self, layer: Layer, index: int, table: Suppression) -> Iterator[str]:
        for position, name in enumerate(table.rules):
            if name not in self._codes:
                hint = suggest(name, self._codes, otherwise="single rules are named here, by code or name")
                raise layer.error(f"no rule is called {name}; {hint}", "suppress", index, "rules", position)
            yield self._codes[name]
