"""What stays as the Beta had it: why, and on which lines."""

from collections.abc import Iterator

import msgspec

from rtlint.finding import Finding
from rtlint.fixer import Fixed
from rtlint.migrate.keys import HOMES
from rtlint.migrate.signs import belongs
from rtlint.rule.case import ABSENT, Case, parse
from rtlint.text.spot import KEY, Path, Spot


class Left(msgspec.Struct, frozen=True):
    """Something to do by hand. `rows` count from 1 and are those of the text that was asked for."""

    code: str
    at: str
    message: str
    rows: tuple[int, ...] = ()
    reason: str | None = None


def left(fixed: Fixed, shown: list[Case], new: list[Case]) -> list[Left]:
    """What migrating could not do; `shown` are the documents as they stand in the file, `new` those after the fixes."""
    reasons = {(one.finding.code, one.finding.document, one.finding.at): one.reason for one in fixed.dropped}
    return list(_left(fixed, shown, new, reasons))


def _left(fixed: Fixed, shown: list[Case], new: list[Case], reasons: dict[tuple[str, int, str], str]) -> Iterator[Left]:
    for found in fixed.result.found:
        finding = found.finding
        if not belongs(finding) or finding.document >= len(shown):
            continue
        path = found.path[len(new[finding.document].layout.session) :]
        case = shown[finding.document]
        reason = reasons.get((finding.code, finding.document, finding.at))
        yield _rivals(finding, path, case) or Left(
            finding.code, finding.at, finding.message, tuple(_rows(case, path)), reason
        )


def _rivals(finding: Finding, path: Path, case: Case) -> Left | None:
    """A key of the Beta and the one in its place, where both are given and differ."""
    home = HOMES.get(str(path[0])) if len(path) == 1 else None
    if home is None or case.get((*case.layout.session, *parse(home))) is ABSENT:
        return None
    one, *rest = (*_rows(case, path), *_rows(case, parse(home)))
    words = f"{path[0]} (line {one}) and {home}" + (f" (line {rest[0]})" if rest else "")
    return Left(finding.code, finding.at, f"{words} have different values; keep the one that you mean", (one, *rest))


def _rows(case: Case, path: Path) -> Iterator[int]:
    whole = (*case.layout.session, *path)
    if case.tree and path and case.get(whole) is not ABSENT:
        yield case.source.locate(case.tree.place(Spot(whole, KEY)).span.start).row
