"""Names that tell findings apart, for programs that drop the second of two with one name."""


class Unique:
    """The names that are taken so far."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """The name as it is, or with the next free number behind it: `a`, `a (2)`; it is taken from then on."""
        count = self._counts.get(wanted, 0) + 1
        name = wanted if count == 1 else f"{wanted} ({count})"
        while name in self._counts and count > 1:
            count += 1
            name = f"{wanted} ({count})"
        self._counts[wanted] = count
        self._counts.setdefault(name, 1)
        return name
