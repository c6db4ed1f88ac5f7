"""The format for editors' lint plugins: yamllint's shape, which they know, and nothing but findings."""

from rtlint.finding import Finding, Report
from rtlint.report._style import Style
from rtlint.report._text import printable


def render(report: Report, style: Style) -> str:
    """`path:row:column: [error] message (RT205 speed-range)`, exactly one line a finding."""
    return "".join(_line(finding) for finding in report.findings)


def _line(finding: Finding) -> str:
    place = f"{finding.path}:{finding.location.row}:{finding.location.column}"
    rule = f"{finding.code} {finding.name}"
    return printable(f"{place}: [{finding.severity.value}] {finding.message} ({rule})") + "\n"
