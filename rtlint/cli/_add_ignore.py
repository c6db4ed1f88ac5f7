"""`rtlint check --add-ignore`: a comment for every finding, or for JSON a table for the configuration."""

import os
from collections.abc import Iterable, Iterator

from rtlint.cli.common import mistaken, tell, write
from rtlint.finding import Finding
from rtlint.ignoring import ignored
from rtlint.inputs import Input
from rtlint.linters import Linters
from rtlint.report._text import plural, printable
from rtlint.save import Unsaved, save
from rtlint.suppress.table import table
from rtlint.text.source import Source

LEFT = 1
"""The status when a finding is left."""


def add(items: Iterable[Input], linters: Linters, reason: str) -> int:
    """Suppress everything that is found, and tell what was done; the exit status is 1 where something is left."""
    if not reason.isprintable():
        mistaken("--add-ignore takes a reason of one line")
    files = count = 0
    status = 0
    tables: list[str] = []
    for item in items:
        source, fault = item.read()
        linter = linters.of(item.path)
        result = linter.lint(source, fault, sniff=item.sniff)
        if not result or not result.found:
            continue
        is_json = source.path.lower().endswith(".json")
        done = None if fault or is_json else ignored(linter, source, reason.strip())
        why = done.why if done else "" if result.documents else "it cannot be read whole"
        why = why or (_saved(source, done.source) if done else "")
        if why:
            tell(f"{printable(source.path)}: left as it is; {why}")
            status = LEFT
        elif done:
            files, count = files + 1, count + done.count
        else:
            tables += _tables(result.findings, reason.strip())
    tell(f"{plural(count, 'finding')} in {plural(files, 'file')} suppressed")
    if tables:
        tell("JSON takes no comments; these tables are for rtlint.toml, or for pyproject.toml as tool.rtlint.suppress")
        write("\n".join(tables))
    return status


def _saved(old: Source, new: Source) -> str:
    """Write the new text of a file; why that was not possible."""
    try:
        save(old.path, old.data, new.data)
    except Unsaved as unsaved:
        return str(unsaved)
    return ""


def _tables(findings: Iterable[Finding], reason: str) -> Iterator[str]:
    places: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        places.setdefault((finding.path, finding.at), set()).add(finding.code)
    for (path, at), codes in sorted(places.items()):
        yield table(os.path.relpath(path), codes, at, reason)
