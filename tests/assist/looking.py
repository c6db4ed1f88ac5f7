"""Texts with a mark where the cursor is, read and judged in this process."""

import datetime

from rtlint.assist.meaning import Meaning, meaning
from rtlint.lint import Linter, Text
from rtlint.result import Result
from rtlint.rule.choose import chosen
from rtlint.rule.pack import built_in
from rtlint.session.inside import Inside
from rtlint.text.part import read_at
from rtlint.text.source import Source

CURSOR = "‸"
PACK = built_in()
LINTER = Linter(PACK, chosen(PACK.rules), as_of=datetime.date(2026, 11, 23))
RULES = "https://rtlint.github.io/rtlint/rules/"


def within(*at: str) -> Linter:
    """A linter for documents inside larger files."""
    return LINTER.within(tuple(Inside(read_at(one)) for one in at))


def read(text: str, name: str = "a.realtime.yaml", linter: Linter = LINTER) -> tuple[Text, Result]:
    """A text as a server reads and judges it."""
    found = linter.read(Source(name, text))
    return found, linter.judge(found)


def looked(marked: str, name: str = "a.realtime.yaml", linter: Linter = LINTER) -> Meaning | None:
    """What there is to say of the place of the cursor."""
    text, result = read(marked.replace(CURSOR, ""), name, linter)
    return meaning(text, result, linter, marked.index(CURSOR))


def told(marked: str, name: str = "a.realtime.yaml", linter: Linter = LINTER) -> tuple[str, list[str]]:
    """The characters that are spoken of, and what is said, part by part."""
    found = looked(marked, name, linter)
    assert found
    return marked.replace(CURSOR, "")[found.span.start : found.span.end], list(found.parts)


def rules(*names: str) -> str:
    """The line that names rules."""
    return "Rules: " + ", ".join(f"[{name}]({RULES}{name}/)" for name in names)
