"""A spot names a place in a document without columns: a path, and which part of the entry is meant."""

import re

import msgspec

Step = str | int | float | bool | None
"""A key of a mapping (a string, unless the YAML holds an unquoted `on:` or `1:`) or an index of a sequence."""

Path = tuple[Step, ...]

KEY = "key"
VALUE = "value"
ENTRY = "entry"

_PLAIN_KEY = r"[^.\[\]\"\s]+"

_NAMES = {True: "true", False: "false", None: "null"}


class Spot(msgspec.Struct, frozen=True):
    """`path` from the document's root; `part` is KEY, VALUE or ENTRY (key to value) of what stands there."""

    path: Path
    part: str = VALUE


def dotted(path: Path) -> str:
    """The path as the API's own messages write it: `session.tools[0].name`; odd keys in brackets and quotes."""
    text = ""
    for step in path:
        if type(step) is int:
            text += f"[{step}]"
        elif isinstance(step, str) and re.fullmatch(_PLAIN_KEY, step):
            text += f".{step}" if text else step
        else:
            text += f'["{step}"]' if isinstance(step, str) else f"[{_word(step)}]"
    return text


def pointer(path: Path) -> str:
    """The path as a JSON pointer (RFC 6901)."""
    return "".join("/" + _word(step).replace("~", "~0").replace("/", "~1") for step in path)


def _word(step: Step) -> str:
    """A step as text; a key that is no string as JSON would spell it."""
    return str(_NAMES[step]) if step is None or isinstance(step, bool) else str(step)
