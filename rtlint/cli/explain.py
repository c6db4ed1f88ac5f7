"""`rtlint explain`: what a session means to the API, how its turns go, and why rules speak or keep still."""

import os
import shutil
import sys
from typing import Any

import click

from rtlint import inputs
from rtlint.cli.common import configured, judging, load_pack, mistaken, mistakes, rule_called, standard_input, write_to
from rtlint.explain.page import Page, Question, as_json, page
from rtlint.finding import Report
from rtlint.lint import Linter
from rtlint.linters import Linters
from rtlint.report._style import Choice, Style, wants_colour
from rtlint.result import Result, report
from rtlint.rule.model import Rule
from rtlint.text.nodes import TextFault
from rtlint.text.source import Source

OUTPUTS = ("text", "json", "svg")
UNREADABLE = 1


def _output(_ctx: click.Context, _option: click.Parameter, value: str) -> tuple[str, str]:
    name, _, file = value.partition("=")
    if name not in OUTPUTS:
        raise click.BadParameter(f"{name} is no format; there are {', '.join(OUTPUTS)}")
    return name, file


@click.command("explain")
@click.argument("file", metavar="FILE")
@click.option(
    "--output",
    default="text",
    callback=_output,
    metavar="FORMAT[=FILE]",
    help="How to tell it: text (default), json, or svg for the line of time as a picture.",
)
@click.option(
    "--at", default="", metavar="PATH", help="Why rules speak or keep still at a field, such as session.model."
)
@click.option("--rule", "name", default="", metavar="CODE", help="What one rule saw, condition by condition.")
@judging
@click.option("-v", "--verbose", is_flag=True, help="Tell fields too that are neither given nor have a default.")
def command(
    file: str,
    output: tuple[str, str],
    at: str,
    name: str,
    configs: tuple[str, ...],
    isolated: bool,
    color: Choice,
    verbose: bool,
    **settings: Any,
) -> int:
    """Tell what a session means: every field with its value and where that comes from, and how turns are taken.

    FILE is a session config, or - for standard input.

    Exit status: 0 told, 1 it cannot be read, 2 a mistake in the call.
    """
    source, fault = standard_input("<stdin>") if file == "-" else inputs.read(file)
    with mistakes():
        linter = Linters(load_pack(), configured(configs, settings, isolated=isolated)).of(source.path)
    every = linter.pack.rules
    rules = tuple([rule_called(name, every)] if name else [])
    pages, broken = _told(linter, source, fault, every, Question(at, rules))
    if output[0] == "text":
        write_to(output[1], _text(pages, broken, color, verbose, output[1]))
    elif output[0] == "json":
        write_to(output[1], as_json(pages, broken), "json")
    else:
        write_to(output[1], _svg(pages, source), "svg")
    return UNREADABLE if broken.findings else 0


def _told(
    linter: Linter, source: Source, fault: TextFault | None, rules: list[Rule], question: Question
) -> tuple[list[Page], Report]:
    """The pages of the documents that can be read, and a report of what is wrong with the others."""
    result = linter.lint(source, fault) or Result((), 0, source)
    cases = linter.cases(source, fault)
    readable = [case for case in cases if case.tree and not case.tree.fatal and isinstance(case.value, dict)]
    pages, lost = [], None
    for case in readable:
        try:
            pages.append(page(case, list(result.findings), linter, rules, question))
        except LookupError:
            lost = lost or case
    if lost and not pages:
        from rtlint.explain.effective import effective
        from rtlint.explain.paths import hint

        mistaken(f"there is no field {question.at} here; {hint(question.at, effective(lost, ()))}")
    told = {case.index for case in readable}
    others = tuple(found for found in result.found if found.finding.document not in told)
    return pages, report([Result(others, result.documents, result.text)], linter.cards)


def _text(pages: list[Page], broken: Report, color: Choice, verbose: bool, file: str) -> str:
    from rtlint.explain.text import Look, render
    from rtlint.report.full import render as full

    style = Style(colour=not file and wants_colour(color, os.environ, sys.stdout.isatty()))
    width = min(shutil.get_terminal_size((100, 24)).columns, 120)
    text = render(pages, Look(style=style, width=width, ascii_only=not file and _only_ascii(), verbose=verbose))
    if not broken.findings:
        return text
    return "\n".join([*([text] if text else []), full(broken, style)])


def _only_ascii() -> bool:
    """Whether the terminal's encoding has no lines to draw with."""
    try:
        "┌─┬─┐│└┴┘▲".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return True
    return False


def _svg(pages: list[Page], source: Source) -> str:
    from rtlint.explain.svg import render

    if not any(page.timeline for page in pages):
        mistaken(f"{source.path} holds no session, so that there is no line of time")
    return render(pages)
