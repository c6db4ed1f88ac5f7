"""What was measured, as it is written to `results.json`: tables and pictures are drawn from that file alone."""

import dataclasses
import json
from pathlib import Path
from typing import Any, Self


@dataclasses.dataclass(frozen=True)
class Figure:
    """One command of a case: medians over all runs."""

    name: str
    role: str
    """`ours`, `peer`, or `floor` for what no program of its kind can do without."""

    wall: float
    """Seconds from start to end."""

    cpu: float
    """Seconds of all processors, user and system, of all processes."""

    memory: float
    """MiB resident of the largest process, at its peak."""


@dataclasses.dataclass(frozen=True)
class Case:
    """Commands that ran in turn, on the same input."""

    key: str
    title: str
    runs: int
    figures: tuple[Figure, ...]

    @property
    def base(self) -> Figure:
        """What the ratios are against: the first figure of ours."""
        return next(figure for figure in self.figures if figure.role == "ours")


@dataclasses.dataclass(frozen=True)
class Faults:
    """How many examples with an error each tool flags, by family of rules."""

    date: str
    families: dict[str, int]
    """How many examples a family has."""

    flagged: dict[str, dict[str, int]]
    """For each tool, how many of them it flags."""


@dataclasses.dataclass(frozen=True)
class Wait:
    """Seconds from many changes of a document to their diagnostics: within which so many of 100 were there."""

    title: str
    findings: int
    """Those of the document as it is opened."""

    changes: int
    half: float
    most: float
    """95 of 100."""

    nearly_all: float
    """99 of 100."""

    longest: float
    wanted: float | None
    """What `most` is to be; None where nothing is said."""


@dataclasses.dataclass(frozen=True)
class Editor:
    """The language server while somebody types."""

    date: str
    waits: tuple[Wait, ...]
    burst: int
    """Changes sent at once."""

    looks: int
    """How many times a burst was linted."""

    edits: int
    before: float
    """MiB resident before so many edits."""

    after: float


@dataclasses.dataclass(frozen=True)
class Results:
    """One whole run, and where it ran."""

    date: str
    machine: dict[str, str]
    versions: dict[str, str]
    cases: tuple[Case, ...]
    left_out: tuple[str, ...] = ()
    """Commands that did not end as they should, and why; they are not timed."""

    faults: Faults | None = None
    editor: Editor | None = None

    def case(self, key: str) -> Case:
        """The case of that key. Raises StopIteration where there is none."""
        return next(case for case in self.cases if case.key == key)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The results in a file. Raises OSError, or TypeError where the file is of another form."""
        data: dict[str, Any] = json.loads(path.read_text())
        cases = [
            Case(**{**case, "figures": tuple(Figure(**figure) for figure in case["figures"])}) for case in data["cases"]
        ]
        faults = Faults(**data["faults"]) if data["faults"] else None
        told = data.get("editor")
        editor = Editor(**{**told, "waits": tuple(Wait(**wait) for wait in told["waits"])}) if told else None
        read = {"cases": tuple(cases), "left_out": tuple(data["left_out"]), "faults": faults, "editor": editor}
        return cls(**{**data, **read})

    def write(self, path: Path) -> None:
        """Write them to a file."""
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False) + "\n")
