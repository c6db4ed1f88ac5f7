"""The format for comments on pull requests and for the page of a job: a table of the findings in GitHub's Markdown.

Texts of files become text and nothing else: no markup, no HTML, no link, no mention of somebody who would get a mail.
"""

import re
from collections.abc import Sequence

from rtlint.finding import Finding, Report
from rtlint.report._place import from_root
from rtlint.report._style import Style
from rtlint.report._text import fixes_line, plural, printable, summary_line

_SHOWN = 20
"""Findings before the rest is folded away."""

_MOST = 60_000
"""Bytes of rows: a comment takes 65,536 characters; the page of a job, which takes 1 MiB of a step, holds many runs."""

_MESSAGE = 1_000
"""Characters of a message that are shown at most."""

_HEAD = "| severity | rule | place | message |\n| --- | --- | --- | --- |\n"

# What is markup in a cell becomes an entity; `_` within a word is none, and the last two would make an address a link.
_MARKUP = r"([\\`*\[\]<>&|~$]|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])|(?<=:)/(?=/)|(?<=[wW]{3})\.)"
# GitHub looks for people and issues in what the reader sees, where an entity hides nothing: a space of no width does.
_MENTION = r"@|#|(?<=[gG][hH])-"


def render(report: Report, style: Style) -> str:
    """The counts, then the findings as a table, the worst first; what does not fit is counted."""
    ranked = sorted(report.findings, key=lambda finding: -finding.severity.weight)
    rows = _fitting([_row(finding, report) for finding in ranked])
    parts = [] if style.quiet else ["### rtlint\n", f"{summary_line(report)}\n", f"{fixes_line(report, style)}\n"]
    parts.append(_table(rows[:_SHOWN]))
    if folded := _table(rows[_SHOWN:]):
        more = f"{plural(len(rows) - _SHOWN, 'more finding')}"
        parts.append(f"<details><summary>{more}</summary>\n\n{folded}\n</details>\n")
    if left := len(ranked) - len(rows):
        verb = "is" if left == 1 else "are"
        parts.append(f"{plural(left, 'finding')} {verb} left out, as GitHub takes no longer text.\n")
    return "\n".join(part for part in parts if part.strip())


def _fitting(rows: Sequence[str]) -> Sequence[str]:
    used = 0
    for count, row in enumerate(rows):
        used += len(row.encode())
        if used > _MOST:
            return rows[:count]
    return rows


def _table(rows: Sequence[str]) -> str:
    return _HEAD + "".join(rows) if rows else ""


def _row(finding: Finding, report: Report) -> str:
    message = finding.message
    shown = message if len(message) <= _MESSAGE else f"{message[:_MESSAGE]}…"
    place = f"{from_root(finding.path, report)}:{finding.location.row}:{finding.location.column}"
    cells = (finding.severity.value, _rule(finding), _text(place), _text(shown))
    return f"| {' | '.join(cells)} |\n"


def _rule(finding: Finding) -> str:
    code, name = _text(finding.code), _text(finding.name)
    linked = finding.url.startswith(("https://", "http://"))
    return f"[{code}]({_address(finding.url)}) {name}" if linked else f"{code} {name}"


def _address(url: str) -> str:
    from urllib.parse import quote  # a clean run has no use for it

    return quote(url, safe="/:?#=&+%,;@~", errors="backslashreplace").replace("&", "&amp;")


def _text(text: str) -> str:
    """The text as a cell shows it."""
    return re.sub(f"{_MARKUP}|{_MENTION}", _harmless, printable(text))


def _harmless(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[1] else f"{match[0]}&#8203;"
