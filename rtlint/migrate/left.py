"""What stays as the Beta had it: why, and on which lines."""

from collections.abc import Iterator

import msgspec

from rtlint.finding import Finding
from rtlint.fixer import Fixed
from rtlint.fixes.promise import same
from rtlint.migrate.keys import HOMES
from rtlint.migrate.signs import belongs
from rtlint.rule.case import ABSENT, Case, parse
from rtlint.text.secret import mask
from rtlint.text.spot import KEY, Path, Spot, dotted


class Left(msgspec.Struct, frozen=True):
    """Something to do by hand. `rows` count from 1 and are those of the text that was asked for."""

    code: str
    at: str
    message: str
    rows: tuple[int, ...] = ()
    reason: str | None = None

    @property
    def told(self) -> str:
        """The message with its place, unless it tells of lines itself; secrets are cut short."""
        place = f"line {self.rows[0]}" if self.rows else self.at
        return mask(self.message if "(line " in self.message else f"{place}: {self.message}")


def left(fixed: Fixed, shown: list[Case], new: list[Case]) -> list[Left]:
    """What migrating could not do; `shown` are the documents as they stand in the file, `new` those after the fixes."""
    reasons = {(one.finding.code, one.finding.document, one.finding.at): one.reason for one in fixed.dropped}
    return list(_left(fixed, shown, new, reasons))


def _left(fixed: Fixed, shown: list[Case], new: list[Case], reasons: dict[tuple[str, int, str], str]) -> Iterator[Left]:
    for found in fixed.result.found:
        finding = found.finding
        if not belongs(finding) or finding.document >= len(shown):
            continue
        after, case = new[finding.document], shown[finding.document]
        path = found.path[len(after.layout.session) :]
        reason = reasons.get((finding.code, finding.document, finding.at))
        yield _rivals(finding, path, case, after) or Left(
            finding.code, finding.at, finding.message, tuple(_rows(case, path)), reason
        )


def _rivals(finding: Finding, path: Path, shown: Case, new: Case) -> Left | None:
    """A key of the Beta and the one in its place, where both are given and differ."""
    home = parse(HOMES.get(str(path[0]), "")) if len(path) == 1 else ()
    mine, other = (new.get((*new.layout.session, *way)) for way in (path, home))
    if not home or other is ABSENT or same(mine, other):
        return None
    rows = {dotted(way): row for way in (path, home) for row in _rows(shown, way)}
    names = (name + (f" (line {rows[name]})" if name in rows else "") for name in (dotted(path), dotted(home)))
    words = f"{' and '.join(names)} have different values; keep the one that you mean"
    return Left(finding.code, finding.at, words, tuple(rows.values()))


def _rows(case: Case, path: Path) -> Iterator[int]:
    whole = (*case.layout.session, *path)
    if case.tree and path and case.get(whole) is not ABSENT:
        yield case.source.locate(case.tree.place(Spot(whole, KEY)).span.start).row
