"""The format for long lists that people read file by file: each name once, its findings below."""

from rtlint.finding import Finding, Report
from rtlint.report._style import BOLD, Style, paint
from rtlint.report._text import printable, whole


def render(report: Report, style: Style) -> str:
    """A file's name above its findings, `row:column  error[RT205] speed-range: message`; then the summary."""
    groups: dict[str, list[Finding]] = {}
    for finding in report.findings:
        groups.setdefault(finding.path, []).append(finding)
    return whole("\n\n".join(_group(path, found, style) for path, found in groups.items()), report, style)


def _group(path: str, findings: list[Finding], style: Style) -> str:
    places = [printable(finding.place).removeprefix(f"{printable(path)}:") for finding in findings]
    width = max(map(len, places))
    lines = (f"  {place:<{width}}  {_words(one, style)}" for place, one in zip(places, findings, strict=True))
    return "\n".join((paint(printable(path), *style.codes(BOLD)), *lines))


def _words(finding: Finding, style: Style) -> str:
    severity = paint(finding.severity.value, *style.severity(finding.severity))
    return f"{severity}{printable(f'[{finding.code}] {finding.name}: {finding.message}')}"
