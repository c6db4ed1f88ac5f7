"""JSON that every program can read, whatever a file or its name holds: all formats made of it write it here."""

import re
from typing import Any

import msgspec

# DEL and C1 drive terminals, NEL, U+2028 and U+2029 end lines for many readers, the bidi controls turn a text around.
# They stand in strings only, where an escape means the same. Written as the bytes of UTF-8.
_HARMFUL = rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"


def encode(value: Any) -> bytes:
    r"""The value as UTF-8 on one line; lone surrogates, from names that are not UTF-8, are spelled out as `\udc80`."""
    try:
        data = msgspec.json.encode(value)
    except UnicodeEncodeError:
        data = msgspec.json.encode(_encodable(msgspec.to_builtins(value)))
    return re.sub(_HARMFUL, _escape, data)


def indented(value: Any) -> str:
    """The value as an indented text that ends in a newline."""
    return msgspec.json.format(encode(value), indent=2).decode() + "\n"


def _escape(match: re.Match[bytes]) -> bytes:
    return b"\\u%04x" % ord(match[0].decode())


def _encodable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
