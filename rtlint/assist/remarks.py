"""What may be written in a comment to rtlint: its words, and in brackets the rules it may name."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from rtlint.assist.offers import Offer
from rtlint.assist.writing import Stop, Text
from rtlint.finding import RuleCard
from rtlint.suppress.pragma import DISABLE, ENABLE, FILE, IGNORE
from rtlint.text.source import Span

WORD, RULE = "word", "rule"

_WORD = re.compile(r"#[ \t]*rtlint:[ \t]*(?P<typed>[\w-]*)\Z")
_RULE = re.compile(
    r"#[ \t]*rtlint:[ \t]*(?:ignore|file-ignore|disable|enable)[ \t]*\[(?P<named>[^\]]*,)?[ \t]*(?P<typed>[\w-]*)\Z"
)
_REST = re.compile(r"[\w-]*")
_ABOUT = {
    IGNORE: "Findings of the rules named are not told for this line, or for what stands below the comment.",
    FILE: "Findings of the rules named are not told in the whole file.",
    DISABLE: "Findings of the rules named are not told from here on, up to `enable` or the end.",
    ENABLE: "Findings are told again from here on: those of the rules named, or all.",
}


class Remarked(NamedTuple):
    """Offers for a comment, and the span that they replace."""

    offers: list[Offer]
    span: Span


def remarked(text: str, start: int, offset: int, cards: Iterable[RuleCard], first: AbstractSet[str]) -> Remarked | None:
    """What may be written at an offset of a comment; rules that `first` names by their codes come first."""
    before = text[start:offset]
    found, made = _RULE.search(before), list[Offer]()
    if found:
        named = {word.strip() for word in (found["named"] or "").split(",")}
        made = list(_rules(cards, named, first))
    elif found := _WORD.search(before):
        made = [Offer(word, WORD, _text(word), documentation=about) for word, about in _ABOUT.items()]
    rest = _REST.match(text, offset)
    return Remarked(made, Span(offset - len(found["typed"]), rest.end() if rest else offset)) if found else None


def _text(word: str) -> Text:
    return (word,) if word == ENABLE else (f"{word}[", Stop(), "]")


def _rules(cards: Iterable[RuleCard], named: AbstractSet[str], first: AbstractSet[str]) -> Iterator[Offer]:
    for card in sorted(cards, key=lambda card: (card.code not in first, card.code)):
        if not named & {card.code, card.name}:
            yield Offer(card.code, RULE, (card.code,), card.name, card.summary, words=f"{card.code} {card.name}")
