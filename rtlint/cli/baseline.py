"""`rtlint baseline`: write down the findings that a project has, and take out those that are gone."""

import os
from collections.abc import Callable
from functools import reduce
from typing import Any, NamedTuple

import click

from rtlint import inputs
from rtlint.baseline import Baseline, counted, load, put
from rtlint.cli.common import configured, configuring, load_pack, mistaken, mistakes, tell, write
from rtlint.config.find import BASELINE, Finder
from rtlint.linters import Linters
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.report._text import plural
from rtlint.result import Result, report

STDIN = "-"
REFUSED = 1

_PARAMETERS = (
    click.argument("paths", nargs=-1, metavar="[PATH]..."),
    click.option(
        "--baseline",
        metavar="FILE",
        help=f"The baseline; by default the one that the configuration names, or {BASELINE}.",
    ),
    configuring,
)


def _parameters(command: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(lambda made, parameter: parameter(made), reversed(_PARAMETERS), command)


@click.group("baseline")
def command() -> None:
    """Write known findings down, so that check reports new ones.

    check minds the baseline that --baseline or the configuration names.
    """


class _Looked(NamedTuple):
    """A baseline as it is, and what was found in the files that are its business; None for what is no config."""

    before: Baseline
    results: dict[str, Result | None]


@command.command("write")
@_parameters
@click.option("--force", is_flag=True, help="Take new findings into a baseline that is there.")
def write_(paths: tuple[str, ...], baseline: str | None, configs: tuple[str, ...], isolated: bool, force: bool) -> int:
    """Write all findings of files and folders into the baseline.

    The default is the current folder. A baseline that is there only gets shorter: what is gone is taken out, and new
    findings are refused with exit status 1, unless --force takes them in. What it holds about other files stays.
    """
    finder = _finder(configs, baseline, isolated=isolated)
    linters = Linters(load_pack(), finder)
    refused: list[Result] = []
    with mistakes():
        for looked in _looked(paths, finder, linters):
            before, exists = looked.before, os.path.lexists(looked.before.path)
            new = [before.new(result) for result in looked.results.values() if result] if exists and not force else []
            after = before.updated(looked.results, grow=force or not exists)
            _put(before, after)
            tell(_written(after, sum(len(result.found) for result in new)))
            refused += new
        if not exists and not _own(finder):
            tell(f'rtlint check --baseline {after.name} minds it, or baseline = "{after.name}" in the configuration')
    write(renderer("concise")(report(refused, linters.cards), Style(quiet=True)))
    return REFUSED if any(result.found for result in refused) else 0


@command.command("prune")
@_parameters
def prune(paths: tuple[str, ...], baseline: str | None, configs: tuple[str, ...], isolated: bool) -> int:
    """Take out what is no longer found.

    PATH are files and folders, the current folder by default. Nothing is ever added. What the baseline holds about
    other files stays; a file that is deleted is taken out where PATH names it or a folder that it was in.
    """
    finder = _finder(configs, baseline, isolated=isolated)
    with mistakes():
        for looked in _looked(paths, finder, Linters(load_pack(), finder)):
            before, after = looked.before, looked.before.updated(looked.results, grow=False)
            if not os.path.lexists(before.path):
                mistaken(f"there is no file {before.name}; rtlint baseline write makes it")
            _put(before, after)
            gone = before.count - after.count
            tell(f"{before.name}: {counted(gone)} taken out, {after.count} left")
    return 0


def _finder(configs: tuple[str, ...], baseline: str | None, *, isolated: bool) -> Finder:
    with mistakes():
        return configured(configs, {"baseline": baseline}, isolated=isolated)


def _own(finder: Finder) -> str | None:
    """The baseline that the current folder's configuration names, or the call."""
    config = finder.of("")
    return config.baseline if config else None


def _put(before: Baseline, after: Baseline) -> None:
    if after.files != before.files or not os.path.lexists(after.path):
        put(after.path, after.encoded())


def _written(after: Baseline, refused: int) -> str:
    held = f"{after.name} holds {plural(after.count, 'finding')} in {plural(len(after.files), 'file')}"
    new = "1 more is new: --force takes it in" if refused == 1 else f"{refused} more are new: --force takes them in"
    return f"{held}; {new}" if refused else held


def _looked(paths: tuple[str, ...], finder: Finder, linters: Linters) -> list[_Looked]:
    """The baselines of a run, each with the results of its files."""
    if STDIN in paths:
        mistaken("- cannot be in a baseline: what comes from standard input has no place")
    groups: dict[str, dict[str, Result | None]] = {}
    own, default = _own(finder), os.path.abspath(BASELINE)
    if own or os.path.lexists(default):
        groups[own or default] = {}
    there = [path for path in paths or (os.curdir,) if os.path.lexists(path)]
    for item in inputs.gather(there, finder=finder):
        config = finder.of(os.path.dirname(item.path))
        file = (config and config.baseline) or ("" if own else default)
        if file and not item.fault:
            result = linters.of(item.path).lint(*inputs.read(item.path), sniff=item.sniff)
            groups.setdefault(file, {})[item.path] = result
    groups = groups or {default: {}}
    found = [_Looked(load(file) if os.path.lexists(file) else Baseline(file), groups[file]) for file in groups]
    return _with_deleted(found, paths or (os.curdir,))


def _with_deleted(found: list[_Looked], paths: tuple[str, ...]) -> list[_Looked]:
    """The same with the deleted files that paths cover, which have no findings any more."""
    for path in paths:
        gone = [(looked, file) for looked in found for file in looked.before.gone([path])]
        if not gone and not os.path.lexists(path):
            mistaken(f"there is no file or folder {path}")
        for looked, file in gone:
            looked.results[file] = None
    return found
