"""The format for whatever shows test results: a file is a suite, a finding a failed test, a clean file a passed one."""

import re

from rtlint.finding import Finding, Related, Report
from rtlint.report._place import from_root
from rtlint.report._style import Style
from rtlint.report._text import printable, spelled
from rtlint.report._unique import Unique

# What XML 1.0 cannot hold, not even as a reference: this is spelled out, as for people.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
# What means something else in XML, what an attribute would lose, and what drives terminals or turns text around.
_SPECIAL = "[&<>\"'\t\n\r\x7f-\x9f\u2028-\u202e\u2066-\u2069]"
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


def render(report: Report, style: Style) -> str:
    """One XML document; takes no notice of the style."""
    found: dict[str, list[Finding]] = {from_root(path, report): [] for path in report.paths}
    for finding in report.findings:
        found.setdefault(from_root(finding.path, report), []).append(finding)
    suites = [_suite(path, findings, report) for path, findings in sorted(found.items())]
    tests = sum(max(1, len(findings)) for findings in found.values())
    counts = f'tests="{tests}" failures="{len(report.findings)}" errors="0"'
    lines = ('<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="rtlint" {counts}>', *suites, "</testsuites>")
    return "\n".join(lines) + "\n"


def _suite(path: str, findings: list[Finding], report: Report) -> str:
    name = _xml(path)
    counts = f'tests="{max(1, len(findings))}" failures="{len(findings)}" errors="0" skipped="0"'
    names = Unique()
    cases = [_case(finding, path, names, report) for finding in findings] or [f"{_test('no findings', name)}/>"]
    return "\n".join((f'  <testsuite name="{name}" file="{name}" {counts} time="0">', *cases, "  </testsuite>"))


def _case(finding: Finding, path: str, names: Unique, report: Report) -> str:
    """Of two tests with one name, readers such as GitLab count the first only."""
    place = f"{finding.location.row}:{finding.location.column}"
    name = names.name(_xml(f"{finding.code} at {place}{' ' if finding.at else ''}{finding.at}"))
    told = f'<failure type="{finding.severity.value}" message="{_xml(finding.message)}">'
    lines = "\n".join(_xml(printable(line)) for line in _lines(finding, path, report))
    return f"{_test(name, _xml(path))}>\n      {told}{lines}</failure>\n    </testcase>"


def _test(name: str, path: str) -> str:
    return f'    <testcase name="{name}" classname="{path}" file="{path}" time="0"'


def _lines(finding: Finding, path: str, report: Report) -> list[str]:
    """The finding as people read it: GitLab shows this text, and not the message."""
    place = _place(path, finding)
    card = report.cards.get(finding.code)
    lines = [f"{place}: {finding.severity.value}[{finding.code}] {finding.name}: {finding.message}"]
    lines += [f"{_place(from_root(one.path, report), one)}: note: {one.message}" for one in finding.related]
    lines += [f"help: {line}" for line in (card.help.splitlines() if card else [])]
    return lines + ([f"see: {finding.url}"] if finding.url else [])


def _place(path: str, place: Finding | Related) -> str:
    return f"{path}:{place.location.row}:{place.location.column}"


def _xml(text: str) -> str:
    """The text for an attribute or between tags; reading gives it back but for what XML cannot hold."""
    return re.sub(_SPECIAL, _reference, re.sub(_FORBIDDEN, spelled, text))


def _reference(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"
