"""Placeholders filled in from an environment, and what must not be said of it afterwards."""

import re
from collections.abc import Callable, Mapping
from math import isfinite

import msgspec

from rtlint.text.nodes import is_scalar, tag_of
from rtlint.text.scalar import Placeholder, Timestamp, read
from rtlint.text.secret import is_secret
from rtlint.text.source import Span
from rtlint.text.spot import KEY, Path, Spot, Step
from rtlint.text.tree import Tree

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")
_TELLING = re.compile(r"key|token|secret|passw|pwd|auth|credential|cookie", re.IGNORECASE)


class Missing(msgspec.Struct, frozen=True):
    """What cannot be filled in, in words, where it stands, and what of the document is not known for it."""

    words: str
    span: Span
    path: Path


Takes = Callable[[Path, object], bool]
"""Whether the API takes a value at a path of the document; true for all where it knows no such path."""


class Filled(msgspec.Struct, frozen=True):
    """A document's value with all placeholders filled in.

    `written` is what stands in the file where something was filled in, by path; `varying` are those of the paths where
    a variable had a value, and not its default. `hidden` are values of variables that
    no output may hold, each with the `${VAR}` that may stand for it; `secret` are those of them that not even the
    request may show to people: what their place or their name tells to be secret. `renamed` are the keys that were
    filled in, by path, as the file has them.
    """

    value: object
    written: dict[Path, str]
    hidden: dict[str, str]
    secret: dict[str, str]
    missing: tuple[Missing, ...]
    renamed: dict[Path, Step]
    varying: frozenset[Path] = frozenset()

    def in_file(self, path: Path) -> Path:
        """A path of the value as the file has it."""
        return tuple(self.renamed.get(path[: depth + 1], step) for depth, step in enumerate(path))


def filled(tree: Tree, environment: Mapping[str, str], takes: Takes) -> Filled:
    """The value of a document with `${VAR}` and `${VAR:-default}` filled in.

    As in a shell, the default also stands in for a variable that is set to nothing. What is filled in becomes a number
    or a boolean where the API takes no text; an unquoted scalar of YAML also where it takes both.
    """
    work = _Work(tree, environment, takes)
    value = work.value(tree.value, (), ())
    missing, varying = tuple(work.missing), frozenset(work.varying)
    return Filled(value, work.written, work.hidden, work.secret, missing, work.renamed, varying)


class _Work:
    """Paths come twice: as they are once filled in, and as the file has them."""

    def __init__(self, tree: Tree, environment: Mapping[str, str], takes: Takes) -> None:
        self.tree = tree
        self.takes = takes
        self.environment = environment
        self.written: dict[Path, str] = {}
        self.hidden: dict[str, str] = {}
        self.secret: dict[str, str] = {}
        self.missing: list[Missing] = []
        self.renamed: dict[Path, Step] = {}
        self.varying: set[Path] = set()

    def value(self, value: object, path: Path, old: Path) -> object:
        if isinstance(value, dict):
            return self._mapping(value, path, old)
        if isinstance(value, list):
            return [self.value(item, (*path, index), (*old, index)) for index, item in enumerate(value)]
        if type(value) is Timestamp:
            return value.text
        return self._scalar(value, path, old) if type(value) is Placeholder else value

    def _mapping(self, value: dict[Step, object], path: Path, old: Path) -> dict[Step, object]:
        made: dict[Step, object] = {}
        for key, item in value.items():
            new = self._key(key, path, old)
            if new in made:
                span = self.tree.place(Spot((*old, key), KEY)).span
                self.missing.append(Missing("once filled in, this key stands here twice", span, path))
            made[new] = self.value(item, (*path, new), (*old, key))
        return made

    def _key(self, key: Step, path: Path, old: Path) -> Step:
        if type(key) is not Placeholder:
            return key
        new = self._text(key, path, Spot((*old, key), KEY))
        self.renamed[*path, new] = key
        return new

    def _scalar(self, written: str, path: Path, old: Path) -> object:
        self.written[path] = str(written)
        node = self.tree.node(old)
        if node is not None and node.tag is not None and not node.tag.startswith(("tag:yaml.org", "!!")):
            words = f"{tag_of(node)} is for another program to fill in"
            self.missing.append(Missing(words, self.tree.place(Spot(old)).span, path))
            return written
        new = self._text(written, path, Spot(old))
        return self._typed(new, path, plain=node is not None and is_scalar(node) and not node.style)

    def _typed(self, text: str, path: Path, *, plain: bool) -> object:
        """A text as what the API takes there; where that is both, a plain scalar as YAML reads it."""
        value = read(text)[0]
        if isinstance(value, (str, Timestamp)) or (isinstance(value, float) and not isfinite(value)):
            return text
        either = (value, text) if plain else (text, value)
        return next((one for one in either if self.takes(path, one)), value)

    def _text(self, written: str, path: Path, spot: Spot) -> str:
        return _VARIABLE.sub(lambda match: self._variable(match, path, spot), written)

    def _variable(self, match: re.Match[str], path: Path, spot: Spot) -> str:
        name, default = match.groups()
        value = self.environment.get(name, "")
        if not value.isascii() and not _is_text(value):
            span = self.tree.place(spot).span
            self.missing.append(Missing(f"the variable {name} holds bytes that are not UTF-8", span, path))
        elif value:
            self.varying.add(path)
            self.hidden[value] = f"${{{name}}}"
            if is_secret(path) or _TELLING.search(name):
                self.secret[value] = self.hidden[value]
        elif default is not None:
            value = default
        elif name not in self.environment:
            span = self.tree.place(spot).span
            self.missing.append(Missing(f"the variable {name} is not set", span, path))
        return value


def _is_text(value: str) -> bool:
    """Whether a variable is text: Python has bytes that are none as halves of surrogate pairs."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
