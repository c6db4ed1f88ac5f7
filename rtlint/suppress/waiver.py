"""What a configuration suppresses: rules in files, or at places of them, where no comment can stand."""

import re
from collections.abc import Sequence

import msgspec

from rtlint.rule.case import Case
from rtlint.text.spot import Path, Step

ANY = "*"
_STEP = re.compile(r'\.?([^.\[\]"\s]+)|\[(\d+|\*)\]|\["([^"]*)"\]')


class Waiver(msgspec.Struct, frozen=True):
    """Codes that are suppressed at a place and everything below it; the whole file where `at` is empty."""

    codes: frozenset[str]
    at: Path = ()

    def covers(self, code: str, path: Path, case: Case) -> bool:
        """Whether what a rule says at a path of a document is suppressed."""
        if code not in self.codes:
            return False
        nested = (*case.layout.session, *self.at[1:]) if self.at[:1] == ("session",) else self.at
        whole = (*case.tree.way, *path) if case.tree else path  # as findings name it in a larger file
        return _leads(self.at, whole) or _leads(self.at, path) or _leads(nested, path)


def steps(at: str) -> Path | None:
    """The steps of a place such as `session.tools[*].name`; None for what is none."""
    found: list[Step] = []
    end = 0
    while end < len(at):
        match = _STEP.match(at, end)
        if match is None or (not end and at.startswith(".")):
            return None
        key, index, quoted = match.groups()
        found.append(key or quoted if index is None else ANY if index == ANY else int(index))
        end = match.end()
    return tuple(found)


def _leads(at: Sequence[Step], path: Path) -> bool:
    return len(at) <= len(path) and all(
        (step == given and type(step) is type(given)) or (step == ANY and type(given) is int)
        for step, given in zip(at, path, strict=False)
    )
