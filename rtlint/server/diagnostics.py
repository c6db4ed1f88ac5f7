"""Findings as the protocol has them."""

from collections.abc import Iterator

from lsprotocol import types

from rtlint.finding import Finding, Severity
from rtlint.server.document import Document

SOURCE = "rtlint"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostics(document: Document) -> list[types.Diagnostic]:
    """What was found in a document that is linted."""
    return [_diagnostic(finding, document) for finding in document.result.findings] if document.result else []


def _diagnostic(finding: Finding, document: Document) -> types.Diagnostic:
    units = document.units
    return types.Diagnostic(
        range=types.Range(units.at(finding.location), units.at(finding.end_location)),
        message=finding.message,
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(finding.url),
        source=SOURCE,
        related_information=list(_related(finding, document)) or None,
    )


def _related(finding: Finding, document: Document) -> Iterator[types.DiagnosticRelatedInformation]:
    for one in finding.related:
        range_ = types.Range(document.units.at(one.location), document.units.at(one.end_location))
        yield types.DiagnosticRelatedInformation(types.Location(document.uri, range_), one.message)
