"""The format for programs: version 1 of a contract, whose key order is the field order of the structs."""

from typing import Literal

import msgspec

from rtlint import __version__
from rtlint.finding import Finding, Report, Summary
from rtlint.report._json import indented
from rtlint.report._style import Style


class _Document(msgspec.Struct, frozen=True):
    version: Literal[1]
    rtlint: str
    findings: tuple[Finding, ...]
    summary: Summary


def render(report: Report, style: Style) -> str:
    """One indented JSON object; takes no notice of the style."""
    return indented(_Document(1, __version__, report.findings, report.summary))
