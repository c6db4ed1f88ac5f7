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

    A file is named relative to `root`, the folder that the client has opened.
    """
    if given is None:
        return Settings(), []
    if not isinstance(given, dict):
        return Settings(), ["the settings are no object; the defaults count"]
    names = dict(zip(Settings.__struct_encode_fields__, Settings.__struct_fields__, strict=True))
    kept, wrong = {}, []
    for name, value in given.items():
        if words := _wrong(name, value, root):
            wrong.append(words)
        else:
            kept[names[name]] = value
    if kept.get("configuration"):
        kept["configuration"] = os.path.abspath(os.path.join(root, os.path.expanduser(kept["configuration"])))
    return Settings(**kept), wrong


def _wrong(name: str, value: Any, root: str) -> str:
    """What is wrong with one setting; empty for nothing."""
    known = Settings.__struct_encode_fields__
    if name not in known:
        return f"there is no setting {name}; {suggest(name, known, otherwise='there are ' + ', '.join(known))}"
    try:
        msgspec.convert({name: value}, Settings)
    except msgspec.ValidationError:
        return f"the setting {name} is {_shown(value)}; it takes {_TAKES[name]}"
    if name == "configuration" and value:
        path = os.path.join(root, os.path.expanduser(value))
        return "" if os.path.isfile(path) else f"the setting {name} names {value}, and there is no such file"
    return ""


_TAKES = {
    "configuration": "the path of a file, or null",
    "run": '"onType" or "onSave"',
    "fixAll": "true or false",
}


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 40 else f"{text[:39]}…"
