"""Values of a document as people read them in a table, and as JSON can hold them; secrets cut in both."""

import math
import re
from typing import Any

from rtlint.rule.blame import show, show_at
from rtlint.text.scalar import Placeholder, is_number, read
from rtlint.text.secret import cut, is_secret, mask
from rtlint.text.spot import Path

LONGEST = 44
"""Characters of a value that a table shows."""


def shown(value: object, path: Path, *, secret: bool = False) -> str:
    """A value in few words: a text without quotes where it cannot be taken for anything else, a time in its unit."""
    if secret and value is not None and not isinstance(value, (bool, dict, Placeholder)):
        return show_at(path, value) if is_secret(path) else cut(str(value))
    if isinstance(value, dict):
        return _short("{" + ", ".join(mask(str(key)) for key in value) + "}")
    if isinstance(value, list):
        return _short("[" + ", ".join(shown(item, path) for item in value) + "]")
    if isinstance(value, str) and not isinstance(value, Placeholder):
        text = " ".join(mask(value).split())
        return _short(text if _is_bare(text) else f'"{text}"')
    return _short(show(value)) + in_unit(path, value)


def in_unit(path: Path, value: object) -> str:
    """` = 10 min` after a number of seconds or milliseconds that reads better so; nothing otherwise."""
    key = str(path[-1]) if path else ""
    if not is_number(value) or not isinstance(value, int):
        return ""
    if key == "seconds" and value >= 60:
        return f" = {duration(value * 1000)}"
    return f" = {duration(value)}" if key.endswith("_ms") and value >= 1000 else ""


def duration(milliseconds: int) -> str:
    """A time as people say it: `700 ms`, `1.5 s`, `10 min`, `2 h`."""
    for unit, size in (("h", 3_600_000), ("min", 60_000), ("s", 1000)):
        if milliseconds >= size and (unit != "h" or milliseconds % 1_800_000 == 0):
            return f"{milliseconds / size:.4g} {unit}"
    return f"{milliseconds} ms"


def as_data(value: object, path: Path, *, secret: bool = False) -> Any:
    """A value as JSON has it: keys and dates as texts, `.inf` and `.nan` too; secrets cut."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return {mask(str(key)): as_data(item, (*path, key), secret=secret) for key, item in value.items()}
    if isinstance(value, list):
        return [as_data(item, (*path, index), secret=secret) for index, item in enumerate(value)]
    if isinstance(value, Placeholder):
        return mask(str(value))
    if secret or is_secret(path):
        return cut(str(value))
    if isinstance(value, float) and not math.isfinite(value):
        return show(value)
    return value if isinstance(value, (int, float)) else mask(str(getattr(value, "text", value)))


def _is_bare(text: str) -> bool:
    """Whether a text is seen to be one without quotes."""
    return bool(re.fullmatch(r"[A-Za-z][\w./-]*", text)) and read(text) == (text, True)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
