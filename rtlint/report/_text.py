"""What formats for people share: text that cannot harm a terminal, the closing line, the table of codes."""

import re

from rtlint.finding import Report, Safety, Severity
from rtlint.report._style import Style

# C0 but the tab, DEL and C1 drive terminals; U+2028 and U+2029 end lines; the bidi controls make a text read
# as another one than it is; a lone surrogate cannot be written as UTF-8. Compiled when needed: few runs do.
_HARMFUL = "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    r"""The text on one line, with harmful characters spelled `\x1b` or `\u202e`."""
    return text if text.isprintable() else re.sub(_HARMFUL, spelled, text)


def spelled(match: re.Match[str]) -> str:
    r"""A character as people read it: `\x1b`, `\u202e`."""
    point = ord(match[0])
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def plural(count: int, noun: str) -> str:
    """`1 file`, `2 files`, `0 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def summary_line(report: Report) -> str:
    """`2 errors, 1 warning in 3 files`, without a line end; tells of documents and of a baseline where they count."""
    summary = report.summary
    where = plural(summary.files, "document" if report.in_code else "file")
    if summary.documents > summary.files:
        where += f" ({plural(summary.documents, 'document')})"
    found = counts(report)
    hidden = f"; the baseline hides {summary.baselined}" if summary.baselined else ""
    return f"{found} in {where}{hidden}" if found else f"No findings in {where}{hidden}."


def counts(report: Report) -> str:
    """`2 errors, 1 warning`; empty where nothing was found."""
    summary = report.summary
    kinds = ((summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info"))
    return ", ".join(plural(count, noun) for count, noun in kinds if count)


def fixes_line(report: Report, style: Style) -> str:
    """`fixed 3 faults, 2 fixable with --fix, 1 more with --unsafe-fixes`, without a line end; empty for none."""
    fixed = report.summary.fixed
    safeties = [finding.fix.safety for finding in report.findings if finding.fix]
    safe, unsafe = safeties.count(Safety.SAFE), safeties.count(Safety.UNSAFE)
    if style.unsafe_fixes:
        safe, unsafe = safe + unsafe, 0
    if report.in_code:  # nobody can say --fix to it
        safe = unsafe = 0
    if style.fix:  # what --fix has left was told to be dropped, or that its file could not be written
        safe = 0
    option = "--unsafe-fixes" if style.fix else "--fix --unsafe-fixes"
    parts = (
        (fixed, f"fixed {plural(fixed, 'fault')}"),
        (safe, f"{safe} fixable with --fix"),
        (unsafe, f"{unsafe} more with --unsafe-fixes" if safe else f"{unsafe} fixable with {option}"),
    )
    return ", ".join(words for count, words in parts if count)


def statistics_table(report: Report) -> str:
    """Count, code, name and severity: most first, then by code. No last line end; empty without findings.

    A code that was found with two severities has two lines, as the counts of the summary have to add up.
    """
    counts: dict[tuple[str, str, Severity], int] = {}
    for finding in report.findings:
        key = (printable(finding.code), printable(finding.name), finding.severity)
        counts[key] = counts.get(key, 0) + 1
    digits = len(str(max(counts.values(), default=0)))
    codes = max((len(code) for code, _, _ in counts), default=0)
    names = max((len(name) for _, name, _ in counts), default=0)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0][0], -item[0][2].weight, item[0][1]))
    return "\n".join(
        f"{count:>{digits}}  {code:<{codes}}  {name:<{names}}  {severity.value}"
        for (code, name, severity), count in ranked
    )


def whole(findings: str, report: Report, style: Style) -> str:
    """The findings, then the summary and the table as the style wants them, a blank line between each two."""
    closing = () if style.quiet else (summary_line(report), fixes_line(report, style))
    summary = "\n".join(filter(None, closing))
    table = statistics_table(report) if style.statistics else ""
    parts = [part for part in (findings, summary, table) if part]
    return "\n\n".join(parts) + "\n" if parts else ""
