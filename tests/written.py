"""Documents as people write them: one value in many styles, with comments that tell which entry they are about."""

import json
import random
import re
from typing import Any, NamedTuple

from rtlint.text.spot import Path

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_/-]*(?: [A-Za-z0-9_/-]+)*")
_SPECIAL = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|nan|inf")
ABOVE, BEHIND = "above", "behind"


class Note(NamedTuple):
    """A comment, which entry it is about, and whether it stands above or behind that."""

    text: str
    path: Path
    where: str


class Document(NamedTuple):
    """A text, whose value is known, and the comments in it."""

    name: str
    text: str
    notes: list[Note]


def written(value: Any, rng: random.Random, *, file: bool = True) -> Document:
    """A value in a random style; with `file`, with what stands around documents in files."""
    writer = _Json(rng) if rng.random() < 0.25 else _Yaml(rng)
    text = writer.document(value)
    if file:
        text = writer.around(text)
    return Document(writer.name, text, writer.notes)


class _Writer:
    name = "a.yaml"

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.notes: list[Note] = []
        self.step = rng.choice([2, 2, 2, 4, 3])

    def document(self, value: Any) -> str:
        raise NotImplementedError

    def around(self, text: str) -> str:
        """The text with a byte order mark, other line ends, or none at its end."""
        rng = self.rng
        if rng.random() < 0.15:
            text = text.rstrip("\n")
        if rng.random() < 0.2:
            text = text.replace("\n", rng.choice(["\r\n", "\r"]))
        return ("\ufeff" if rng.random() < 0.1 else "") + text


class _Json(_Writer):
    name = "a.json"

    def document(self, value: Any) -> str:
        style = self.rng.choice([None, 2, 4, "\t", "compact", "mixed"])
        if style == "compact":
            return json.dumps(value, separators=(",", ":")) + "\n"
        if style == "mixed":
            return self._mixed(value, 0) + "\n"
        return json.dumps(value, indent=style, ensure_ascii=False) + "\n"

    def _mixed(self, value: Any, column: int) -> str:
        if not isinstance(value, (dict, list)) or not value or self.rng.random() < 0.3:
            return json.dumps(value)
        inner = column + self.step
        if isinstance(value, dict):
            items = [f"{json.dumps(key)}: {self._mixed(item, inner)}" for key, item in value.items()]
        else:
            items = [self._mixed(item, inner) for item in value]
        left, right = "{}" if isinstance(value, dict) else "[]"
        return f"{left}\n{' ' * inner}" + f",\n{' ' * inner}".join(items) + f"\n{' ' * column}{right}"


