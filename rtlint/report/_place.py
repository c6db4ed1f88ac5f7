"""How programs name files and columns: from the repository's root, and each in a unit of its own."""

import os

from rtlint.finding import Report
from rtlint.text.source import Location

UNNAMED = "<stdin>"
"""What comes from standard input without a name of its own."""


def from_root(path: str, report: Report) -> str:
    """The path from the report's root with forward slashes, links resolved; one that leads out of it stays absolute."""
    if path == UNNAMED:
        return path
    root = os.path.realpath(report.root)
    whole = os.path.realpath(path)
    near = os.path.relpath(whole, root) if os.path.splitdrive(whole)[0] == os.path.splitdrive(root)[0] else whole
    return (whole if near.split(os.sep, 1)[0] == os.pardir else near).replace(os.sep, "/")


def uri(path: str, report: Report) -> str:
    """The path as a relative reference (RFC 3986): percent-encoded, also where its bytes are no UTF-8."""
    from urllib.parse import quote  # few formats ask

    name = from_root(path, report)
    whole = quote(os.fsencode(name), safe="/!$&'()*+,;=@~-._")
    return f"file://{whole if whole.startswith('/') else '/' + whole}" if os.path.isabs(name) else whole


def utf8_column(path: str, location: Location, report: Report) -> int:
    """The column of a location in UTF-8 bytes from 1, for a path of the report's texts."""
    before = report.texts[path].line(location.row)[: location.column - 1]
    beyond = location.column - 1 - len(before)  # a span may end behind its line, on the line end
    return len(before.encode("utf-8", "surrogatepass")) + beyond + 1
