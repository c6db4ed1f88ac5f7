"""The format for programs that read line by line: each finding as `json` has it on a line of its own, no more."""

import re

from rtlint.finding import Report
from rtlint.report._json import encode
from rtlint.report._style import Style

# Many readers end a line here, though JSON does not; they stand in strings only, where an escape means the same.
_LINE_ENDS = "[\x85\u2028\u2029]"


def render(report: Report, style: Style) -> str:
    """A JSON object and a newline for each finding; nothing without findings."""
    lines = (encode(finding).decode() + "\n" for finding in report.findings)
    return re.sub(_LINE_ENDS, lambda end: f"\\u{ord(end[0]):04x}", "".join(lines))
