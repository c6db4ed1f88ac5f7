"""The line of time in boxes of text: as wide as the times are long, within what a terminal has."""

import math
from collections.abc import Sequence

from rtlint.explain.timeline import Step, Timeline

LANES = ("speaker", "application", "model", "text")
_ASCII = str.maketrans("┌┬┐└┴┘├┤┼│─▲…", "+++++++++|-^~")
_LEAST = 6
"""Cells of a column that no step gives a width."""


def lanes(line: Timeline) -> list[str]:
    """The lanes that a line has, from the top."""
    return [lane for lane in LANES if any(step.lane == lane for step in line.steps)]


def numbered(line: Timeline) -> list[tuple[int, Step]]:
    """The steps with the numbers that pictures and their keys share."""
    return list(enumerate(line.steps, 1))


def edges(line: Timeline, least: Sequence[int], room: int) -> list[int]:
    """Where columns start, and the last one ends: the least that each needs, and its share of the rest of the room.

    A time counts by its logarithm: 30 seconds shall be seen to be longer than 300 milliseconds, and both be seen.
    """
    weights = [1.0] * len(least)
    for step in line.steps:
        if step.first == step.last and step.ms is not None:
            weights[step.first] = math.log2(1 + min(step.ms, 60_000) / 100)
    spare = max(0, room - sum(least))
    found = [0]
    for width, weight in zip(least, weights, strict=True):
        found.append(found[-1] + width + int(spare * weight / sum(weights)))
    return found


def columns(line: Timeline) -> int:
    """How many columns of time a line has."""
    return max((step.last for step in line.steps), default=-1) + 1


def picture(line: Timeline, width: int, *, ascii_only: bool = False) -> list[str]:
    """The lines of the drawing, at most `width` cells each where the words allow it; none for a line without steps."""
    if not line.steps:
        return []
    named = lanes(line)
    margin = max(map(len, named)) + 3
    room = min(width, 100) - margin - 1
    labels = {number: f"{number} {step.label}" for number, step in numbered(line)}
    least = _least(line, labels)
    if sum(least) > room:  # the numbers alone, since the key below tells the rest
        labels = {number: str(number) for number in labels}
        least = _least(line, labels)
    canvas = _Canvas(margin, edges(line, least, room), labels)
    for lane in named:
        canvas.lane(lane, [(number, step) for number, step in numbered(line) if step.lane == lane])
    rows = ["".join(row).rstrip() for row in canvas.rows]
    return [row.translate(_ASCII) for row in rows] if ascii_only else rows


def _least(line: Timeline, labels: dict[int, str]) -> list[int]:
    """The cells that each column needs for the words in it."""
    least = [_LEAST] * columns(line)
    for number, step in numbered(line):
        if step.first == step.last:
            least[step.first] = max(least[step.first], len(labels[number]) + 3, len(step.length) + 3)
    return least


class _Canvas:
    """Rows of characters that grow to the right."""

    def __init__(self, margin: int, starts: list[int], labels: dict[int, str]) -> None:
        self.margin = margin
        self.starts = starts
        self.labels = labels
        self.rows: list[list[str]] = []

    def lane(self, name: str, steps: list[tuple[int, Step]]) -> None:
        top = len(self.rows)
        height = 4 if any(step.length for _, step in steps) else 3
        self.rows += [[] for _ in range(height)]
        self._put(top + 1, 2, name)
        for number, step in steps:
            self._box(top, height, number, step)
        ends = [(self.margin + self.starts[step.last + 1], step.end) for _, step in steps if step.end]
        if ends:
            self.rows.append([])
            for x, end in ends:
                self._mark(len(self.rows) - 1, x, end)

    def _box(self, top: int, height: int, number: int, step: Step) -> None:
        left, right = self.margin + self.starts[step.first], self.margin + self.starts[step.last + 1]
        bottom = top + height - 1
        for row, start, joint, end in ((top, "┌", "┬", "┐"), (bottom, "└", "┴", "┘")):
            joined = len(self.rows[row]) > left and self.rows[row][left] in "┐┘"
            self._put(row, left, (joint if joined else start) + "─" * (right - left - 1) + end)
        for row, text in zip(range(top + 1, bottom), (self.labels[number], step.length), strict=False):
            self._put(row, left, "│ " + text.ljust(right - left - 2) + "│")

    def _mark(self, row: int, x: int, text: str) -> None:
        """A sign below the end of a box; its words to the left of it where they would run into the next."""
        if len(self.rows[row]) >= x:
            self.rows.append([])
            row += 1
        free = len(self.rows[row])
        words = f"{text} ▲"
        if x - len(words) + 1 > max(free, self.margin - 1):
            self._put(row, x - len(words) + 1, words)
        else:
            self._put(row, x, f"▲ {text}")

    def _put(self, row: int, column: int, text: str) -> None:
        cells = self.rows[row]
        cells += " " * (column + len(text) - len(cells))
        cells[column : column + len(text)] = text
