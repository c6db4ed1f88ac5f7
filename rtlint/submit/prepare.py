"""From a file to what is sent of it: linted, filled in, judged again as it is then, and wrapped."""

from collections.abc import Iterator, Mapping
from functools import partial

import msgspec

from rtlint.finding import Finding, Severity
from rtlint.lint import Linter
from rtlint.result import Found, Result
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.submit.fill import Filled, filled
from rtlint.submit.order import Order, Unsendable, ordered
from rtlint.text.nodes import TextFault
from rtlint.text.secret import mask
from rtlint.text.source import Source
from rtlint.text.spot import Path, Spot

_ABOUT_WRITING = "security"
"""The family of rules about what may stand in a file: a secret that is filled in is where it should be."""


class Trouble(msgspec.Struct, frozen=True):
    """What has to be mended in a file before it can be sent, and where: `path:row:column`."""

    place: str
    words: str


class Job(msgspec.Struct, frozen=True):
    """One document, ready to be sent."""

    case: Case
    order: Order
    filling: Filled


class Prepared(msgspec.Struct, frozen=True):
    """A file with what was found in it, and its jobs; none where `troubles`, or findings that fail, keep it here."""

    result: Result
    jobs: tuple[Job, ...] = ()
    troubles: tuple[Trouble, ...] = ()


def prepared(
    linter: Linter,
    source: Source,
    fault: TextFault | None,
    environment: Mapping[str, str],
    *,
    least: Severity = Severity.ERROR,
) -> Prepared:
    """What a file comes to; findings of severity `least` or more keep it from being sent."""
    text = linter.read(source, fault)
    result = linter.judge(text)
    if any(finding.severity.weight >= least.weight for finding in result.findings):
        return Prepared(result)
    jobs: list[Job] = []
    troubles: list[Trouble] = []
    found: list[Found] = []
    for case in linter.cases(source, fault):
        if case.tree is None:
            continue
        filling = filled(case.tree, environment, partial(_takes_text, case))
        troubles += (_missing(case, one.name, one.span.start) for one in filling.missing)
        found += _refused(linter, case, filling) if not filling.missing and filling.written else ()
        try:
            jobs.append(Job(case, ordered(filling.value, case.layout), filling))
        except Unsendable as error:
            troubles.append(Trouble(f"{source.path}:1:1", str(error)))
    if found:
        result = msgspec.structs.replace(result, found=(*result.found, *found))
    return Prepared(result, () if found or troubles else tuple(jobs), tuple(troubles))


def _takes_text(case: Case, path: Path) -> bool:
    """Whether the API takes a text at a path of a document, also where it knows none."""
    start = len(case.layout.typed)
    place = shape.below(shape.plan(case.layout.type), path[start:]) if path[:start] == case.layout.typed else None
    return place is None or bool(place.types & {"any", "string"})


def _missing(case: Case, name: str, offset: int) -> Trouble:
    at = case.source.locate(offset)
    words = f"the variable {name} is not set" if name.isidentifier() else f"{name} is for another program to fill in"
    return Trouble(f"{case.source.path}:{at.row}:{at.column}", words)


def _refused(linter: Linter, case: Case, filling: Filled) -> Iterator[Found]:
    """The errors that a document has only once it is filled in, at their places in the file."""
    before = {_key(found) for found in _as_json(linter, case.value)}
    for found in _as_json(linter, filling.value):
        error = found.finding.severity is Severity.ERROR
        if error and linter.cards[found.finding.code].family != _ABOUT_WRITING and _key(found) not in before:
            yield msgspec.structs.replace(found, finding=_placed(found, case, linter, filling))


def _as_json(linter: Linter, value: object) -> tuple[Found, ...]:
    text = msgspec.json.encode(value, enc_hook=str).decode()
    result = linter.lint(Source("filled.json", text))
    return result.found if result else ()


def _key(found: Found) -> tuple[str, Path]:
    return found.finding.code, found.path


def _placed(found: Found, case: Case, linter: Linter, filling: Filled) -> Finding:
    """A finding where its value stands in the file; its message must not tell what was filled in."""
    assert case.tree is not None
    span = case.tree.place(Spot(found.path)).span
    here = [text for path, text in filling.written.items() if path[: len(found.path)] == found.path]
    names = mask(", ".join(dict.fromkeys(here or filling.written.values())))
    summary = linter.cards[found.finding.code].summary
    return msgspec.structs.replace(
        found.finding,
        message=f"once {names} is filled in: {summary[:1].lower()}{summary[1:].rstrip('.')}",
        path=case.source.path,
        document=case.index,
        location=case.source.locate(span.start),
        end_location=case.source.locate(span.end),
        related=(),
        fix=None,
    )
