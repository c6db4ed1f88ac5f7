"""The format for programs: version 1 of a contract, whose key order is the field order of the structs."""

from typing import Any, Literal

import msgspec

from rtlint import __version__
from rtlint.finding import Finding, Report, Summary
from rtlint.report._style import Style


class _Document(msgspec.Struct, frozen=True):
    version: Literal[1]
    rtlint: str
    findings: tuple[Finding, ...]
    summary: Summary


def render(report: Report, style: Style) -> str:
    """One indented JSON object; takes no notice of the style."""
    encoded = _encode(_Document(1, __version__, report.findings, report.summary))
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def _encode(document: _Document) -> bytes:
    try:
        return msgspec.json.encode(document)
    except UnicodeEncodeError:  # a lone surrogate, from the name of a file that is not UTF-8
        return msgspec.json.encode(_encodable(msgspec.to_builtins(document)))


def _encodable(value: Any) -> Any:
    r"""The same value with each lone surrogate spelled out, as `\udc80`."""
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