class _Yaml(_Writer):
    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.dash = rng.choice([0, 2])
        self.chatty = rng.choice([0, 0.2, 0.6])
        self.braces = rng.choice([0, 0.1, 0.4])
        self.airy = rng.choice([0, 0.15])
        self.key_quote = rng.choice(["", "", "", '"', "'", "mixed"])
        self.quote = rng.choice(["", "", '"', "'", "mixed"])

    def document(self, value: Any) -> str:
        if isinstance(value, dict) and value and self.rng.random() > self.braces / 3:
            body = self._mapping(value, 0, ())
        else:
            body = self._flow(value, 0, ()).split("\n")
        lead = self.rng.choice([[], [], [], ["# a file of mine"], ["# a file of mine", ""], ["---"], ["# mine", "---"]])
        tail = self.rng.choice([[], [], [], [], ["# the end"], ["..."], ["", ""]])
        return "\n".join([*lead, *body, *tail]) + "\n"

    def _note(self, path: Path, where: str) -> str:
        text = f"# {where} {len(self.notes)}."
        self.notes.append(Note(text, path, where))
        return text

    def _talks(self) -> bool:
        return self.rng.random() < self.chatty

    def _above(self, column: int, path: Path) -> list[str]:
        lines = [""] if self.rng.random() < self.airy else []
        while self._talks():
            lines.append(" " * column + self._note(path, ABOVE))
        return lines

    def _behind(self, path: Path) -> str:
        return self.rng.choice([" ", "  "]) + self._note(path, BEHIND) if self._talks() else ""

    def _mapping(self, value: dict[str, Any], column: int, path: Path) -> list[str]:
        lines = []
        for key, item in value.items():
            here = (*path, key)
            lines += self._above(column, here)
            lines += self._entry(" " * column + self._key(key) + ":", item, column, here)
        return lines

    def _entry(self, lead: str, item: Any, column: int, path: Path) -> list[str]:
        """The lines of a value behind a key or a dash."""
        if isinstance(item, (dict, list)) and item and self.rng.random() >= self.braces:
            behind = self._behind(path)
            if isinstance(item, dict):
                return [lead + behind, *self._mapping(item, column + self.step, path)]
            return [lead + behind, *self._items(item, column + self.dash, path)]
        if isinstance(item, (dict, list)):
            first, *rest = self._flow(item, column, path).split("\n")
            lines = [f"{lead} {first}", *rest]
        else:
            lines = self._scalar(lead, item, column)
            if lines[0].rstrip("+-").endswith(" |"):
                return [lines[0] + self._behind(path), *lines[1:]]
        return [*lines[:-1], lines[-1] + self._behind(path)]

    def _items(self, value: list[Any], column: int, path: Path) -> list[str]:
        lines = []
        for index, item in enumerate(value):
            here = (*path, index)
            lines += self._above(column, here)
            lead = " " * column + "-"
            if isinstance(item, dict) and item and self.rng.random() >= self.braces:
                first, *rest = self._compact(item, column + 2, here)
                lines += [f"{lead} {first}", *rest]
            elif isinstance(item, list) and item:
                lines += [f"{lead} {self._flow(item, column + 2, here)}" + self._behind(here)]
            else:
                lines += self._entry(lead, item, column + 1, here)
        return lines

    def _compact(self, item: dict[str, Any], column: int, path: Path) -> list[str]:
        """A mapping whose first entry stands behind the dash."""
        (key, value), *rest = item.items()
        first = self._entry(" " * column + self._key(key) + ":", value, column, (*path, key))
        return [first[0].lstrip(), *first[1:], *self._mapping(dict(rest), column, path)]

    def _flow(self, value: Any, column: int, path: Path) -> str:
        """A value in braces: in a line, or with a line for each entry and a comma at the end or not."""
        if not isinstance(value, (dict, list)):
            return self._inline(value)
        pairs = list(value.items() if isinstance(value, dict) else enumerate(value))
        left, right = "{}" if isinstance(value, dict) else "[]"
        names = [f"{self._key(key)}: " if isinstance(value, dict) else "" for key, _item in pairs]
        if not pairs or self.rng.random() < 0.7:
            made = [name + self._line(item) for name, (_key, item) in zip(names, pairs, strict=True)]
            blank = self.rng.choice(["", "", " "]) if made else ""
            return f"{left}{blank}{', '.join(made)}{blank}{right}"
        inner, last = " " * (column + self.step), len(pairs) - 1
        lines = [left]
        for number, (name, (key, item)) in enumerate(zip(names, pairs, strict=True)):
            here = (*path, key)
            lines += self._above(column + self.step, here)
            comma = "," if number < last or self.rng.random() < 0.3 else ""
            lines.append(inner + name + self._flow(item, column + self.step, here) + comma + self._behind(here))
        return "\n".join([*lines, " " * column + right])

    def _line(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._key(key)}: {self._line(item)}" for key, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._line, value)) + "]"
        return self._inline(value)

    def _scalar(self, lead: str, value: Any, column: int) -> list[str]:
        inner = " " * (column + self.step)
        if not isinstance(value, str):
            return [f"{lead} {json.dumps(value)}"]
        if "\n" in value and value.strip() and value[0] not in " \n" and value.isascii():
            ends = len(value) - len(value.rstrip("\n"))
            sign = "-" if ends == 0 else "" if ends == 1 else "+"
            rows = value.removesuffix("\n").split("\n")
            return [f"{lead} |{sign}", *((inner + row if row else "") for row in rows)]
        if value.count(" ") > 3 and _PLAIN.fullmatch(value) and self.rng.random() < 0.5:
            words = value.split(" ")
            return [f"{lead} {' '.join(words[:3])}", inner + " ".join(words[3:])]
        return [f"{lead} {self._inline(value)}"]

    def _inline(self, value: Any) -> str:
        return self._text(value, self.quote) if isinstance(value, str) else json.dumps(value)

    def _key(self, key: str) -> str:
        return self._text(key, self.key_quote)

    def _text(self, text: str, quote: str) -> str:
        quote = self.rng.choice(["", '"', "'"]) if quote == "mixed" else quote
        if not quote and _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text):
            return text
        if quote == "'" and text.isprintable():
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=text.isascii())
