"""`rtlint check`: lint files, write the report, say by the exit status how it went."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click
import msgspec

from rtlint.cli import _actions
from rtlint.cli._run import Flags, Run
from rtlint.cli.common import (
    caching,
    configured,
    judging,
    mistaken,
    mistakes,
    standard_bytes,
    tell,
    write_to,
)
from rtlint.config.find import Finder, folder_of
from rtlint.crew import AUTO
from rtlint.finding import Report, Severity
from rtlint.inputs import Input, Names, gather, repository
from rtlint.linters import Linters
from rtlint.report import formats, renderer, wants_pages
from rtlint.report._style import Choice, Style, wants_colour
from rtlint.result import Result, report

if TYPE_CHECKING:  # few runs fix anything
    from rtlint.cli._fixing import Fixes

STDIN = "-"
HUMAN = ("full", "concise", "grouped")
DEFAULT = [("full", "")]
FINDINGS = 1
MISTAKE = 2


def _codes(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[str]:
    return [code.strip() for value in values for code in value.split(",") if code.strip()]


def _outputs(_ctx: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    outputs = []
    for value in values:
        name, _, file = value.partition("=")
        if name not in formats():
            raise click.BadParameter(f"{name} is no format; there are {', '.join(formats())}")
        outputs.append((name, file))
    if sum(not file for _, file in outputs) > 1:
        raise click.BadParameter("one format goes to standard output; give the others a file, as in json=report.json")
    return outputs


def _processes(_ctx: click.Context, _option: click.Parameter, value: str) -> int:
    if value == "auto":
        return AUTO
    if not (value.isascii() and value.isdecimal() and len(value) < 6):
        raise click.BadParameter(f"{value} is no number of processes; give one from 1 to 99999, or auto")
    return int(value)


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--output",
    "outputs",
    multiple=True,
    callback=_outputs,
    metavar="FORMAT[=FILE]",
    help=f"How to report: {', '.join(formats())}; full by default; repeatable with a file.",
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
@click.option("--against", metavar="FILE", help="Tell what the API's answer in PATH makes different from this request.")
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
@caching
@click.option(
    "-j",
    "--jobs",
    default="auto",
    show_default=True,
    callback=_processes,
    envvar="RTLINT_JOBS",
    show_envvar=True,
    metavar="N",
    help="How many processes share the files; auto, or 0, is one for each processor where that pays.",
)
@click.option("--profile", is_flag=True, help="Tell what each stage and each rule takes; one process, no cache.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("-q", "--quiet", is_flag=True, help="Findings only, no summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name the files that are skipped.")
def command(paths: tuple[str, ...], outputs: list[tuple[str, str]], color: Choice, **given: Any) -> int:
    """Lint session configs: files, folders, or - for standard input. The default is the current folder.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 a mistake in the call, 3 a bug of rtlint.
    """
    flags = Flags(**{name: given.pop(name) for name in Flags.__struct_fields__})
    piped = _piped(paths)
    fixes = _fixes(piped, flags) if flags.fix or flags.diff else None
    with mistakes():
        finder = configured(flags.configs, given, isolated=flags.isolated)
        linters = Linters(None, finder)
        run = Run(flags, finder, linters)
        if flags.show_settings or flags.show_files:
            from rtlint.cli._show import show

            choice = {"sniff": flags.sniff, "force_exclude": flags.force_exclude, "verbose": flags.verbose}
            return show(paths, (outputs or DEFAULT) if flags.show_settings else None, finder, linters, **choice)
        items = list(_items(paths, piped, finder, flags))
        if flags.add_ignore is not None:
            return _add_ignore(items, linters, flags.add_ignore, paths)
        compared = _against(items, flags.against, linters) if flags.against else ""
        results = run.results(items, fixes)
        linters.hold()
        for remark in linters.remarks:
            tell(remark)
        if fixes:
            results = fixes.carry_out(results, color, quiet=flags.quiet)
        results = _new(results, linters, finder)
    failing = any(linters.fails(finding) for result in results for finding in result.findings)
    made = report(results, linters.cards, fixed=fixes.count if fixes else 0, root=repository(os.curdir)[0])
    if made.findings and any(wants_pages(name) for name, _ in outputs):
        made = _with_pages(made, linters.packs)
    _report(made, outputs, flags, color, aside=flags.fix and piped is not None)
    run.end(len(results))
    if compared:
        tell(compared)
    if flags.statistics and not any(name in HUMAN for name, _ in outputs or DEFAULT):
        _tell_statistics(made)
    if fixes and fixes.failed:
        return MISTAKE
    return FINDINGS if (fixes.differ if fixes and flags.diff else failing) and not flags.exit_zero else 0


def _piped(paths: tuple[str, ...]) -> bytes | None:
    """What comes from standard input, if it is asked for."""
    if STDIN not in paths:
        return None
    if len(paths) > 1:
        mistaken("- stands alone: standard input is one document")
    return standard_bytes()


def _fixes(piped: bytes | None, flags: Flags) -> "Fixes":
    from rtlint.cli._fixing import Diff, Filter, Save

    if flags.diff:
        return Diff(unsafe=flags.unsafe_fixes)
    return Save(unsafe=flags.unsafe_fixes) if piped is None else Filter(piped, unsafe=flags.unsafe_fixes)


def _add_ignore(items: Iterable[Input], linters: Linters, reason: str, paths: tuple[str, ...]) -> int:
    from rtlint.cli._add_ignore import add

    if STDIN in paths:
        mistaken("--add-ignore writes into files, and - is none")
    return add(items, linters, reason)


def _against(items: list[Input], file: str, linters: Linters) -> str:
    from rtlint.cli._against import against  # few files are answers

    return against(items, file, linters)


def _new(results: list[Result], linters: Linters, finder: Finder) -> list[Result]:
    """The results without what baselines hold; those that hold more than there is are told."""
    folders = {folder_of(result.text.path) for result in results} or {""}
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


def _items(paths: tuple[str, ...], piped: bytes | None, finder: Finder, flags: Flags) -> Iterator[Input]:
    """What the call wants to be looked at."""
    name = flags.stdin_filename
    if piped is None:
        yield from gather(paths or (".",), sniff=flags.sniff, finder=finder, force_exclude=flags.force_exclude)
    elif not (flags.force_exclude and name and Names(finder).are_out(name)):
        yield Input(name or "<stdin>", sniff=False, data=piped)


def _with_pages(made: Report, packs: Sequence[str]) -> Report:
    from rtlint.rulebook.pages import pages  # reads rule files, and most formats show no pages

    return msgspec.structs.replace(made, pages=pages(made.cards, packs))


def _report(made: Report, outputs: list[tuple[str, str]], flags: Flags, choice: Choice, *, aside: bool) -> None:
    """Write the formats that were asked for; in GitHub Actions annotations as well, where none was."""
    closed = msgspec.structs.replace(flags.style, quiet=True)  # the report above has the summary
    annotations = [("github", "", closed)] if not outputs and _actions.active() else []
    for name, file, style in [*((*output, flags.style) for output in outputs or DEFAULT), *annotations]:
        if file or not flags.diff:
            _write(made, name, file, style, choice, aside=aside)
            if name == "github" and (failed := _actions.add_to_page(renderer("markdown")(made, flags.style))):
                tell(failed)


def _write(made: Report, name: str, file: str, style: Style, choice: Choice, *, aside: bool) -> None:
    terminal = (sys.stderr if aside else sys.stdout).isatty()
    colour = not file and wants_colour(choice, os.environ, terminal)
    text = renderer(name)(made, msgspec.structs.replace(style, colour=colour))
    write_to(file, text, name, aside=aside)


def _tell_statistics(made: Report) -> None:
    from rtlint.report._text import statistics_table

    tell(statistics_table(made).rstrip("\n"))
