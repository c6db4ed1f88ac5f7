"""The format for reviewdog, which brings findings and fixes into reviews: the DiagnosticResult of its RDFormat."""

import os
from typing import Any

from rtlint.finding import Edit, Finding, Related, Report, Severity
from rtlint.report._json import indented
from rtlint.report._place import utf8_column
from rtlint.report._style import Style
from rtlint.text.source import Location, Source

_SOURCE = {"name": "rtlint", "url": "https://rtlint.github.io/rtlint/"}
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}

_NEAR = 10
"""Rows from the first to the last edit of a fix that may still be shown as one replacement."""


def render(report: Report, style: Style) -> str:
    """One indented JSON object; takes no notice of the style."""
    return indented({"source": _SOURCE, "diagnostics": [_diagnostic(finding, report) for finding in report.findings]})


def _diagnostic(finding: Finding, report: Report) -> dict[str, Any]:
    related = [{"message": one.message, "location": _location(one, report)} for one in finding.related]
    suggestions = _suggestions(finding, report.texts.get(finding.path), report)
    return {
        "message": finding.message,
        "location": _location(finding, report),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code, **({"url": finding.url} if finding.url else {})},
        **({"suggestions": suggestions} if suggestions else {}),
        **({"related_locations": related} if related else {}),
    }


def _location(place: Finding | Related, report: Report) -> dict[str, Any]:
    """The path stays as it was given: reviewdog reads names from the folder that it runs in."""
    path = place.path.replace(os.sep, "/")
    return {"path": path, "range": _range(place.path, place.location, place.end_location, report)}


def _range(path: str, start: Location, end: Location, report: Report) -> dict[str, dict[str, int]]:
    """Columns in UTF-8 bytes; for a text that is not known the rows alone, which means whole lines."""
    source = report.texts.get(path)
    if not (source and _lies_in(start, source) and _lies_in(end, source)):
        return {"start": {"line": start.row}}
    return {
        key: {"line": at.row, "column": utf8_column(path, at, report)} for key, at in (("start", start), ("end", end))
    }


def _lies_in(location: Location, source: Source) -> bool:
    return 1 <= location.row <= len(source.starts)


def _suggestions(finding: Finding, source: Source | None, report: Report) -> list[dict[str, Any]]:
    """The fix as one replacement, since reviewdog shows each of several as a fix of its own; none if it cannot be."""
    edits = sorted(finding.fix.edits, key=lambda edit: (edit.location, edit.end_location)) if finding.fix else []
    if not (edits and source and all(_lies_in(at, source) for one in edits for at in (one.location, one.end_location))):
        return []
    start, end = edits[0].location, edits[-1].end_location
    text = _joined(edits, source)
    if text is None or end.row - start.row > _NEAR:
        return []
    return [{"range": _range(finding.path, start, end, report), "text": text}]


def _joined(edits: list[Edit], source: Source) -> str | None:
    """What stands after the edits from the first to the last; None where they overlap, or a secret lies between."""
    pieces, done = [], source.offset(edits[0].location)
    for edit in edits:
        start = source.offset(edit.location)
        between = source.text[done:start]
        if start < done or "…" in between:  # the texts of a report have this in place of a secret
            return None
        pieces += [between, edit.content]
        done = source.offset(edit.end_location)
    return "".join(pieces)
