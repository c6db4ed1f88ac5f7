"""Placeholders filled in from an environment, and what must not be said of it afterwards."""

import re
from collections.abc import Callable, Mapping

import msgspec

from rtlint.text.nodes import is_scalar
from rtlint.text.scalar import Placeholder, read
from rtlint.text.source import Span
from rtlint.text.spot import KEY, Path, Spot
from rtlint.text.tree import Tree

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}")


class Missing(msgspec.Struct, frozen=True):
    """What cannot be filled in: the variable, or the tag that only its own program understands, and where it stands."""

    name: str
    span: Span


Expects = Callable[[Path], bool]
"""Whether the API takes a text at a path of the document."""


class Filled(msgspec.Struct, frozen=True):
    """A document's value with all placeholders filled in.

    `places` are the paths of what was filled in, `written` what stands there in the file, by path; `hidden` are values
    of variables that no output may hold, each with the `${VAR}` that may stand for it.
    """

    value: object
    written: dict[Path, str]
    hidden: dict[str, str]
    missing: tuple[Missing, ...]


def filled(tree: Tree, environment: Mapping[str, str], takes_text: Expects) -> Filled:
    """The value of a document with `${VAR}` and `${VAR:-default}` filled in.

    As in a shell, the default also stands in for a variable that is set to nothing. What is filled in becomes a number
    or a boolean where the API takes no text; an unquoted scalar of YAML also where it takes both.
    """
    work = _Work(tree, environment, takes_text)
    value = work.value(tree.value, ())
    return Filled(value, work.written, work.hidden, tuple(work.missing))


class _Work:
    def __init__(self, tree: Tree, environment: Mapping[str, str], takes_text: Expects) -> None:
        self.tree = tree
        self.takes_text = takes_text
        self.environment = environment
        self.written: dict[Path, str] = {}
        self.hidden: dict[str, str] = {}
        self.missing: list[Missing] = []

    def value(self, value: object, path: Path) -> object:
        if isinstance(value, dict):
            return {self._key(key, path): self.value(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [self.value(item, (*path, index)) for index, item in enumerate(value)]
        return self._scalar(value, path) if type(value) is Placeholder else value

    def _key(self, key: object, path: Path) -> object:
        return self._text(str(key), Spot((*path, str(key)), KEY)) if type(key) is Placeholder else key

    def _scalar(self, written: str, path: Path) -> object:
        self.written[path] = written
        new = self._text(written, Spot(path))
        node = self.tree.node(path)
        plain = node is not None and is_scalar(node) and not node.style
        return read(new)[0] if plain or not self.takes_text(path) else new

    def _text(self, written: str, spot: Spot) -> str:
        if not _VARIABLE.search(written):  # a tag stands before it
            self.missing.append(Missing(written, self.tree.place(spot).span))
        return _VARIABLE.sub(lambda match: self._variable(match, spot), written)

    def _variable(self, match: re.Match[str], spot: Spot) -> str:
        name, default = match.groups()
        value = self.environment.get(name, "")
        if value:
            self.hidden[value] = f"${{{name}}}"
        elif default is not None:
            value = default
        elif name not in self.environment:
            self.missing.append(Missing(name, self.tree.place(spot).span))
        return value
