"""Tells with which release of the `openai` package for Python each field of our structs came.

Wheels of several releases lie in a folder; nothing in them is run. A line for each field that the oldest of them lacks,
with the first release that has it and the last before that. A docstring that names another release is a mistake. The
package has had the API's types of today since 1.109.1.

    python scripts/api_since.py FOLDER
"""

import ast
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rtlint.session.fields import about, fields, since
from scripts.api_drift import ROOTS, members, shape

Names = dict[str, set[str]]
"""The fields of the classes of one release, by module and class."""


def classes(theirs: Any, ours: Any, found: dict[Any, set[Any]]) -> None:
    """Add the structs below a type, each with the package's classes that it stands for."""
    a, b = shape(theirs), shape(ours)
    for label in a.objects.keys() & b.objects.keys():
        left, right = a.objects[label], b.objects[label]
        found.setdefault(right, set()).add(left)
        mine, yours = members(right), members(left)
        for name in mine.keys() & yours.keys():
            classes(yours[name].type, mine[name].type, found)
    for below in ("item", "value"):
        if getattr(a, below) is not None and getattr(b, below) is not None:
            classes(getattr(a, below), getattr(b, below), found)


def release(wheel: Path) -> tuple[int, ...]:
    """The release of a wheel, by its name: numbers that can be compared."""
    return tuple(map(int, re.findall(r"\d+", wheel.name.split("-")[1])))


def names(wheel: Path) -> Names:
    """All classes of a wheel's realtime types with their fields."""
    found: Names = {}
    with zipfile.ZipFile(wheel) as archive:
        for path in archive.namelist():
            if re.match(r"openai/types/(realtime|responses|shared)", path) and path.endswith(".py"):
                module = path.removesuffix(".py").replace("/", ".")
                found |= {f"{module}.{name}": keys for name, keys in _classes(archive.read(path))}
    return found


def _classes(text: bytes) -> Iterator[tuple[str, set[str]]]:
    for one in ast.parse(text).body:
        if isinstance(one, ast.ClassDef):
            inner = (entry for entry in one.body if isinstance(entry, ast.AnnAssign))
            yield one.name, {entry.target.id for entry in inner if isinstance(entry.target, ast.Name)}


def lines(wheels: list[Path]) -> Iterator[tuple[str, bool]]:
    """What is to be said of each field that came later than the oldest wheel, and whether a docstring is mistaken."""
    known = {release(wheel): names(wheel) for wheel in wheels}
    found: dict[Any, set[Any]] = {}
    for root, theirs, ours in ROOTS:
        if "response" not in root:
            classes(theirs, ours, found)
    for struct, counterparts in sorted(found.items(), key=lambda pair: str(pair[0].__name__)):
        keys = [f"{one.__module__}.{one.__name__}" for one in counterparts]
        for name, field in fields(struct).items():
            having = [any(name in of.get(key, ()) for key in keys) for _release, of in sorted(known.items())]
            if True in having and not having[0]:
                yield _line(f"{struct.__name__}.{name}", sorted(known), having, field.since or since(about(struct)))


def _line(name: str, order: list[tuple[int, ...]], having: list[bool], said: str) -> tuple[str, bool]:
    first = having.index(True)
    text = f"{name}: in {_dotted(order[first])}, not in {_dotted(order[first - 1])}"
    return f"{text}; the docstring says {said or 'nothing'}", said not in ("", _dotted(order[first][:2]))


def _dotted(one: tuple[int, ...]) -> str:
    return ".".join(map(str, one))


def main(folder: str) -> int:
    """Print what came when; 1 when a docstring is mistaken."""
    found = list(lines(sorted(Path(folder).glob("openai-*.whl"))))
    for line, wrong in found:
        print(f"{line}{' <- mistaken' if wrong else ''}")
    return int(any(wrong for _line, wrong in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
