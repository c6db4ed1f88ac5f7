"""The format for long lists at a terminal: one line a finding, which many terminals turn into a link."""

from rtlint.finding import Finding, Report
from rtlint.report._style import Style, paint
from rtlint.report._text import printable, whole


def render(report: Report, style: Style) -> str:
    """`path:row:column: error[RT205] speed-range: message` for each finding, then the summary."""
    return whole("\n".join(_line(finding, style) for finding in report.findings), report, style)


def _line(finding: Finding, style: Style) -> str:
    severity = paint(finding.severity.value, *style.severity(finding.severity))
    return f"{printable(finding.place)}: {severity}{printable(f'[{finding.code}] {finding.name}: {finding.message}')}"
