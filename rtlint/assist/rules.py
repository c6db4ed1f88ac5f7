"""Rules as an editor tells of them: at a finding, and at a comment that names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from rtlint.assist.markdown import code
from rtlint.finding import RuleCard, Severity
from rtlint.rule.model import PackError, Page
from rtlint.rule.pack import RESERVED, folder_built_in, page
from rtlint.rulebook.markdown import prose
from rtlint.schema.texts import link
from rtlint.suppress.ignores import commented
from rtlint.suppress.pragma import MARK, Pragma
from rtlint.text.source import Source, Span

if TYPE_CHECKING:
    from rtlint.lint import Linter, Text
    from rtlint.rule.model import Rule

_BRIEF = 320
"""Characters of a reason beside a finding, unless its first sentence is longer."""

_PAGES: dict[str, Page | None] = {}
"""What was read of the pages of built-in rules."""

_READ: WeakKeyDictionary[Source, tuple[Pragma, ...]] = WeakKeyDictionary()
"""What the comments of a text say, while the text is open: to find them takes a look at every value."""


class Named(NamedTuple):
    """A rule that a comment names, and where."""

    rule: Rule
    span: Span


def named(text: Text, linter: Linter) -> Iterator[Named]:
    """The rules that the comments of a text name, in order; none in JSON, which has no comments."""
    if MARK not in text.source.text or text.source.path.lower().endswith(".json"):
        return
    rules = {name: rule for rule in linter.pack.rules for name in (rule.code, rule.name)}
    for pragma in _pragmas(text):
        for selector in pragma.selectors:
            if selector.text in rules:
                yield Named(rules[selector.text], selector.span)


def _pragmas(text: Text) -> tuple[Pragma, ...]:
    if text.source not in _READ:
        _READ[text.source] = tuple(commented(text.source, text.wholes))
    return _READ[text.source]


def speaks_to_us(source: Source, offset: int) -> bool:
    """Whether the line of an offset may hold a comment to rtlint."""
    return MARK in source.line(source.locate(offset).row)


def told(rule: Rule, card: RuleCard, severity: Severity) -> list[str]:
    """Paragraphs about a rule; `severity` is what it has where somebody asks."""
    head = f"**{code(rule.code)} {prose(rule.name)}** · {severity.value} · since rtlint {rule.since}"
    why = reason(rule)
    more = [link("Read on", card.url)] if card.url else []
    return [head, prose(rule.summary), *([prose(why)] if why else []), *more]


def reason(rule: Rule) -> str:
    """Why a built-in rule is one, in brief: the first sentences of its page. Empty where its file is gone."""
    read = told_by(rule)
    return _first(" ".join(read.why.partition("\n\n")[0].split())) if read else ""


def told_by(rule: Rule) -> Page | None:
    """The page of a built-in rule, read once; None for rules of somebody's own, and where the file is gone."""
    if rule.code.startswith(RESERVED) and rule.code not in _PAGES:
        try:
            _PAGES[rule.code] = page(rule, folder_built_in())
        except PackError:
            _PAGES[rule.code] = None
    return _PAGES.get(rule.code)


def _first(text: str) -> str:
    """The first sentences of a text, as many as are read in passing."""
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z`])", text)
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + len(sentence) > _BRIEF:
            break
        kept += f" {sentence}"
    return kept
