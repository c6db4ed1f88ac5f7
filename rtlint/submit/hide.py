"""What no output may hold: the API key, and the values of variables that were filled in."""

from collections.abc import Iterable, Mapping

from rtlint.text.secret import cut, mask

_LEAST = 4
"""Characters of a value that is hidden wherever it stands: shorter ones would blot out words that only look like it."""


class Hider:
    """Takes what is secret out of a text."""

    def __init__(self, key: str = "", values: Mapping[str, str] | None = None) -> None:
        """`values` are those of variables, each with what stands for it."""
        known = {value: name for value, name in (values or {}).items() if len(value) >= _LEAST}
        if len(key) >= _LEAST:
            known[key] = cut(key)
        self._known = sorted(known.items(), key=lambda pair: -len(pair[0]))

    def __call__(self, text: str) -> str:
        """The text with names in the place of values, and everything that looks like a key cut short."""
        for value, name in self._known:
            for spelled in _spellings(value):
                text = text.replace(spelled, name)
        return mask(text)


def _spellings(value: str) -> Iterable[str]:
    """A value as it is, and as JSON or a Python message would spell it."""
    from json import dumps
    from urllib.parse import quote

    return dict.fromkeys(
        (value, dumps(value)[1:-1], dumps(value, ensure_ascii=False)[1:-1], repr(value)[1:-1], quote(value, safe=""))
    )
