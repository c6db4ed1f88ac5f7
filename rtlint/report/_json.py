"""JSON as formats for programs write it: indented, and valid UTF-8 whatever a file is called or holds."""

from typing import Any

import msgspec


def indented(document: Any) -> str:
    r"""A document as JSON with a line end; a lone surrogate in it is spelled out, as `\udc80`."""
    return msgspec.json.format(_encode(document), indent=2).decode() + "\n"


def _encode(document: Any) -> bytes:
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:  # from the name of a file that is not UTF-8, or from an escape in JSON
        return msgspec.json.encode(_encodable(msgspec.to_builtins(document)))


def _encodable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
