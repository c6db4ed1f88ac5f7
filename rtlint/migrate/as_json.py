"""Migrations for programs."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rtlint import __version__
from rtlint.migrate.migration import Migration
from rtlint.text.secret import mask

VERSION = 1


def as_json(migrations: Iterable[Migration], written: Iterable[str]) -> str:
    """All migrations of a run, in order; `written` are the paths of the files that have their new text."""
    done = set(written)
    page = {"version": VERSION, "rtlint": __version__, "files": [_file(one, done) for one in migrations]}
    text = msgspec.json.format(msgspec.json.encode(page, enc_hook=str), indent=2).decode()
    return mask(text) + "\n"


def _file(one: Migration, written: set[str]) -> dict[str, Any]:
    return {
        "path": one.old.path,
        "state": one.state,
        "fault": one.fault,
        "differs": one.differs,
        "written": one.old.path in written,
        "changes": one.steps,
        "left": one.left,
        "application": one.application,
        "findings": one.findings,
        "errors": one.errors,
    }
