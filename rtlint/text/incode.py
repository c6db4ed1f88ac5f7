"""A value that lives in code as a document: what of it is JSON, and a text that tells where things stand."""

import json
import re
from collections.abc import Mapping
from typing import Any

import msgspec

from rtlint.text.compose import compose
from rtlint.text.nodes import Composed, Late
from rtlint.text.scalar import is_precise, quoted_text
from rtlint.text.source import IN_CODE, Source
from rtlint.text.spot import Path, dotted

_STEP = "  "
_DEEP = 50
"""Collections within each other that are left to the reader of texts, which tells when they are too many."""

_TOO_DEEP = 210
"""Collections within each other of which the innermost are not looked at: the reader stops before."""

_HUGE = 10**300
"""Stands for greater numbers: Python would not write one of thousands of digits down, and the API takes none."""

_WORDS = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}


def document(value: object) -> tuple[dict[object, object], Source, Composed]:
    """A copy of a value, and the document that it is.

    Its text is JSON, with an entry on each line, but for numbers that JSON has no word for.
    Besides what JSON knows it may hold tuples, enumerations of texts or numbers, structs of msgspec, and models of
    pydantic, of which the fields that were set count. TypeError, naming the place, for anything else, and for what is
    no mapping.

    The document's name says how its text is to be read: as JSON, and with such numbers as YAML.
    """
    writer = _Writer()
    made = writer.value(value, (), "\n")
    if not isinstance(made, dict):
        raise TypeError(f"a document is a mapping, and not of type {type(value).__name__}")
    source = Source(f"{IN_CODE}.json" if writer.json else IN_CODE, "".join([*writer.parts, "\n"]))
    if not writer.plain:
        return made, source, compose(source)
    return made, source, Late(made, False, lambda: compose(source))


class _Writer:
    """Copies a value and writes it down in `parts`, as JSON or not; `plain` where to read that could tell no more."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.plain = self.json = True
        self._above: set[int] = set()

    def value(self, value: object, path: Path, line: str) -> object:
        """The copy of a value; `line` is what begins its last line."""
        if isinstance(value, str):
            return self._text(str.__str__(value))
        if value is None or isinstance(value, bool):
            self.parts.append("null" if value is None else "true" if value else "false")
            return value
        if isinstance(value, (int, float)):
            return self._number(int(value) if isinstance(value, int) else float(value))
        made = self._opened(_as_collection(value, path), path)
        copy = self._mapping(made, path, line) if isinstance(made, Mapping) else self._list(made, path, line)
        self._above.discard(id(made))
        return copy

    def _opened(self, value: Any, path: Path) -> Any:
        """A collection that is not inside of itself; an empty one where that is too deep for anybody to see."""
        if id(value) in self._above:
            raise TypeError(f"{_named(path)} holds itself, for which JSON has no word")
        self.plain = self.plain and len(path) <= _DEEP
        if len(path) > _TOO_DEEP:
            return []
        self._above.add(id(value))
        return value

    def _mapping(self, value: Mapping[Any, object], path: Path, line: str) -> dict[object, object]:
        made: dict[object, object] = {}
        inner, between = line + _STEP, "{" + line + _STEP
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{_named(path)} has the key {key!r}; a key of JSON is a text")
            self.parts.append(between)
            name = self._text(str.__str__(key))
            self.parts.append(": ")
            made[name] = self.value(item, (*path, name), inner)
            between = "," + inner
        self.parts.append(line + "}" if value else "{}")
        return made

    def _list(self, value: list[object] | tuple[object, ...], path: Path, line: str) -> list[object]:
        made: list[object] = []
        inner, between = line + _STEP, "[" + line + _STEP
        for index, item in enumerate(value):
            self.parts.append(between)
            made.append(self.value(item, (*path, index), inner))
            between = "," + inner
        self.parts.append(line + "]" if value else "[]")
        return made

    def _text(self, text: str) -> str:
        self.parts.append(_quoted(text))
        return quoted_text(text)

    def _number(self, number: float) -> float:
        if isinstance(number, int) and abs(number) >= _HUGE:
            number = _HUGE if number > 0 else -_HUGE
        text = repr(number)
        if text in _WORDS:
            text, self.json = _WORDS[text], False
        elif isinstance(number, float) and "e" in text and "." not in text:  # YAML 1.1 reads 1e+20 as a text
            text = text.replace("e", ".0e")
        self.plain = self.plain and self.json and not is_precise(text)
        self.parts.append(text)
        return number


def _as_collection(value: Any, path: Path) -> Any:
    """A mapping or a list; of structs and models what they hold."""
    if isinstance(value, msgspec.Struct):
        return msgspec.to_builtins(value)
    if callable(dump := getattr(value, "model_dump", None)):
        return dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, (Mapping, list, tuple)):
        return value
    raise TypeError(f"{_named(path)} is of type {type(value).__name__}, for which JSON has no word")


def _quoted(text: str) -> str:
    """A text in double quotes as readers of JSON and of YAML take it; what nobody can see is spelled out."""
    if text.isprintable():
        return msgspec.json.encode(text).decode()
    return re.sub(r"[^ -~]", _spelled, json.dumps(text, ensure_ascii=False))


def _spelled(match: re.Match[str]) -> str:
    """A character, or its number where nobody could see it; beyond 16 bits JSON and YAML have no spelling in common."""
    char = match[0]
    return char if char.isprintable() or char > "\uffff" else f"\\u{ord(char):04x}"


def _named(path: Path) -> str:
    return dotted(path) or "the document"
