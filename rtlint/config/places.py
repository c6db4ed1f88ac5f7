"""Where the keys and values of a TOML text stand: tomllib checks and reads it, and remembers no places."""

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

Keys = tuple[str | int, ...]

_TOKEN = re.compile(
    r"(?P<skip>[ \t]+|\#[^\r\n]*)|(?P<end>\r?\n)|(?P<mark>[\[\]{}=,.])"
    r'|(?P<word>"""(?:\\.|(?!""").)*"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\'|[^\s\[\]{}=,.#"\']+)',
    re.DOTALL,
)


class _Token(NamedTuple):
    text: str
    offset: int


def places(text: str) -> dict[Keys, tuple[int, int]]:
    """The offsets of the key and of the value of everything in a text that tomllib has read; items of a list have one.

    A table's value starts where its name does.
    """
    return _Reader(text).found


class _Reader:
    """One pass over the tokens. The text is known to be TOML, so that nothing needs to be checked again."""

    def __init__(self, text: str) -> None:
        self.found: dict[Keys, tuple[int, int]] = {}
        self._tokens = list(_tokens(text))
        self._next = 0
        self._lists: dict[Keys, int] = {}
        table: Keys = ()
        while self._peek():
            if self._peek() == "\n":
                self._take()
            elif self._peek() == "[":
                table = self._header()
            else:
                self._entry(table)

    def _peek(self) -> str:
        return self._tokens[self._next].text if self._next < len(self._tokens) else ""

    def _take(self) -> _Token:
        self._next += 1
        return self._tokens[self._next - 1]

    def _skip(self, *texts: str) -> None:
        while self._peek() in texts and self._peek():
            self._take()

    def _header(self) -> Keys:
        self._take()
        several = self._peek() == "["
        self._skip("[")
        path: Keys = ()
        for step, offset in self._key():
            path = (*path, step)
            self.found.setdefault(path, (offset, offset))
            path += (self._lists[path] - 1,) if path in self._lists else ()
        self._skip("]")
        if not several:
            return path
        path = path[:-1] if isinstance(path[-1], int) else path
        self._lists[path] = self._lists.get(path, 0) + 1
        return (*path, self._lists[path] - 1)

    def _key(self) -> Iterator[tuple[str, int]]:
        while self._peek() not in ("=", "]", ""):
            token = self._take()
            if token.text != ".":
                quoted = token.text[0] in "\"'"
                yield (tomllib.loads(f"k = {token.text}")["k"] if quoted else token.text), token.offset

    def _entry(self, above: Keys) -> None:
        path, offset = above, 0
        for step, offset in self._key():
            path = (*path, step)
            self.found.setdefault(path, (offset, offset))
        self._skip("=")
        self.found[path] = (offset, self._value(path))

    def _value(self, path: Keys) -> int:
        start = self._tokens[self._next].offset
        if self._peek() == "[":
            self._items(path)
        elif self._peek() == "{":
            self._take()
            while self._peek() != "}":
                self._entry(path)
                self._skip(",", "\n")
            self._take()
        else:
            while self._peek() not in (",", "]", "}", "\n", ""):
                self._take()
        return start

    def _items(self, path: Keys) -> None:
        self._take()
        self._skip("\n")
        index = 0
        while self._peek() != "]":
            start = self._value((*path, index))
            self.found[(*path, index)] = (start, start)
            self._skip(",", "\n")
            index += 1
        self._take()


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "skip":
            yield _Token("\n" if match.lastgroup == "end" else match[0], match.start())
