"""What the client wants of the server, in words that are the same for every editor."""

import os
from typing import Any, Literal

import msgspec

from rtlint.text.nearest import suggest


class Settings(msgspec.Struct, frozen=True, rename="camel"):
    """The settings: `initializationOptions`, or the section `rtlint` of the client's configuration."""

    configuration: str | None = None
    """The configuration that counts for all documents, and no other; None for the nearest of each."""

    run: Literal["onType", "onSave"] = "onType"
    """Whether documents are judged while somebody types, or when they are saved."""

    fix_all: bool = True
    """Whether the client is offered to fix all at once."""


def read(given: Any, root: str) -> tuple[Settings, list[str]]:
    """The settings, with the default for each that is wrong, and what is wrong with those.

    Names that are like none of ours are the client's own, as that of the program that it starts.

    A file is named relative to `root`, the folder that the client has opened.
    """
    if given is None:
        return Settings(), []
    if not isinstance(given, dict):
        return Settings(), ["the settings are no object; the defaults count"]
    names = dict(zip(Settings.__struct_encode_fields__, Settings.__struct_fields__, strict=True))
    wrong = [words for name, value in given.items() if (words := _wrong(name, value, root))]
    kept = {names[name]: given[name] for name in names if name in given and not _wrong(name, given[name], root)}
    configuration = kept.pop("configuration", None)
    return Settings(configuration and _path(configuration, root), **kept), wrong


def _path(name: str, root: str) -> str:
    return os.path.abspath(os.path.join(root, os.path.expanduser(name)))


def _wrong(name: str, value: Any, root: str) -> str:
    """What is wrong with one setting; empty for nothing, and for one that is the client's own."""
    known = Settings.__struct_encode_fields__
    if name not in known:
        hint = suggest(name, known)
        return f"there is no setting {name}; {hint}" if hint else ""
    try:
        msgspec.convert({name: value}, Settings)
    except msgspec.ValidationError:
        return f"the setting {name} is {_shown(value)}; it takes {_TAKES[name]}"
    if name == "configuration" and value and not os.path.isfile(_path(value, root)):
        return f"the setting {name} names {value}, and there is no such file"
    return ""


_TAKES = {
    "configuration": "the path of a file, or null",
    "run": '"onType" or "onSave"',
    "fixAll": "true or false",
}


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 40 else f"{text[:39]}…"
