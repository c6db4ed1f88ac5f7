"""Tables of facts that rules look values up in: `rules/data/*.yaml`, rows by exact name or by pattern."""

from typing import Any

Row = dict[str, Any]


class Tables:
    """Tables by name. A row's key may hold `*`; an exact key wins over patterns, a longer pattern over a shorter."""

    def __init__(self, tables: dict[str, dict[str, Row]]) -> None:
        self._tables = tables
        self._patterns = {
            name: sorted((key for key in rows if "*" in key), key=len, reverse=True) for name, rows in tables.items()
        }

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def columns(self, name: str) -> set[str]:
        """All columns that any row of a table has."""
        return {column for row in self._tables[name].values() for column in row}

    def names(self, name: str) -> list[str]:
        """The exact keys of a table."""
        return [key for key in self._tables[name] if "*" not in key]

    def row(self, name: str, key: object) -> Row | None:
        """The row of a key, or None; KeyError for a table that does not exist."""
        rows = self._tables[name]
        if not isinstance(key, str):
            return None
        if key in rows:
            return rows[key]
        from fnmatch import fnmatchcase  # most names stand in the table as they are

        return next((rows[pattern] for pattern in self._patterns[name] if fnmatchcase(key, pattern)), None)
