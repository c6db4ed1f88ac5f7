"""The format for GitLab's Code Quality: what a merge request shows beside its changes."""

from typing import Any

from rtlint.finding import Finding, Report, Severity
from rtlint.report._json import indented
from rtlint.report._place import from_root
from rtlint.report._style import Style
from rtlint.report._unique import Unique
from rtlint.text.source import Location

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, style: Style) -> str:
    """One indented JSON array; takes no notice of the style."""
    names = {path: from_root(path, report) for path in {finding.path for finding in report.findings}}
    fingerprints = Unique()
    return indented([_issue(finding, names[finding.path], fingerprints) for finding in report.findings])


def _issue(finding: Finding, path: str, fingerprints: Unique) -> dict[str, Any]:
    """GitLab shows no `check_name`, hence the code in the description; of equal fingerprints it shows one."""
    return {
        "description": f"{finding.code} {finding.name}: {finding.message}",
        "check_name": finding.code,
        "fingerprint": fingerprints.name(finding.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": finding.location.row, "end": _last_row(finding)},
            "positions": {"begin": _position(finding.location), "end": _position(finding.end_location)},
        },
    }


def _last_row(finding: Finding) -> int:
    """The last row of which a character is meant: ends are exclusive, rows of `lines` are not."""
    end = finding.end_location
    return max(finding.location.row, end.row - 1 if end.column == 1 else end.row)


def _position(location: Location) -> dict[str, int]:
    return {"line": location.row, "column": location.column}
