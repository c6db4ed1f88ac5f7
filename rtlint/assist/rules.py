"""Rules as an editor tells of them: at a finding, and at a comment that names one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rtlint.assist.markdown import code
from rtlint.finding import RuleCard, Severity
from rtlint.rule.model import PackError
from rtlint.rule.pack import RESERVED, folder_built_in, page
from rtlint.rulebook.markdown import prose
from rtlint.schema.texts import link
from rtlint.suppress.ignores import commented
from rtlint.suppress.pragma import MARK
from rtlint.text.source import Source, Span

if TYPE_CHECKING:
    from rtlint.lint import Linter, Text
    from rtlint.rule.model import Rule

_REASONS: dict[str, str] = {}
"""What was read of the pages of built-in rules."""


class Named(NamedTuple):
    """A rule that a comment names, and where."""

    rule: Rule
    span: Span


def named(text: Text, linter: Linter) -> Iterator[Named]:
    """The rules that the comments of a text name, in order; none in JSON, which has no comments."""
    if MARK not in text.source.text or text.source.path.lower().endswith(".json"):
        return
    rules = {name: rule for rule in linter.pack.rules for name in (rule.code, rule.name)}
    for pragma in commented(text.source, text.wholes):
        for selector in pragma.selectors:
            if selector.text in rules:
                yield Named(rules[selector.text], selector.span)


def speaks_to_us(source: Source, offset: int) -> bool:
    """Whether the line of an offset may hold a comment to rtlint."""
    return MARK in source.line(source.locate(offset).row)


def told(rule: Rule, card: RuleCard, severity: Severity) -> list[str]:
    """Paragraphs about a rule; `severity` is what it has where somebody asks."""
    head = f"**{code(rule.code)} {prose(rule.name)}** · {severity.value} · since rtlint {rule.since}"
    why = reason(rule) if rule.code.startswith(RESERVED) else ""
    more = [link("Read on", card.url)] if card.url else []
    return [head, prose(rule.summary), *([prose(why)] if why else []), *more]


def reason(rule: Rule) -> str:
    """Why a built-in rule is one: the first paragraph of its page. Read once; empty where its file is gone."""
    if rule.code not in _REASONS:
        _REASONS[rule.code] = _read(rule)
    return _REASONS[rule.code]


def _read(rule: Rule) -> str:
    try:
        why = page(rule, folder_built_in()).why
    except PackError:
        return ""
    return " ".join(why.partition("\n\n")[0].split())
