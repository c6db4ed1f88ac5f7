"""The format for annotations in GitHub: a workflow command for each finding, as many as a step may have.

The runner takes a line for a command wherever it finds one, so that each line here is either one whole command or
words of our own. Texts of files stand in properties and data alone, escaped as `actions/toolkit` does.
"""

import re

from rtlint.finding import Finding, Report, Severity
from rtlint.report._place import from_root
from rtlint.report._style import Style
from rtlint.report._text import fixes_line, plural, printable, summary_line

_MOST = 10
"""Annotations of each kind that GitHub keeps of a step."""

_LENGTH = 4096
"""Where the runner cuts a message; here it is bytes of the escaped text, which no other count exceeds."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, style: Style) -> str:
    """The worst findings as `::error file=…,line=…::message`, how many are left out, then the summary."""
    kept = _kept(report.findings)
    lines = [_command(finding, report) for finding in kept]
    if left := len(report.findings) - len(kept):
        lines.append(_left_out(left))
    if not style.quiet:
        lines += filter(None, (summary_line(report), fixes_line(report, style)))
    return "".join(f"{line}\n" for line in lines)


def _kept(findings: tuple[Finding, ...]) -> list[Finding]:
    """The worst first; one notice less where something is left out, since a notice says so."""
    groups = [[finding for finding in findings if finding.severity is severity] for severity in Severity]
    crowded = any(len(group) > _MOST for group in groups)
    rooms = (_MOST, _MOST, _MOST - crowded)
    return [finding for group, room in zip(groups, rooms, strict=True) for finding in group[:room]]


def _left_out(count: int) -> str:
    verb = "has" if count == 1 else "have"
    return (
        f"::notice title=rtlint::{plural(count, 'finding')} {verb} no annotation: GitHub keeps {_MOST} errors, "
        f"{_MOST} warnings and {_MOST} notices of a step; the job summary lists the others too"
    )


def _command(finding: Finding, report: Report) -> str:
    start, end = finding.location, finding.end_location
    path = from_root(finding.path, report).encode("utf-8", "backslashreplace").decode()
    properties = {"file": path, "line": start.row, "endLine": end.row}
    if start.row == end.row:  # the runner drops columns of anything else
        properties |= {"col": start.column, "endColumn": end.column}
    properties["title"] = _shown(f"rtlint {finding.code} ({finding.name})")
    written = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_KINDS[finding.severity]} {written}::{_cut(_shown(finding.message))}"


def _shown(text: str) -> str:
    """The text with its line ends, which escape well, and all else that is harmful spelled out."""
    return "".join(part if part in ("\r", "\n") else printable(part) for part in re.split("([\r\n])", text))


def _cut(text: str) -> str:
    """The text escaped, cut between two characters where it would get too long."""
    whole = text[: _LENGTH + 1].translate(_DATA)
    if len(whole.encode()) <= _LENGTH:
        return whole
    parts, room = [], _LENGTH - len("…".encode())
    for char in text:
        part = char.translate(_DATA)
        room -= len(part.encode())
        if room < 0:
            break
        parts.append(part)
    return "".join(parts) + "…"
