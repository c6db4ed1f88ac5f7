"""Names that a table knows: models with their end, and voices; and what a placeholder stands for."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from rtlint.assist.markdown import code
from rtlint.rule.tables import Row
from rtlint.rulebook.markdown import prose
from rtlint.schema.texts import abilities
from rtlint.text.secret import cut, is_secret, mask
from rtlint.text.spot import Path

if TYPE_CHECKING:
    from rtlint.lint import Linter

MODELS, VOICES = "models", "voices"
_TABLES = {"model": MODELS, "voice": VOICES}
"""Keys whose values are names of a table, wherever they stand."""

_ROLES = {
    "speech": "A model for conversations in speech.",
    "transcription": "A model that transcribes speech.",
    "translation": "A model that translates speech.",
    "live": "A model for live sessions, which are no realtime sessions.",
    "text": "A model for text, which no realtime session takes.",
    "speech-synthesis": "A model that reads text aloud, which no realtime session takes.",
}

_VARIABLE = re.compile(r"\$\{(?P<name>[A-Za-z_]\w*)(?::-(?P<default>[^}]*))?\}", re.ASCII)


def table_of(path: Path) -> str | None:
    """The table that knows the value at a path, if one does."""
    return _TABLES.get(path[-1]) if path and isinstance(path[-1], str) else None


def named(path: Path, value: str, linter: Linter) -> list[str]:
    """Paragraphs about a value that a table knows; empty for others."""
    table = table_of(path)
    row = linter.tables.row(table, value) if table else None
    if row is None:
        return []
    if table == VOICES:
        return [f"**{code(value)}** · A voice that every session may use by its name."]
    words = [_ROLES.get(str(row.get("role")), ""), abilities(row), ending(row, linter)]
    text = " ".join(prose(one) for one in words if one)
    return [f"**{code(value)}** · {text}"] if text else []


def ending(row: Row, linter: Linter) -> str:
    """When a model answers no more, as seen from the linter's day, and what takes its place; empty while it stays."""
    day = _day(row)
    if day is None:
        return "No shutdown is announced." if row.get("role") in ("speech", "transcription", "translation") else ""
    gone = "Shut down" if day <= linter.as_of else "Shuts down"
    return f"{gone} on {day}, {_distance((day - linter.as_of).days)}.{_instead(row, linter)}"


def _day(row: Row) -> datetime.date | None:
    """The day of a model's shutdown; None while there is none, or where a table of somebody's own holds no date."""
    try:
        return datetime.date.fromisoformat(str(row.get("shutdown")))
    except ValueError:
        return None


def _distance(days: int) -> str:
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} ago"


def _instead(row: Row, linter: Linter) -> str:
    name = row.get("replacement")
    if not isinstance(name, str):
        return ""
    last = _day(linter.tables.row(MODELS, name) or {})
    until = f"shuts down on {last}" if last else "has no announced shutdown"
    change = f"; it {row['change']}" if "change" in row else ""
    return f" `{name}` takes its place and {until}{change}."


def placeholder(written: str, at: int, path: Path) -> list[str]:
    """A paragraph about the placeholder at an offset of a value as it is written; empty where none is."""
    here = next((found for found in _VARIABLE.finditer(written) if found.start() <= at < found.end()), None)
    if here is None:
        return []
    text = f"**{code(here['name'])}** · A value that is filled in before the config is sent"
    if here["default"] is None:
        return [f"{text}; rules keep still until then."]
    default = cut(here["default"]) if is_secret(path) else mask(here["default"])
    return [f"{text}; without it {code(default) if default else 'an empty text'}."]
