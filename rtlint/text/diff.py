r"""Two texts as a unified diff that `patch` and `git apply` take.

Lines end at LF alone, as they do for those two: a CR stays at the end of its line, and what else Python takes for the
end of a line, such as a form feed, is a character like others.
"""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice

_QUOTED = frozenset((*range(0x20), *range(0x7F, 0x100), *b'"\\'))
_NO_END = "\\ No newline at end of file\n"


def unified(path: str, old: str, new: str) -> Iterator[str]:
    """The lines of a diff, each with its LF; none for texts that are equal."""
    if old == new:
        return
    yield from (f"--- {_name(path)}\n", f"+++ {_name(path)}\n")
    for line in islice(unified_diff(_lines(old), _lines(new)), 2, None):
        yield from (line,) if line.endswith("\n") else (f"{line}\n", _NO_END)


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def _name(path: str) -> str:
    """A path as the two read it: quoted as in C where a character would end it, with a tab where a space would."""
    if path.isprintable() and '"' not in path and "\\" not in path and path[0] != " ":
        return f"{path}\t" if " " in path else path
    data = path.encode(errors="surrogateescape")
    return '"' + "".join(f"\\{byte:03o}" if byte in _QUOTED else chr(byte) for byte in data) + '"'
