"""Checks of values whose meaning is in no word of a condition: how a number is written, what a language is called."""

import re
from collections.abc import Iterator

from rtlint.rule.blame import VALUE, Blame
from rtlint.rule.case import Case
from rtlint.text.scalar import is_precise
from rtlint.text.spot import Path

MOST_PLACES = 16
"""Decimal places that the server takes."""

ROUNDED = 6
"""Decimal places that say all that anybody means."""

_DECIMALS = r"[-+]?[\d_]*(?:\.([\d_]*))?(?:[eE]([-+]?\d+))?"


def decimal_places(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Numbers written with more decimal places than the server takes; zeros at the end say nothing."""
    written = case.tree.written(path) if isinstance(value, float) and case.tree and case.tree.precise else None
    match = re.fullmatch(_DECIMALS, written) if written and is_precise(written) else None
    if match is None:
        return
    places = len((match[1] or "").replace("_", "").rstrip("0")) - int((match[2] or "0")[:5])
    if places > MOST_PLACES:
        yield Blame(path, VALUE, "places", {"places": str(places), "rounded": _rounded(value)})


def _rounded(value: object) -> str:
    return f"{value:.{ROUNDED}f}".rstrip("0").rstrip(".")


def language(value: object, path: Path, case: Case) -> Iterator[Blame]:
    """Texts that are no two-letter code of a language."""
    row = case.tables.row("languages", value)
    if isinstance(value, str) and (row is None or "instead" in row):
        code = _code(value, case)
        yield Blame(path, VALUE, "language", {"hint": f"; did you mean {code}?" if code else ""})


def _code(text: str, case: Case) -> str:
    """The code that somebody meant: of `en-US` the start, of `English` what it stands for."""
    known = {code: case.tables.row("languages", code) or {} for code in case.tables.names("languages")}
    named = {row["name"].lower(): code for code, row in known.items() if "name" in row}
    for one in (text.lower(), re.split(r"[-_ ]", text.lower())[0]):
        if one in known:
            return str(known[one].get("instead", one))
        if one in named:
            return named[one]
    return ""


CHECKS = {"decimal-places": decimal_places, "language": language}
