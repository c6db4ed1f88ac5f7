"""From a file to what is sent of it: linted, filled in, judged again as it is then, and wrapped."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from rtlint.finding import Finding, Severity
from rtlint.lint import Linter, safe
from rtlint.result import Found, Result
from rtlint.rule.case import Case
from rtlint.session import shape
from rtlint.session.kinds import Kind
from rtlint.submit.fill import Filled, filled
from rtlint.submit.order import Order, Unsendable, ordered
from rtlint.text.nodes import TextFault
from rtlint.text.secret import mask
from rtlint.text.source import Source
from rtlint.text.spot import KEY, VALUE, Path, Spot, dotted, pointer

_ABOUT_WRITING = ("security", "suppression")
"""Families of rules about what may stand in a file: a secret that is filled in is where it should be."""

Known = Callable[[Result], Result]
"""Takes out of what was found what a baseline holds."""


class Trouble(msgspec.Struct, frozen=True):
    """What has to be mended in a file before it can be sent, and where: `path:row:column`."""

    place: str
    words: str


class Job(msgspec.Struct, frozen=True):
    """One document, ready to be sent."""

    case: Case
    order: Order
    filling: Filled

    def in_file(self, path: Path) -> Path:
        """The document's path, as the file has it, of a path of the body."""
        return self.filling.in_file(self.order.in_document(path))


