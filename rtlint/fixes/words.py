"""The words in braces of a plan: what a finding says of itself, or what stands elsewhere in the document."""

import re
from collections.abc import Callable
from typing import Any

from rtlint.rule.case import ABSENT, Case
from rtlint.rule.engine import Verdict, where
from rtlint.text import scalar
from rtlint.text.nearest import proposed
from rtlint.text.scalar import Placeholder

_WORD = re.compile(r"\{([\w.*\[\]]+)\}")


class Nothing(Exception):
    """The plan says nothing for this finding: a word is empty, or a value is none of those that it knows."""


class Words:
    """The words of one finding."""

    def __init__(self, verdict: Verdict, case: Case) -> None:
        self.verdict = verdict
        self.case = case

    def filled(self, given: object) -> object:
        """What a plan gives, with its words in place; a text that is one word alone is read as YAML reads it plain."""
        if isinstance(given, dict):
            return {key: self.filled(value) for key, value in given.items()}
        if isinstance(given, list):
            return [self.filled(value) for value in given]
        if not isinstance(given, str):
            return given
        alone = _WORD.fullmatch(given)
        if not alone:
            return self.text(given)
        if alone[1] == "value" or "." in alone[1]:
            return self._value(alone[1])
        return scalar.read(self._word(alone[1]))[0]

    def text(self, template: str) -> str:
        """A text with words in it."""
        return _WORD.sub(lambda match: self._word(match[1]), template)

    def _word(self, name: str) -> str:
        if name == "value" or "." in name:
            value = self._value(name)
            return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        word = self.verdict.words.get(name, "")
        word = proposed(word) if name == "hint" else word
        if not word or " or " in word:
            raise Nothing
        return word

    def _value(self, name: str) -> Any:
        path = self.verdict.blame.path if name == "value" else where(name, self.verdict.selected, self.case)
        value = self.case.get(path)
        if value is ABSENT or isinstance(value, Placeholder):
            raise Nothing
        return value


def mapped(given: dict[str, Any], value: object, words: Words) -> object:
    """What a mapping of values gives for one: that of its key, or of the first pattern that finds something."""
    spelled = value if isinstance(value, str) else _spelled(value)
    if spelled in given and not isinstance(value, (dict, list)):
        return words.filled(given[spelled])
    for key, new in given.items() if isinstance(value, str) else ():
        if len(key) > 1 and key[0] == key[-1] == "/" and re.search(key[1:-1], str(value)):
            return words.filled(new) if not isinstance(new, str) else re.sub(key[1:-1], _literally(new), str(value))
    raise Nothing


def _literally(new: str) -> Callable[[re.Match[str]], str]:
    return lambda _match: new


def _spelled(value: object) -> str:
    import msgspec

    try:
        return msgspec.json.encode(value).decode()
    except TypeError:
        raise Nothing from None
