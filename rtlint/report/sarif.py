"""The format for code scanning: SARIF 2.1.0 with all that GitHub asks for, and what it recommends.

Only rules with findings are described: a platform shows a rule beside its alerts and nowhere else, and the help of all
rules would be most of every file.
"""

from collections.abc import Sequence
from typing import Any

import msgspec

from rtlint import SITE, __version__
from rtlint.finding import Edit, Finding, Fix, Related, Report, RuleCard, Safety, Severity
from rtlint.report._json import indented
from rtlint.report._linehash import line_hashes
from rtlint.report._place import uri
from rtlint.report._style import Style
from rtlint.text.source import Location, Source

PAGES = True

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_SECURITY = {Severity.ERROR: "8.0", Severity.WARNING: "5.0", Severity.INFO: "2.0"}
"""High, medium and low, as GitHub reads the numbers."""

# GitHub's limits: it refuses a file with more results, shows no more places of a result, and cuts longer texts.
_MOST_RESULTS = 25_000
_MOST_RELATED = 100
_LONGEST_NAME = 255
_LONGEST_DESCRIPTION = 1024


class _Files(msgspec.Struct, frozen=True):
    """What results say of files, found out once for each: their names, their line hashes by path and row."""

    texts: dict[str, Source]
    artifacts: dict[str, dict[str, str]]
    hashes: dict[tuple[str, int], str]


def render(report: Report, style: Style) -> str:
    """One log with one run; takes no notice of the style."""
    return indented({"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(report)]})


def _run(report: Report) -> dict[str, Any]:
    kept = _heaviest(report.findings)
    cards = {finding.code: report.cards.get(finding.code) or _card(finding) for finding in reversed(kept)}
    codes = sorted(cards)
    files = _files(kept, report)
    return {
        "tool": {"driver": _driver([_rule(cards[code], report.pages.get(code, "")) for code in codes])},
        "automationDetails": {"id": "rtlint/"},
        "invocations": [_invocation(len(report.findings) - len(kept))],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(finding, codes.index(finding.code), files) for finding in kept],
    }


def _heaviest(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in order, without the lightest where there are too many."""
    if len(findings) <= _MOST_RESULTS:
        return findings
    ranked = sorted(range(len(findings)), key=lambda index: -findings[index].severity.weight)
    return tuple(findings[index] for index in sorted(ranked[:_MOST_RESULTS]))


def _card(finding: Finding) -> RuleCard:
    return RuleCard(finding.code, finding.name, finding.severity, finding.message, "", finding.url)


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "rtlint", "semanticVersion": __version__, "informationUri": SITE, "rules": rules}


def _invocation(left: int) -> dict[str, Any]:
    if not left:
        return {"executionSuccessful": True}
    words = f"{left} findings of the lowest severities are left out: a run may hold {_MOST_RESULTS}."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": words}}],
    }


def _rule(card: RuleCard, page: str) -> dict[str, Any]:
    """What GitHub shows of a rule; it takes no text that is empty."""
    summary = _sentence(card.summary.strip() or card.name or card.code)
    helps = _sentence(card.help.strip())
    more = f"See {card.url} for more." if card.url else ""
    rule = {
        "id": card.code,
        "name": _cut(card.name or card.code, _LONGEST_NAME),
        "shortDescription": {"text": _cut(summary, _LONGEST_DESCRIPTION)},
        "fullDescription": {"text": _cut(_joined(summary, helps and f"Help: {helps}"), _LONGEST_DESCRIPTION)},
        "help": {"text": _joined(helps or summary, more)} | ({"markdown": page} if page.strip() else {}),
        "defaultConfiguration": {"level": _LEVELS[card.severity]},
        "properties": _properties(card),
    }
    return rule | ({"helpUri": card.url} if card.url else {})


def _properties(card: RuleCard) -> dict[str, Any]:
    known = {
        "tags": [card.family] if card.family else [],
        # An error is what the API surely refuses, or what surely does not do what it says.
        "precision": "very-high" if card.severity is Severity.ERROR else "high",
        "problem.severity": _PROBLEMS[card.severity],
    }
    return known | ({"security-severity": _SECURITY[card.severity]} if card.family == "security" else {})


def _files(findings: Sequence[Finding], report: Report) -> _Files:
    """The files of findings. Where a secret stands, the line hash is that of the text without it."""
    rows: dict[str, set[int]] = {}
    for finding in findings:
        rows.setdefault(finding.path, set()).add(finding.location.row)
    paths = rows.keys() | {other.path for finding in findings for other in finding.related}
    hashes = {
        (path, row): line_hash
        for path, wanted in rows.items()
        if path in report.texts
        for row, line_hash in line_hashes(report.texts[path], wanted).items()
    }
    return _Files(report.texts, {path: _artifact(path, report) for path in paths}, hashes)


def _artifact(path: str, report: Report) -> dict[str, str]:
    name = uri(path, report)
    return {"uri": name} if name.startswith("file:") else {"uri": name, "uriBaseId": _ROOT}


def _result(finding: Finding, index: int, files: _Files) -> dict[str, Any]:
    related = finding.related[:_MOST_RELATED]
    line_hash = files.hashes.get((finding.path, finding.location.row))
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding, related)},
        "locations": [_location(finding, files) | _logical(finding)],
        "partialFingerprints": ({"primaryLocationLineHash": line_hash} if line_hash else {})
        | {"rtlint/v1": finding.fingerprint},
    }
    if related:
        result["relatedLocations"] = [
            {"id": number, **_location(other, files), "message": {"text": _sentence(_unlinked(other.message))}}
            for number, other in enumerate(related, 1)
        ]
    return result | ({"fixes": [_fix(finding.fix, finding.path, files)]} if finding.fix else {})


def _message(finding: Finding, related: tuple[Related, ...]) -> str:
    """The message with a link to each related place; its first sentence is what a list of alerts shows."""
    links = ", ".join(f"[{_linked(other.message)}]({number})" for number, other in enumerate(related, 1))
    return _joined(_sentence(_unlinked(finding.message) or finding.name), links and f"See also: {links}.")


def _linked(text: str) -> str:
    """A text as it stands in a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _unlinked(text: str) -> str:
    """A text in which nothing becomes a link: values of documents are quoted, whatever they hold."""
    return text.replace("](", "\\](")


def _location(place: Finding | Related, files: _Files) -> dict[str, Any]:
    region = _region(place.location, _end(place, files))
    return {"physicalLocation": {"artifactLocation": files.artifacts[place.path], "region": region}}


def _logical(finding: Finding) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": finding.at}]} if finding.at else {}


def _end(place: Finding | Related, files: _Files) -> Location:
    """The end of a place without the line end that it may close with: an alert is shown if all its lines changed."""
    end = place.end_location
    if end.column > 1 or end.row <= place.location.row or place.path not in files.texts:
        return end
    return Location(end.row - 1, len(files.texts[place.path].line(end.row - 1)) + 1)


def _region(start: Location, end: Location) -> dict[str, int]:
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _fix(fix: Fix, path: str, files: _Files) -> dict[str, Any]:
    agreed = "" if fix.safety is Safety.SAFE else "It may change what the config means."
    change = {
        "artifactLocation": files.artifacts[path],
        "replacements": [_replacement(edit) for edit in fix.edits],
    }
    return {
        "description": {"text": _joined(_sentence(fix.title), agreed)},
        "artifactChanges": [change],
        "properties": {"safety": fix.safety.value},
    }


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": _region(edit.location, edit.end_location),
        "insertedContent": {"text": edit.content},
    }


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
