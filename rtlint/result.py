"""What came of a source, and of many: apart from the pipeline, since a run that knows it already needs no rules."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from rtlint.finding import Finding, Report, RuleCard, Severity, Summary, order
from rtlint.text.source import Source
from rtlint.text.spot import Path

if TYPE_CHECKING:  # few files have something to fix
    from rtlint.fixes.draft import Draft


class Found(msgspec.Struct, frozen=True):
    """A finding with what stays inside: the path that it blames, in its document, and what would mend it.

    `way` leads from the file's root to the document; `known` are the steps of both as they stay while list items come
    and go.
    """

    finding: Finding
    path: Path
    draft: "Draft | None" = None
    known: tuple[str, ...] = ()
    way: Path = ()


class Result(msgspec.Struct, frozen=True):
    """What one source gave: what was found, in order, its number of documents, its text safe to show.

    `baselined` counts what a baseline has taken out of what was found.
    `suppressed` counts the findings that comments or the configuration keep from being reported.
    """

    found: tuple[Found, ...]
    documents: int
    text: Source
    baselined: int = 0
    suppressed: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings in order."""
        return tuple(found.finding for found in self.found)


def report(results: Iterable[Result], cards: dict[str, RuleCard], *, fixed: int = 0, root: str = "") -> Report:
    """One report of all results, findings in order; `fixed` are the findings that are gone, `root` names the files."""
    kept = list(results)
    findings = sorted((finding for result in kept for finding in result.findings), key=order)
    count = {severity: sum(finding.severity is severity for finding in findings) for severity in Severity}
    summary = Summary(
        files=len(kept),
        documents=sum(result.documents for result in kept),
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        infos=count[Severity.INFO],
        baselined=sum(result.baselined for result in kept) or UNSET,
        suppressed=sum(result.suppressed for result in kept),
        fixed=fixed,
    )
    texts = {result.text.path: result.text for result in kept if result.found}
    said = {finding.code for finding in findings}
    paths = tuple(sorted(result.text.path for result in kept))
    shown = {code: cards[code] for code in sorted(said)}
    return Report(tuple(findings), summary, texts, shown, root=root, paths=paths)
