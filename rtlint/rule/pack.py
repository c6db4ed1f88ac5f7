"""Packs of rules: read from a folder of YAML files, or, built in, from one compiled file."""

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint import SITE
from rtlint.finding import RuleCard
from rtlint.gate import prepared
from rtlint.rule.model import PackError, Page, Rule
from rtlint.rule.tables import Row, Tables

DOCS = f"{SITE}rules/"
"""Where the page of each built-in rule stands."""

RESERVED = "RT"
"""How the codes of the built-in pack start, and no others."""

DATA = "data"
"""The folder of a pack that holds tables, not rules."""

MANIFEST = "pack.yaml"
"""The file in which a pack of somebody's own says what it is."""

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COMPILED = "compiled.json"


class Pack(msgspec.Struct):
    """Rules with the tables that they look values up in."""

    rules: list[Rule]
    tables: dict[str, dict[str, Row]]

    def lookup(self) -> Tables:
        """The tables, ready to be asked."""
        return Tables(self.tables)


def built_in() -> Pack:
    """The pack that rtlint comes with. PackError when an edited checkout holds a broken rule."""
    folder = folder_built_in()
    try:
        with open(os.path.join(folder, COMPILED), "rb") as file:
            return msgspec.json.decode(file.read(), type=prepared(Pack))
    except FileNotFoundError:
        return read(folder)


def folder_built_in() -> str:
    """The folder of the built-in rule files: inside the package once installed, beside it in a checkout."""
    inside = os.path.join(_HERE, "rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(_HERE), "rules")


def read(folder: str) -> Pack:
    """The pack of a folder. PackError, naming file and place, for what is no rule or no table."""
    from rtlint.rule.files import read_rule, read_table  # parses YAML: an installed rtlint rarely needs it

    rules = [read_rule(path)[0] for path in rule_files(folder)]
    codes = [rule.code for rule in rules]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise PackError(f"{folder}: {twice[0]} is the code of two rules")
    tables = {stem(path): read_table(path) for path in table_files(folder)}
    return Pack(sorted(rules, key=lambda rule: rule.code), tables)


def tolerant(folder: str) -> Pack:
    """The pack of a folder without files that cannot be read or repeat a code: a proof names those itself."""
    from rtlint.rule.files import read_rule, read_table

    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        try:
            rule = read_rule(path)[0]
        except PackError:
            continue
        rules.setdefault(rule.code, rule)
    return Pack(list(rules.values()), {stem(path): read_table(path) for path in table_files(folder)})


def joined(first: Pack, second: Pack) -> Pack:
    """Two packs as one; a rule or table of the second takes the place of one of the same name."""
    codes = {rule.code for rule in second.rules}
    rules = [rule for rule in first.rules if rule.code not in codes] + second.rules
    return Pack(rules, first.tables | second.tables)


def same_folder(one: str, other: str) -> bool:
    """Whether two paths lead to the same folder."""
    return os.path.realpath(one) == os.path.realpath(other)


def page(rule: Rule, *folders: str) -> Page:
    """What people read about a rule of one of the packs; PackError when its file is gone."""
    from rtlint.rule.files import read_rule

    for path in (path for folder in folders for path in rule_files(folder)):
        if os.path.basename(path).startswith(f"{rule.code}-"):
            return read_rule(path)[1]
    raise PackError(f"{folders[0]}: no file of rule {rule.code}")


def rule_files(folder: str) -> Iterator[str]:
    """The rule files below a folder, in order."""
    for where, folders, names in os.walk(folder):
        if where == folder and MANIFEST in names:
            names.remove(MANIFEST)
        folders[:] = sorted(name for name in folders if name != DATA and not name.startswith("."))
        yield from (os.path.join(where, name) for name in sorted(names) if name.endswith((".yaml", ".yml")))


def table_files(folder: str) -> Iterator[str]:
    """The table files of a folder, in order."""
    data = os.path.join(folder, DATA)
    names = sorted(os.listdir(data)) if os.path.isdir(data) else []
    yield from (os.path.join(data, name) for name in names if name.endswith((".yaml", ".yml")))


def stem(path: str) -> str:
    """The name of a file without its folder and ending."""
    return os.path.splitext(os.path.basename(path))[0]


def card(rule: Rule) -> RuleCard:
    """What reports say about a rule."""
    url = f"{DOCS}{rule.name}/" if rule.code.startswith(RESERVED) and not rule.url else rule.url
    return RuleCard(rule.code, rule.name, rule.severity, rule.summary, rule.help, url, rule.family)


def compiled(folder: str) -> bytes:
    """The pack of a folder as the one file that an installed rtlint reads."""
    encoded: Any = msgspec.json.encode(read(folder))
    return bytes(encoded)
