"""One rule to read in a terminal."""

import textwrap
from collections.abc import Iterator

from rtlint.report._text import printable
from rtlint.rulebook.entry import Entry, Found, Shown
from rtlint.rulebook.fixes import safety

PROSE = 80
"""Columns of prose; examples keep their lines."""

WIDTH = 120
"""Columns of a message beside its mark at most."""

_INDENT = "    "


def page(entry: Entry) -> str:
    """One rule: what it says, why, how to mend it, and its examples with what rtlint says of them."""
    parts = [
        f"{entry.code} {entry.name}\n{facts(entry)}",
        _wrapped(entry.summary),
        *(_wrapped(paragraph) for paragraph in entry.why.split("\n\n")),
        *([_wrapped(f"Help: {entry.help}")] if entry.help else []),
        *(["\n".join(_wrapped(f"Fix ({one.safety.value}): {one.text}") for one in entry.fixes)] if entry.fixes else []),
        *([_options(entry)] if entry.options else []),
        *(_example(example) for example in entry.examples),
        "\n".join(["Read on:", *entry.references, entry.url]).strip(),
    ]
    return "\n\n".join(parts) + "\n"


def facts(entry: Entry) -> str:
    """Severity, family, whether it is on, its fix, where it holds and since when, in one line."""
    verbs = ", ".join(dict.fromkeys(one.verb for one in entry.fixes))
    fix = f"{safety(entry.fixes)} fix ({verbs})" if entry.fixes else "no fix"
    state = "on" if entry.enabled else "off unless selected"
    where = [] if len(entry.targets) > 1 else [f"{entry.targets[0]} only"]
    return ", ".join([entry.severity.value, entry.family, state, fix, *where, f"since {entry.since}"])


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), PROSE, break_long_words=False, break_on_hyphens=False)


def _options(entry: Entry) -> str:
    return "\n".join(["Options:", *(f"{_INDENT}{option.name} = {option.value}" for option in entry.options)])


def _example(example: Shown) -> str:
    head = f"{'Wrong' if example.verdict == 'fail' else 'Right'}: {example.title}{given(example)}"
    lines = [head]
    for row, line in enumerate(example.text.removesuffix("\n").split("\n"), 1):
        lines.append(f"{_INDENT}{printable(line)}".rstrip())
        lines += [mark for found in example.findings if found.location.row == row for mark in _marks(found, line)]
    if example.fixed is not None:
        lines += ["Fixed:", *(f"{_INDENT}{printable(line)}".rstrip() for line in example.fixed.splitlines())]
    return "\n".join(lines)


def given(example: Shown) -> str:
    """What the command line has to say for an example, with a blank before it; empty where it says nothing."""
    options = (("--kind", example.kind.value if example.kind else ""), ("--as-of", example.as_of or ""))
    told = [f"{name} {value}" for name, value in options if value]
    return f" ({', '.join(told)})" if told else ""


def _marks(found: Found, line: str) -> Iterator[str]:
    """The place of a finding under its line, with the message beside it where there is room."""
    start = found.location.column - 1
    same_row = found.end_location.row == found.location.row
    length = (found.end_location.column if same_row else len(line) + 1) - found.location.column
    mark = f"{_INDENT}{' ' * len(printable(line[:start]))}{'^' * max(length, 1)}"
    message = printable(found.message)
    if len(mark) + len(message) < WIDTH:
        yield f"{mark} {message}"
    else:
        yield mark
        yield from textwrap.wrap(message, WIDTH - 8, initial_indent="  = ", subsequent_indent=_INDENT)