class Prepared(msgspec.Struct, frozen=True):
    """A file with what was found in it, and its jobs; none where `troubles`, or findings that fail, keep it here.

    `new` are those of the result's findings that the file has only once it is filled in.
    """

    result: Result
    jobs: tuple[Job, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    new: tuple[Found, ...] = ()


def prepared(
    linter: Linter,
    source: Source,
    fault: TextFault | None,
    environment: Mapping[str, str],
    *,
    least: Severity = Severity.ERROR,
    known: Known = lambda result: result,
) -> Prepared:
    """What a file comes to; findings of severity `least` or more keep it from being sent."""
    text = linter.read(source, fault)
    # The text is shown for what the API refuses as well, which linting knows nothing of.
    result = msgspec.structs.replace(known(linter.judge(text)), text=safe(text))
    cases = linter.cases(source, fault)
    if answers := [case for case in cases if case.tree and case.layout.kind is Kind.RESPONSE]:
        return Prepared(result, troubles=tuple(_about(case, Unsendable.ANSWER) for case in answers))
    if _fails(result.found, least):
        return Prepared(result)
    jobs, troubles = _jobs(cases, environment)
    if troubles:
        return Prepared(result, troubles=tuple(troubles))
    new = [found for job in jobs for found in _only_filled(linter, job, cases)]
    if new:
        result = msgspec.structs.replace(result, found=(*result.found, *new))
    return Prepared(result, () if _fails(new, least) else tuple(jobs), new=tuple(new))


def filled_in(case: Case, environment: Mapping[str, str]) -> Filled:
    """A document with its placeholders filled in. Unsendable where there is none."""
    if case.tree is None:
        raise Unsendable("it cannot be read" if case.text_faults else Unsendable.EMPTY)
    return filled(case.tree, environment, lambda path, value: _takes(case, path, value))


def job_of(case: Case, filling: Filled) -> Job:
    """What is sent of a document. Unsendable where nothing can be."""
    order = ordered(filling.value, case.layout)
    try:
        json.dumps(order.body, allow_nan=False, ensure_ascii=False).encode()
    except (TypeError, ValueError) as error:
        raise Unsendable("it holds what JSON has no word for") from error
    return Job(case, order, filling)


def _jobs(cases: Sequence[Case], environment: Mapping[str, str]) -> tuple[list[Job], list[Trouble]]:
    jobs: list[Job] = []
    troubles: list[Trouble] = []
    for case in cases:
        try:
            filling = filled_in(case, environment)
            troubles += (_about(case, one.words, one.span.start) for one in filling.missing)
            jobs += [] if filling.missing else [job_of(case, filling)]
        except Unsendable as error:
            troubles.append(_about(case, str(error)))
    return jobs, troubles


def _fails(found: Sequence[Found], least: Severity) -> bool:
    return any(one.finding.severity.weight >= least.weight for one in found)


def _takes(case: Case, path: Path, value: object) -> bool:
    """Whether the API takes a value at a path of a document, or knows no such path."""
    typed = case.layout.typed
    if path[: len(typed)] != typed:
        return True
    place = shape.below(shape.plan(case.layout.type), case.get(typed), path[len(typed) :])
    return place is None or shape.suits(place, value)


def _about(case: Case, words: str, offset: int | None = None) -> Trouble:
    if offset is None:
        offset = case.tree.place(Spot(())).span.start if case.tree else 0
    at = case.source.locate(offset)
    return Trouble(f"{case.source.path}:{at.row}:{at.column}", words)


def _only_filled(linter: Linter, job: Job, cases: list[Case]) -> Iterator[Found]:
    """The errors and warnings that a document has only once it is filled in, at their places in the file."""
    if not job.filling.written and not job.filling.renamed:
        return
    alone = linter.within(())
    alone.kind = job.case.layout.kind
    before = {_key(found) for found in _as_json(alone, job.case.value)}
    for found in _as_json(alone, job.filling.value):
        finding, known = found.finding, (found.finding.code, job.filling.in_file(found.path)) in before
        if finding.severity is Severity.INFO or linter.cards[finding.code].family in _ABOUT_WRITING or known:
            continue
        placed = _placed(found, job, linter)
        if not _is_suppressed(placed, linter, cases):
            yield placed


def _as_json(linter: Linter, value: object) -> tuple[Found, ...]:
    result = linter.lint(Source("filled.json", json.dumps(value, default=str)))
    return result.found if result else ()


def _key(found: Found) -> tuple[str, Path]:
    return found.finding.code, found.path


def _placed(found: Found, job: Job, linter: Linter) -> Found:
    """A finding where its value stands in the file; its message must not tell what was filled in."""
    case, tree = job.case, job.case.tree
    assert tree is not None
    path = job.filling.in_file(found.path)
    part = KEY if found.path in job.filling.renamed else VALUE
    span, way = tree.place(Spot(path, part)).span, (*tree.way, *path)
    finding = msgspec.structs.replace(
        found.finding,
        message=f"once {_names(found, job)} is filled in: {_summary(found.finding, linter)}",
        path=case.source.path,
        document=case.index,
        at=mask(dotted(way)),
        pointer=mask(pointer(way)),
        location=case.source.locate(span.start),
        end_location=case.source.locate(span.end),
        related=(),
        fix=None,
    )
    return msgspec.structs.replace(found, finding=finding, path=path, draft=None)


def _names(found: Found, job: Job) -> str:
    """What was filled in at a finding; where that is somewhere else, all that was."""
    written = job.filling.written
    here = [text for path, text in written.items() if path[: len(found.path)] == found.path]
    texts = here or [*written.values(), *map(str, job.filling.renamed.values())]
    return mask(", ".join(dict.fromkeys(" ".join(text.split()) for text in texts)))


def _summary(finding: Finding, linter: Linter) -> str:
    words = linter.cards[finding.code].summary.rstrip(".")
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _is_suppressed(found: Found, linter: Linter, cases: list[Case]) -> bool:
    """Whether a comment in the file, or the configuration, wants no such finding there."""
    source = cases[0].source
    if not linter.waivers and "rtlint:" not in source.text:
        return False
    from rtlint.suppress.sieve import Sieve  # few files suppress anything

    reported = [rule for rule in linter.engine.rules if rule.code in linter.codes]
    sieve = Sieve(source, cases, linter.pack.rules, reported, linter.waivers, linter.as_of)
    finding = found.finding
    return sieve.takes(finding.code, source.offset(finding.location), found.path, finding.document)
