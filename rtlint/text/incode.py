"""A value that lives in code as a document: what of it is JSON, and a text that tells where things stand."""

from collections.abc import Iterable, Mapping
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

_TOO_DEEP = 250
"""Collections within each other of which the innermost are not looked at: the reader stops before."""

_DIGITS = 300
_WORDS = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}


def document(value: object) -> tuple[Source, Composed]:
    """A value as a document. Its text is JSON, an entry on each line, but for numbers that JSON has no word for.

    Besides what JSON knows it may hold tuples, enumerations of texts or numbers, structs of msgspec, and models of
    pydantic, of which the fields that were set count. TypeError, naming the place, for anything else.
    """
    writer = _Writer()
    made = writer.value(value, (), "\n")
    source = Source(IN_CODE, "".join([*writer.parts, "\n"]))
    if not writer.plain or not isinstance(made, dict):
        return source, compose(source)
    return source, Late(made, False, lambda: compose(source))


class _Writer:
    """Copies a value, and writes it down in `parts`; `plain` where reading the text could tell nothing more."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.plain = True
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
        if isinstance(value, msgspec.Struct):
            value = msgspec.to_builtins(value)
        elif callable(dump := getattr(value, "model_dump", None)):
            value = dump(mode="json", by_alias=True, exclude_unset=True)
        if not isinstance(value, (Mapping, list, tuple)):
            raise TypeError(f"{_named(path)} is of type {type(value).__name__}, for which JSON has no word")
        return self._collection(value, path, line)

    def _collection(self, value: Any, path: Path, line: str) -> object:
        if id(value) in self._above:
            raise TypeError(f"{_named(path)} holds itself, for which JSON has no word")
        if len(path) > _DEEP:
            self.plain = False
        if len(path) > _TOO_DEEP:
            value = type(value)() if isinstance(value, (dict, list, tuple)) else {}
        self._above.add(id(value))
        made = self._mapping(value, path, line) if isinstance(value, Mapping) else self._list(value, path, line)
        self._above.discard(id(value))
        return made

    def _mapping(self, value: Mapping[Any, object], path: Path, line: str) -> dict[object, object]:
        made: dict[object, object] = {}
        for key, item in self._entries("{}", value.items(), line):
            if not isinstance(key, str):
                raise TypeError(f"{_named(path)} has the key {key!r}; a key of JSON is a text")
            name = self._text(str.__str__(key))
            self.parts.append(": ")
            made[name] = self.value(item, (*path, name), line + _STEP)
        return made

    def _list(self, value: list[object] | tuple[object, ...], path: Path, line: str) -> list[object]:
        entries = self._entries("[]", enumerate(value), line)
        return [self.value(item, (*path, index), line + _STEP) for index, item in entries]

    def _entries(self, marks: str, items: Iterable[tuple[Any, object]], line: str) -> Iterable[tuple[Any, object]]:
        between = marks[0] + line + _STEP
        for item in items:
            self.parts.append(between)
            yield item
            between = "," + line + _STEP
        self.parts.append(marks if between[0] == marks[0] else line + marks[1])

    def _text(self, text: str) -> str:
        self.parts.append(_quoted(text))
        return quoted_text(text)

    def _number(self, number: float) -> float:
        text = repr(number) if isinstance(number, float) or abs(number) < 10**_DIGITS else f"{10**_DIGITS}"
        text = _WORDS.get(text, text)
        if isinstance(number, float) and "e" in text and "." not in text:  # YAML 1.1 reads 1e+20 as a text
            text = text.replace("e", ".0e")
        if text.startswith((".", "-.")) or (isinstance(number, float) and is_precise(text)) or len(text) > _DIGITS:
            self.plain = False
        self.parts.append(text)
        return number


def _quoted(text: str) -> str:
    """A text in double quotes as readers of JSON and of YAML take it; what nobody can see is spelled out."""
    if text.isprintable():
        return msgspec.json.encode(text).decode()
    return '"' + "".join(map(_spelled, text)) + '"'


def _spelled(char: str) -> str:
    if char.isprintable() or char in '"\\\n\t\r':
        return msgspec.json.encode(char).decode()[1:-1]
    point = ord(char)
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def _named(path: Path) -> str:
    return dotted(path) or "the document"
