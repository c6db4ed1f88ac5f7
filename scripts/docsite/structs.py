"""The reference of a struct: its fields with the docstrings that stand below them in its source."""

from collections.abc import Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, UnsetType

from rtlint.session.fields import about, fields

_WORDS: dict[Any, list[str]] = {
    str: ["text"],
    int: ["integer"],
    float: ["number"],
    bool: ["true", "false"],
    Any: ["anything"],
}


def reference(struct: type[Struct], title: str) -> str:
    """A page: a section for the struct, and one for each struct that its fields take."""
    sections = [f"# {title}\n\n{about(struct)}", *_fields(struct)]
    for inner in _reachable(struct)[1:]:
        sections += [f"## {inner.__name__}\n\n{about(inner)}", *_fields(inner)]
    return "\n\n".join(sections) + "\n"


def _fields(struct: type[Struct]) -> Iterator[str]:
    hints, texts = get_type_hints(struct), fields(struct)
    for name, key in zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True):
        yield f"### `{key}`\n\n*{words(hints[name])}*"
        if key in texts:
            yield texts[key].text


def _reachable(struct: type[Struct]) -> list[type[Struct]]:
    """The struct and all that its fields lead to, in the order of the fields, each once."""
    found: list[type[Struct]] = []
    queue = [struct]
    while queue:
        here = queue.pop(0)
        if here not in found:
            found.append(here)
            queue += [inner for hint in get_type_hints(here).values() for inner in _structs(hint)]
    return found


def _structs(hint: Any) -> Iterator[type[Struct]]:
    if isinstance(hint, type) and issubclass(hint, Struct):
        yield hint
    for inner in get_args(hint):
        yield from _structs(inner)


def words(hint: Any) -> str:
    """A type in plain words, as in `list of text` or `error, warning or off`."""
    names = _names(hint)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _names(hint: Any) -> list[str]:
    """The choices that a type leaves, each in words; that a key may be left out goes without saying."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return [name for one in inner if one not in (UnsetType, NoneType) for name in _names(one)]
    if origin is Literal:
        return [f"`{one}`" for one in inner]
    if origin in (list, tuple, set, frozenset):
        return [f"list of {words(inner[0])}"]
    if origin is dict:
        return [f"table of {words(inner[1])}"]
    if isinstance(hint, type) and issubclass(hint, Struct):
        return [f"[{hint.__name__}](#{hint.__name__.lower()})"]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [f"`{member.value}`" for member in hint]
    return _WORDS.get(hint, [getattr(hint, "__name__", str(hint))])
