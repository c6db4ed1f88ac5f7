"""What there is to read about rules beside their findings: made in a moment, since no example is linted for it."""

import os
from collections.abc import Iterable, Mapping

import msgspec

from rtlint.finding import RuleCard
from rtlint.rule.files import read_rule
from rtlint.rule.model import PackError
from rtlint.rule.own import read_own
from rtlint.rule.pack import Pack, folder_built_in, rule_files
from rtlint.rulebook.entry import Writer
from rtlint.rulebook.markdown import brief


def pages(cards: Mapping[str, RuleCard], packs: Iterable[str]) -> dict[str, str]:
    """Markdown about each rule of some cards, by code; `packs` are the folders of users' own.

    A rule whose file is gone, or is none any more, has no page: its card says the most important.
    """
    files = _files(packs)
    found = {code: _page(files[code], card) for code, card in cards.items() if code in files}
    return {code: page for code, page in found.items() if page}


def _files(packs: Iterable[str]) -> dict[str, str]:
    files = {os.path.basename(path).partition("-")[0]: path for path in rule_files(folder_built_in())}
    for folder in packs:
        try:
            files |= read_own(folder).files
        except PackError:  # it was sound when the run began
            continue
    return files


def _page(path: str, card: RuleCard) -> str:
    try:
        rule, page = read_rule(path)
    except PackError:
        return ""
    entry = Writer(Pack([], {})).entry(rule, page)
    return brief(msgspec.structs.replace(entry, url=card.url))
