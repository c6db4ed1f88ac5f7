"""Reports built by hand, so that a test of a format needs no rule, no parser and no file."""

from collections.abc import Callable

import pytest

from rtlint.finding import Finding, Related, Report, RuleCard, Severity, Summary
from rtlint.text.source import Location, Source

PATH = "agent.realtime.yaml"
URL = "https://rtlint.example/rules/RT205"
CARD = RuleCard(
    code="RT205",
    name="speed-range",
    severity=Severity.ERROR,
    summary="Speech speed outside the range that the API takes.",
    help="pick a factor from 0.25 to 1.5",
    url=URL,
)

Place = tuple[int, int]


def _finding(start: Place = (1, 1), end: Place | None = None, **changes: object) -> Finding:
    fields: dict[str, object] = {
        "code": "RT205",
        "name": "speed-range",
        "severity": Severity.ERROR,
        "message": "speed is 2.0; the API takes 0.25 to 1.5",
        "path": PATH,
        "document": 0,
        "at": "session.audio.output.speed",
        "pointer": "/session/audio/output/speed",
        "location": Location(*start),
        "end_location": Location(*(end or start)),
        "related": (),
        "fix": None,
        "fingerprint": "0123abcd",
        "url": URL,
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type]


def _related(start: Place, end: Place, message: str = "first here", path: str = PATH) -> Related:
    return Related(message, path, Location(*start), Location(*end))


def _report(
    *findings: Finding,
    text: str | None = None,
    texts: dict[str, str] | None = None,
    cards: tuple[RuleCard, ...] = (CARD,),
    files: int = 1,
    documents: int | None = None,
) -> Report:
    """A report with the counts of its findings; `text` is that of the one path of most tests."""
    known = {PATH: text} if text is not None else texts or {}
    return Report(
        findings=findings,
        summary=Summary(
            files=files,
            documents=files if documents is None else documents,
            errors=sum(finding.severity is Severity.ERROR for finding in findings),
            warnings=sum(finding.severity is Severity.WARNING for finding in findings),
            infos=sum(finding.severity is Severity.INFO for finding in findings),
        ),
        texts={path: Source(path, content) for path, content in known.items()},
        cards={card.code: card for card in cards},
    )


@pytest.fixture
def finding() -> Callable[..., Finding]:
    """`finding((row, column), (row, column), **fields)`, an RT205 unless told otherwise."""
    return _finding


@pytest.fixture
def related() -> Callable[..., Related]:
    """`related(start, end, message, path)`."""
    return _related


@pytest.fixture
def report() -> Callable[..., Report]:
    """`report(*findings, text=…)`."""
    return _report


@pytest.fixture
def card() -> RuleCard:
    """The card of RT205."""
    return CARD
