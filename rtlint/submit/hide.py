"""What no output may hold: the API key, and the values of variables that were filled in."""

import re
from collections.abc import Iterable, Mapping
from os.path import commonprefix
from typing import Any

from rtlint.text.secret import cut, mask

HIDDEN = "(hidden)"
"""What stands where a value must not be told and has no name."""

_LEAST = 4
"""Characters of a value that is hidden wherever it stands: shorter ones would blot out words that only look like it."""

_HEAD = 12
"""Characters by which the beginning of a long value is known: whoever quotes one may have cut it."""

_STARRED = re.compile(r"[^\s\"'`:]*\*{3,}[^\s\"'`,;]*")
"""A key with its middle starred out, as servers quote it: both its ends are still there."""


class Hider:
    """Takes what is secret out of a text."""

    def __init__(self, key: str = "", values: Mapping[str, str] | None = None) -> None:
        """`values` are those of variables, each with what stands for it."""
        known = {value: name for value, name in (values or {}).items() if len(value) >= _LEAST}
        if len(key) >= _LEAST:
            known[key] = cut(key)
        self._known = sorted(
            ((spelled, name) for value, name in known.items() for spelled in _spellings(value)),
            key=lambda pair: -len(pair[0]),
        )
        self._exact = {spelled: name for value, name in (values or {}).items() for spelled in _short(value)}

    def __call__(self, text: str) -> str:
        """The text with names in the place of values, and everything that looks like a key cut short."""
        for value, name in self._known:
            text = text.replace(value, name)
        return mask(_without_beginnings(text, self._known))

    def within(self, value: Any) -> Any:
        """A value of JSON with no secret in its keys and texts."""
        if isinstance(value, dict):
            return {self(key): self.within(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.within(item) for item in value)
        return self(value) if isinstance(value, str) else value

    def quoted(self, text: str) -> str:
        """The same of a server's words, which may quote a short value as well, and a key with stars in it."""
        text = self(text)
        for value, name in self._exact.items():
            text = name.join(re.split(rf"(?<![\w.]){re.escape(value)}(?!\w|\.\w)", text))
        return _STARRED.sub("…", text)


def _without_beginnings(text: str, known: list[tuple[str, str]]) -> str:
    """A text with names where the beginnings of long values stand, each as far as any spelling of one goes."""
    for value, name in known:
        start = text.find(value[:_HEAD]) if len(value) > _HEAD else -1
        while start >= 0:
            rest = text[start:]
            same = max(len(commonprefix((rest, one))) for one, _ in known)  # noqa: RUF071  # of texts
            text = text[:start] + name + text[start + same :]
            start = text.find(value[:_HEAD], start + len(name))
    return text


def _short(value: str) -> set[str]:
    """A short value, and how a program may write the number that it is."""
    try:
        number = float(value)
    except ValueError:
        return {value.strip()} - {""} if len(value) < _LEAST else set()
    return {value.strip(), f"{number}", f"{number:g}"}


def _spellings(value: str) -> Iterable[str]:
    """A value as it is, on one line, and as JSON, a Python message or a URL would spell it."""
    from json import dumps
    from urllib.parse import quote

    spelled = (
        value,
        value.strip(),
        " ".join(value.split()),
        dumps(value)[1:-1],
        dumps(value, ensure_ascii=False)[1:-1],
        repr(value)[1:-1],
        quote(value, safe="", errors="replace"),
    )
    return dict.fromkeys(one for one in spelled if len(one) >= _LEAST)
