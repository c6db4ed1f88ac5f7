"""A refusal shown where it belongs: at the place in the file that the server names, like a finding."""

from rtlint.finding import Finding, Report, RuleCard, Severity, Summary
from rtlint.result import Result
from rtlint.submit.hide import Hider
from rtlint.submit.run import Outcome
from rtlint.suppress.waiver import steps
from rtlint.text.spot import Spot, dotted, pointer

CODE, NAME = "API", "refused"
TRACKER = "https://github.com/rtlint/rtlint/issues/new"
"""Where to tell us of a fault that we did not know."""

_CARD = RuleCard(
    CODE,
    NAME,
    Severity.ERROR,
    "The API refuses what rtlint takes for right.",
    "rtlint did not know this: please report it, with the lines above",
    TRACKER,
)


def placed(outcome: Outcome, text: Result, hide: Hider) -> Report | None:
    """A report of a refusal; None where the server names no field of the file. `text` is what linting that gave."""
    refusal, case = outcome.refusal, outcome.job.case
    path = steps(refusal.param) if refusal else None
    if not refusal or not path or case.tree is None:
        return None
    said = hide(refusal.said or refusal.words)
    here = outcome.job.in_file(path)
    span, way = case.tree.place(Spot(here)).span, (*case.tree.way, *here)
    finding = Finding(
        code=CODE,
        name=NAME,
        severity=Severity.ERROR,
        message=said if refusal.param in said else f"{refusal.param}: {said}",
        path=case.source.path,
        document=case.index,
        at=dotted(way),
        pointer=pointer(way),
        location=case.source.locate(span.start),
        end_location=case.source.locate(span.end),
        related=(),
        fix=None,
        fingerprint="",
        url=TRACKER,
    )
    counts = Summary(files=1, documents=text.documents, errors=1, warnings=0, infos=0)
    return Report((finding,), counts, {case.source.path: text.text}, {CODE: _CARD}, paths=(case.source.path,))
