"""What people read in an editor beside the structs' own words: names of models and voices, links to rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import UNSET

from rtlint.rule.model import Condition, Rule
from rtlint.rule.tables import Row
from rtlint.schema.places import Steps, bare
from rtlint.schema.rules import selects
from rtlint.schema.structs import Json, offered
from rtlint.schema.words import Tables
from rtlint.session.kinds import Kind
from rtlint.text.spot import Path

_MENTION = ("requires", "excludes", "exactly_one_of", "at_most_one_of", "any_of", "only")

_SPEECH, _TRANSCRIBER = ("models", {"role": "speech"}), ("models", {"role": "transcription"})
OFFERED: dict[Path, tuple[str, Mapping[str, Any]]] = {
    ("session", "model"): _SPEECH,
    ("session", "audio", "input", "transcription", "model"): _TRANSCRIBER,
    ("session", "audio", "output", "voice"): ("voices", {}),
}
"""The fields whose values stand in a table, the table, and what a row has to hold. Other texts fit as well."""

_ABILITIES = {"reasoning": "reasons", "languages": "takes languages", "keywords": "takes keywords",
              "vad": "takes turn detection"}  # fmt: skip  # a table


def rows(path: Path, tables: Tables) -> dict[str, Row]:
    """The rows of the table that tells the values at a path, by name; none where no table tells any."""
    if path not in OFFERED:
        return {}
    table, where = OFFERED[path]
    return {
        name: row
        for name, row in tables[table].items()
        if "*" not in name and all(row.get(column) == value for column, value in where.items())
    }


def choices(path: tuple[str, ...], tables: Tables) -> list[Json]:
    """The values to offer at a path, those that stay before those that go; empty where no table tells any."""
    if path not in OFFERED:
        return []
    told = rows(path, tables)
    names = sorted(told, key=lambda name: "shutdown" in told[name])
    return [offered(names, [about(told[name]) for name in names])]


def about(row: Row) -> str:
    """What people read of a row: abilities, sizes, and when it goes."""
    text = abilities(row)
    if "shutdown" in row:
        instead = f"; `{row['replacement']}` takes its place" if "replacement" in row else ""
        text += f" Deprecated: shuts down on {row['shutdown']}{instead}."
    return text.strip()


def abilities(row: Row) -> str:
    """What a model can do as its row of the table tells it; empty where that tells nothing."""
    words = [text for column, text in _ABILITIES.items() if row.get(column)]
    text = f"{', '.join(words).capitalize()}. " if words else ""
    if {"context", "output"} <= row.keys():
        text += f"{row['context']} tokens of context, {row['output']} in an answer."
    return text.strip()


def mentions(rules: Iterable[Rule], kind: Kind = Kind.REQUEST) -> dict[Steps, list[Rule]]:
    """The rules that speak of each path in documents of a kind, also of keys beside others."""
    found: dict[Steps, dict[str, Rule]] = {}
    for rule in rules:
        for clause in rule.clauses if rule.enabled and kind in rule.kinds else []:
            asked = Condition() if clause.assert_ is UNSET else clause.assert_
            keys = [key for word in _MENTION for key in getattr(asked, word) or ()]
            for path in selects(rule, clause):
                for one in (bare(path), *((*path, key) for key in keys)):
                    found.setdefault(one, {})[rule.code] = rule
    return {path: list(named.values()) for path, named in found.items()}


def note(rules: list[Rule], url: dict[str, str]) -> str:
    """Links to the pages of rules; a rule without a page is named."""
    links = ", ".join(link(rule.name, url[rule.code]) for rule in rules)
    return f"Rules: {links}" if links else ""


def link(text: str, url: str) -> str:
    """A link in Markdown; the text alone without an address."""
    safe = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("<", "%3C")
    return f"[{text}]({safe})" if url else text
