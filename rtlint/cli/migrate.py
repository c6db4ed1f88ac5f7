"""`rtlint migrate`: from the Beta to the current API, shown or written, and told in words."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from rtlint import inputs
from rtlint.cli._fixing import diff
from rtlint.cli.common import (
    configured,
    judging,
    load_pack,
    mistaken,
    mistakes,
    standard_bytes,
    write,
    write_bytes,
)
from rtlint.config.find import Finder
from rtlint.linters import Linters
from rtlint.migrate.as_json import as_json
from rtlint.migrate.migration import Migration, migrate
from rtlint.migrate.text import apart, closing, told
from rtlint.report._style import Choice, Style, wants_colour
from rtlint.save import Unsaved, save
from rtlint.text.nodes import TextFault
from rtlint.text.source import Source

STDIN = "-"
TO_DO = 1
MISTAKE = 2

Read = tuple[Source, TextFault | None, bool]


class Run(msgspec.Struct):
    """What a run has done: its files in order, what came from standard input, and why files could not be written."""

    migrations: list[Migration]
    writes: bool
    piped: bytes | None
    unsaved: dict[str, str] = {}

    @property
    def aside(self) -> bool:
        """Whether standard output is taken by the text itself."""
        return self.writes and self.piped is not None

    @property
    def written(self) -> list[str]:
        """The paths that have their new text."""
        changed = (one.old.path for one in self.migrations if self.writes and one.differs)
        return [path for path in changed if path not in self.unsaved]

    @property
    def status(self) -> int:
        """The exit status: what could not be written is a mistake, what is left to do a finding."""
        todo = (one.left if self.writes else one.state == "beta" for one in self.migrations)
        lost = any(one.state == "unreadable" for one in self.migrations)
        return MISTAKE if self.unsaved else TO_DO if any(todo) or lost else 0


@click.command("migrate")
@click.argument("paths", nargs=-1, metavar="FILE...", required=True)
@click.option("--write", "writes", is_flag=True, help="Write the new text into the files; it is only shown by default.")
@click.option(
    "--output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to tell it: for people, or for programs (version 1).",
)
@judging
@click.option("--stdin-filename", metavar="PATH", help="The name of what comes from standard input.")
@click.option(
    "-q", "--quiet", is_flag=True, help="Tell only which files change, and what is left to do by hand in them."
)
def command(
    paths: tuple[str, ...],
    writes: bool,
    output: str,
    configs: tuple[str, ...],
    isolated: bool,
    color: Choice,
    stdin_filename: str | None,
    quiet: bool,
    **settings: Any,
) -> int:
    """Bring sessions of the Beta to the current API: files, folders, or - for standard input.

    Shows what would change in the files and why, what is left to do by hand, and what the application has to change.

    Exit status: 0 nothing to do, 1 something to migrate, or with --write something left to do by hand, 2 a mistake in
    the call or a file that cannot be written, 3 a bug of rtlint.
    """
    piped = _piped(paths)
    with mistakes():
        finder = configured(configs, settings, isolated=isolated)
        linters = Linters(load_pack(), finder)
        gc.freeze()
        gc.enable()
        read = _read(paths, piped, stdin_filename or "<stdin>", finder)
        run = Run(list(_migrations(read, linters, writes=writes)), writes, piped)
        linters.hold()
    if writes:
        _save(run)
    text = as_json(run.migrations, run.written) if output == "json" else _text(run, color, quiet=quiet)
    write(text, output, aside=run.aside)
    return run.status


def _piped(paths: tuple[str, ...]) -> bytes | None:
    if STDIN in paths and len(paths) > 1:
        mistaken("- stands alone: standard input is one document")
    return standard_bytes() if STDIN in paths else None


def _read(paths: tuple[str, ...], piped: bytes | None, name: str, finder: Finder) -> Iterator[Read]:
    """Each source, why it could not be read whole, and whether it counts only if it looks like a session config."""
    if piped is not None:
        yield *inputs.decode(name, piped), False
        return
    for item in inputs.gather(paths, finder=finder):
        yield *((Source(item.path, ""), item.fault) if item.fault else inputs.read(item.path)), item.sniff


def _migrations(read: Iterator[Read], linters: Linters, *, writes: bool) -> Iterator[Migration]:
    for source, fault, sniffed in read:
        linter = linters.of(source.path)
        if not sniffed or linter.lint(source, fault, sniff=True):
            yield migrate(linter, source, fault, writes=writes)


def _save(run: Run) -> None:
    if run.piped is not None:
        write_bytes(run.migrations[0].new.data if run.migrations[0].differs else run.piped)
        return
    for one in run.migrations:
        if one.differs:
            try:
                save(one.old.path, one.old.data, one.new.data)
            except Unsaved as unsaved:
                run.unsaved[one.old.path] = str(unsaved)


def _text(run: Run, color: Choice, *, quiet: bool) -> str:
    terminal = (sys.stderr if run.aside else sys.stdout).isatty()
    style = Style(colour=wants_colour(color, os.environ, terminal), quiet=quiet)
    blocks = []
    for one in run.migrations:
        if one.differs and not run.writes:
            blocks.append(diff(one.old, one.new, color))
        blocks.append(told(one, style, _how(run, one)))
    return apart([*blocks, closing(run.migrations, style, writes=run.writes, unsaved=run.unsaved)])


def _how(run: Run, one: Migration) -> str:
    """How the writing of a file went, in words."""
    if one.old.path in run.unsaved:
        return f"not written: {run.unsaved[one.old.path]}"
    return "written" if one.old.path in run.written else ""
