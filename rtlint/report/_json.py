"""JSON that every program can read, whatever the name of a file holds: all formats made of it write it here."""

from typing import Any

import msgspec


def encode(value: Any) -> bytes:
    r"""The value as UTF-8 on one line; lone surrogates, from names that are not UTF-8, are spelled out as `\udc80`."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_encodable(msgspec.to_builtins(value)))


def document(value: Any) -> str:
    """The value as an indented text that ends in a newline."""
    return msgspec.json.format(encode(value), indent=2).decode() + "\n"


def _encodable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
