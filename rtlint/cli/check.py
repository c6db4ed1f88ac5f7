"""`rtlint check`: lint files, write the report, say by the exit status how it went."""

import gc
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rtlint import inputs
from rtlint.cli.common import (
    configured,
    judging,
    load_pack,
    mistaken,
    mistakes,
    standard_bytes,
    tell,
    write_to,
)
from rtlint.config.find import Finder
from rtlint.finding import Report, Severity
from rtlint.lint import Result, report
from rtlint.linters import Linters
from rtlint.report import formats, renderer
from rtlint.report._style import Choice, Style, wants_colour
from rtlint.text.source import Source
from rtlint.text.yamltext import TextFault

if TYPE_CHECKING:  # few runs fix anything
    from rtlint.cli._fixing import Fixes

STDIN = "-"
HUMAN = ("full", "concise")
FINDINGS = 1
MISTAKE = 2


def _codes(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [code.strip() for value in values for code in value.split(",") if code.strip()]


def _outputs(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    outputs = []
    for value in values or ("full",):
        name, _, file = value.partition("=")
        if name not in formats():
            raise click.BadParameter(f"{name} is no format; there are {', '.join(formats())}")
        outputs.append((name, file))
    if sum(not file for _, file in outputs) > 1:
        raise click.BadParameter("one format goes to standard output; give the others a file, as in json=report.json")
    return outputs


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="FORMAT[=FILE]",
    help="How to report: full (default), concise, json, parsable; repeatable with a file.",
)
@click.option("--fix", is_flag=True, help="Apply safe fixes, and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="Count fixes that may change what a config means as well.")
@click.option("--diff", is_flag=True, help="Write nothing, and show as a diff what --fix would do.")
@click.option(
    "--select",
    multiple=True,
    callback=_codes,
    metavar="RULES",
    help="Report these rules only: codes, names, families, prefixes, ALL; comma-separated.",
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="RULES", help="Do not report these rules.")
@click.option("--extend-select", multiple=True, callback=_codes, metavar="RULES", help="Report these rules too.")
@click.option("--extend-ignore", multiple=True, callback=_codes, metavar="RULES", help="Leave out these rules too.")
@click.option(
    "--rule-pack",
    "rule_packs",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Use the rules of this folder too; repeatable.",
)
@judging
@click.option(
    "--fail-on",
    type=click.Choice([severity.value for severity in Severity]),
    help="Exit with 1 from this severity on; error by default.",
)
@click.option("--baseline", metavar="FILE", help="Report only what this file does not hold: see rtlint baseline.")
@click.option(
    "--add-ignore", metavar="REASON", help="Write a comment that suppresses each finding, instead of a report."
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--sniff", is_flag=True, help="Skip named files that do not look like a session config.")
@click.option("--force-exclude", is_flag=True, help="Skip named files that the configuration excludes.")
@click.option("--stdin-filename", metavar="PATH", help="The name of what comes from standard input.")
@click.option("--show-settings", is_flag=True, help="Print what holds for a path and who says so; lint nothing.")
@click.option("--show-files", is_flag=True, help="Print the files that would be linted; lint nothing.")
@click.option("--no-cache", is_flag=True, help="Look at every file afresh.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name the files that are skipped.")
def command(
    paths: tuple[str, ...],
    outputs: list[tuple[str, str]],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    configs: tuple[str, ...],
    isolated: bool,
    add_ignore: str | None,
    exit_zero: bool,
    sniff: bool,
    force_exclude: bool,
    stdin_filename: str | None,
    show_settings: bool,
    show_files: bool,
    no_cache: bool,  # noqa: ARG001  # hooks may say it from the first version on; nothing is cached yet
    color: Choice,
    statistics: bool,
    quiet: bool,
    verbose: bool,
    **settings: Any,
) -> int:
    """Lint session configs: files, folders, or - for standard input. The default is the current folder.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 a mistake in the call, 3 a bug of rtlint.
    """
    piped = _piped(paths)
    fixes = _fixes(piped, unsafe=unsafe_fixes, diff=diff) if fix or diff else None
    with mistakes():
        finder = configured(configs, settings, isolated=isolated)
        linters = Linters(load_pack(), finder)
        if show_settings or show_files:
            from rtlint.cli._show import show

            choice = {"sniff": sniff, "force_exclude": force_exclude, "verbose": verbose}
            return show(paths, outputs if show_settings else None, finder, linters, **choice)
        gc.freeze()
        gc.enable()
        sources = _sources(paths or (".",), piped, stdin_filename, finder, sniff=sniff, force_exclude=force_exclude)
        if add_ignore is not None:
            return _add_ignore(sources, linters, add_ignore, paths)
        results = list(_results(sources, linters, fixes, verbose=verbose))
        linters.hold()
        for remark in linters.remarks:
            tell(remark)
        if fixes:
            results = fixes.carry_out(results, color, quiet=quiet)
        results = _new(results, linters, finder)
    failing = any(linters.fails(finding) for result in results for finding in result.findings)
    made = report(results, linters.cards, fixed=fixes.count if fixes else 0)
    style = Style(quiet=quiet, statistics=statistics, fix=fix and not diff, unsafe_fixes=unsafe_fixes)
    for name, file in outputs:
        if file or not diff:
            _write(made, name, file, style, color, aside=fix and piped is not None)
    if statistics and not any(name in HUMAN for name, _ in outputs):
        _tell_statistics(made)
    if fixes and fixes.failed:
        return MISTAKE
    return FINDINGS if (fixes.differ if fixes and diff else failing) and not exit_zero else 0


def _piped(paths: tuple[str, ...]) -> bytes | None:
    """What comes from standard input, if it is asked for."""
    if STDIN not in paths:
        return None
    if len(paths) > 1:
        mistaken("- stands alone: standard input is one document")
    return standard_bytes()


def _fixes(piped: bytes | None, *, unsafe: bool, diff: bool) -> "Fixes":
    from rtlint.cli._fixing import Diff, Filter, Save

    if diff:
        return Diff(unsafe=unsafe)
    return Save(unsafe=unsafe) if piped is None else Filter(piped, unsafe=unsafe)


def _add_ignore(
    sources: Iterator[tuple[Source, TextFault | None, bool]], linters: Linters, reason: str, paths: tuple[str, ...]
) -> int:
    from rtlint.cli._add_ignore import add

    if STDIN in paths:
        mistaken("--add-ignore writes into files, and - is none")
    return add(sources, linters, reason)


def _results(
    sources: Iterator[tuple[Source, TextFault | None, bool]], linters: Linters, fixes: "Fixes | None", *, verbose: bool
) -> Iterator[Result]:
    skipped = 0
    for source, fault, sniffed in sources:
        linter = linters.of(source.path)
        if result := linter.lint(source, fault, sniff=sniffed):
            if fixes:
                fixes.find(linter, source, result)
            yield result
            continue
        skipped += 1
        if verbose:
            tell(f"skipped {source.path}: it does not look like a session config")
    if skipped and not verbose:
        _tell_skipped(skipped)


def _new(results: list[Result], linters: Linters, finder: Finder) -> list[Result]:
    """The results without what baselines hold; those that hold more than there is are told."""
    folders = {os.path.dirname(result.text.path) for result in results} or {""}
    if not any(config and config.baseline for config in map(finder.of, folders)):
        return results
    from rtlint.baseline import Baselines, counted

    baselines = Baselines(finder, linters)
    kept = [baselines.new(result) for result in results]
    for name, count in sorted(baselines.gone.items()):
        if count:
            verb, it = ("is", "it") if count == 1 else ("are", "them")
            tell(f"{counted(count)} of {name} {verb} no longer found; rtlint baseline prune takes {it} out")
    return kept


def _sources(
    paths: tuple[str, ...],
    piped: bytes | None,
    stdin_filename: str | None,
    finder: Finder,
    *,
    sniff: bool,
    force_exclude: bool,
) -> Iterator[tuple[Source, TextFault | None, bool]]:
    """Each source, why it could not be read whole, and whether it counts only if it looks like a session config."""
    if piped is None:
        for item in inputs.gather(paths, sniff=sniff, finder=finder, force_exclude=force_exclude):
            yield *((Source(item.path, ""), item.fault) if item.fault else inputs.read(item.path)), item.sniff
    elif not (force_exclude and stdin_filename and inputs.Names(finder).are_out(stdin_filename)):
        yield *inputs.decode(stdin_filename or "<stdin>", piped), False


def _tell_skipped(skipped: int) -> None:
    files = "1 file that does" if skipped == 1 else f"{skipped} files that do"
    tell(f"skipped {files} not look like a session config (-v names {'it' if skipped == 1 else 'them'})")


def _write(made: Report, name: str, file: str, style: Style, choice: Choice, *, aside: bool) -> None:
    terminal = (sys.stderr if aside else sys.stdout).isatty()
    colour = not file and wants_colour(choice, os.environ, terminal)
    write_to(file, renderer(name)(made, msgspec.structs.replace(style, colour=colour)), aside=aside)


def _tell_statistics(made: Report) -> None:
    from rtlint.report._text import statistics_table

    tell(statistics_table(made).rstrip("\n"))
