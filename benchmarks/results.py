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
class Results:
    """One whole run, and where it ran."""

    date: str
    machine: dict[str, str]
    versions: dict[str, str]
    cases: tuple[Case, ...]
    left_out: tuple[str, ...] = ()
    """Commands that did not end as they should, and why; they are not timed."""

    faults: Faults | None = None

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
        return cls(**{**data, "cases": tuple(cases), "left_out": tuple(data["left_out"]), "faults": faults})

    def write(self, path: Path) -> None:
        """Write them to a file."""
        path.write_text(json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False) + "\n")
