"""The format for programs that read line by line: each finding as `json` has it on a line of its own, no more."""

from rtlint.finding import Report
from rtlint.report._json import encode
from rtlint.report._style import Style


def render(report: Report, style: Style) -> str:
    """A JSON object and a newline for each finding; nothing without findings."""
    return "".join(encode(finding).decode() + "\n" for finding in report.findings)
