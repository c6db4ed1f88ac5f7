"""All that is to be told about one document, whatever it is shown as; and the same as JSON."""

from typing import Any

import msgspec

from rtlint import __version__
from rtlint.explain.effective import Effective, Entry, Note, effective
from rtlint.explain.timeline import Timeline, timeline
from rtlint.explain.why import Why, why
from rtlint.finding import Finding, Report, Severity
from rtlint.lint import Linter
from rtlint.rule.case import Case
from rtlint.rule.model import Rule
from rtlint.session.kinds import Kind
from rtlint.text.spot import Path, dotted, pointer


class Question(msgspec.Struct, frozen=True):
    """What somebody wants to know: all, or the rules that look at a path, or what these rules do, or both."""

    at: str = ""
    rules: tuple[Rule, ...] = ()

    @property
    def asked(self) -> bool:
        """Whether it is about rules rather than the whole session."""
        return bool(self.at or self.rules)


class Page(msgspec.Struct, frozen=True):
    """One document explained. `documents` is how many its file holds, `at` the path that was asked for.

    `way` leads to it from the root of a larger file.
    """

    path: str
    document: int
    documents: int
    kind: Kind
    session_type: str
    effective: Effective
    timeline: Timeline | None
    at: Path | None = None
    rules: tuple[Why, ...] | None = None
    way: Path = ()

    @property
    def which(self) -> str:
        """Which document of its file it is, as the end of a title; empty for the only one."""
        place = f", {dotted(self.way)}" if self.way else ""
        return place + (f", document {self.document + 1} of {self.documents}" if self.documents > 1 else "")

    @property
    def errors(self) -> int:
        """How many errors stand in the document."""
        notes = [*self.effective.notes, *(note for entry in self.effective.entries for note in entry.notes)]
        return sum(note.severity is Severity.ERROR for note in notes)


def page(case: Case, findings: list[Finding], linter: Linter, rules: list[Rule], question: Question) -> Page:
    """One document, whose root is a mapping, explained; LookupError for a path that neither it nor the API has."""
    told = effective(case, [finding for finding in findings if finding.document == case.index])
    at = None
    if question.at:
        at = _path(question.at, case, told)
    type_ = case.get((*case.layout.session, "type"))
    return Page(
        path=case.source.path,
        document=case.index,
        documents=case.documents,
        kind=case.layout.kind,
        session_type=type_ if isinstance(type_, str) else "",
        effective=told,
        timeline=timeline(case, told),
        at=at,
        rules=tuple(why(case, question.rules or rules, linter, at)) if question.asked else None,
        way=case.tree.way if case.tree else (),
    )


def _path(text: str, case: Case, told: Effective) -> Path:
    """The path of the document that somebody means; a bare session may be asked with `session` in front."""
    from rtlint.explain.paths import exists, undotted

    path = undotted(text)
    if not case.layout.session and path[:1] == ("session",) and not told.within(path):
        path = path[1:]
    if not told.within(path) and not exists(case, path):
        raise LookupError(text)
    return path


def as_json(pages: list[Page], broken: Report) -> str:
    """One JSON object, version 1.

    `documents` have their fields, time line and, when asked for, rules; `findings` are those of documents that cannot
    be read. A field has `at` and `pointer`, its effective `value`, its `origin` (file, default, placeholder, absent),
    the `row` where it stands, whether that `is_default`, whether the API knows the key (`known`), whether its own
    fields follow (`parent`, whose `value` is null), what it does (`about`) and what rules say there (`findings`). A
    step of the time line has its `lane`, columns of time `first` to `last`, and `ms` where the time is known. A rule
    has its `verdict` and what it `tried`.
    """
    whole = {
        "version": 1,
        "rtlint": __version__,
        "documents": [_document(page) for page in pages],
        "findings": msgspec.to_builtins(broken.findings),
    }
    text = msgspec.json.format(msgspec.json.encode(encodable(whole)), indent=2).decode()
    return text + "\n"


def _document(page: Page) -> dict[str, Any]:
    return {
        "path": page.path,
        "document": page.document,
        "kind": page.kind.value,
        "at": None if page.at is None else pointer(page.at),
        "findings": _notes(page.effective.notes),
        "fields": [_field(entry) for entry in page.effective.within(page.at or ())],
        "timeline": msgspec.to_builtins(page.timeline),
        "rules": msgspec.to_builtins(page.rules),
    }


def _field(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.at,
        "pointer": pointer(entry.path),
        "value": entry.value,
        "origin": entry.origin,
        "row": entry.row,
        "is_default": entry.is_default,
        "known": entry.known,
        "parent": entry.parent,
        "about": entry.about,
        "findings": _notes(entry.notes),
    }


def _notes(notes: tuple[Note, ...]) -> Any:
    return [{"code": note.code, "severity": note.severity.value, "message": note.message} for note in notes]


def encodable(value: Any) -> Any:
    """The same with each lone surrogate spelled out: no JSON can hold one."""
    if isinstance(value, dict):
        return {encodable(key): encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [encodable(item) for item in value]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return float(value) if abs(value) < 10**300 else str(value)
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
