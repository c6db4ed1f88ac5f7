"""Findings as the protocol has them, no more of each than the client understands."""

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from rtlint.finding import Finding, Severity
from rtlint.server.document import Document

SOURCE = "rtlint"
_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_UNNECESSARY, _DEPRECATED = types.DiagnosticTag.Unnecessary, types.DiagnosticTag.Deprecated
_TAGS = {
    "RT310": _UNNECESSARY,  # steers responses that the session does not have
    "RT325": _UNNECESSARY,  # asks for numbers of a transcript that nobody writes
    "RT326": _UNNECESSARY,  # sets a voice that is never heard
    "RT502": None,  # of today's API, and only on the wrong level
    "RT702": _DEPRECATED,  # what older transcribers take
    "lifecycle": _DEPRECATED,
    "suppression": _UNNECESSARY,  # comments that do nothing
}
"""How editors may draw findings beside their severity: by code, or else by the family of the rule."""


class Abilities(NamedTuple):
    """What a client shows of a diagnostic only if it says so; what else it does not know it lets be."""

    related: bool = True
    tags: frozenset[types.DiagnosticTag] = frozenset(types.DiagnosticTag)


ALL = Abilities()


def abilities(client: types.ClientCapabilities) -> Abilities:
    """What a client says that it understands of diagnostics, pushed to it or asked for by it."""
    document = client.text_document or types.TextDocumentClientCapabilities()
    told = [one for one in (document.publish_diagnostics, document.diagnostic) if one]
    tags = (tag for one in told if one.tag_support for tag in one.tag_support.value_set)
    return Abilities(
        related=any(one.related_information for one in told),
        tags=frozenset(tags),
    )


def diagnostics(document: Document, able: Abilities = ALL) -> list[types.Diagnostic]:
    """What the client is shown of a document, in the order of the text."""
    return [diagnostic(finding, document, able) for finding in document.shown]


def diagnostic(finding: Finding, document: Document, able: Abilities = ALL) -> types.Diagnostic:
    """One finding of a document that is linted."""
    units = document.units
    return types.Diagnostic(
        range=types.Range(units.at(finding.location), units.at(finding.end_location)),
        message=finding.message,
        severity=_SEVERITY[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(finding.url) if finding.url else None,
        source=SOURCE,
        tags=_tags(finding, document, able),
        related_information=list(_related(finding, document)) or None if able.related else None,
        data={"fingerprint": finding.fingerprint},
    )


def _tags(finding: Finding, document: Document, able: Abilities) -> list[types.DiagnosticTag] | None:
    card = document.linter.cards.get(finding.code) if document.linter else None
    tag = _TAGS.get(finding.code, _TAGS.get(card.family) if card else None)
    return [tag] if tag in able.tags else None


def _related(finding: Finding, document: Document) -> Iterator[types.DiagnosticRelatedInformation]:
    for one in finding.related:
        range_ = types.Range(document.units.at(one.location), document.units.at(one.end_location))
        yield types.DiagnosticRelatedInformation(types.Location(document.uri, range_), one.message)
