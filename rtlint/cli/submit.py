"""`rtlint submit`: from a clean config to a client secret."""

import os
import sys
from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from rtlint.cli import _submitting
from rtlint.cli.common import configured, judging, load_pack, mistakes
from rtlint.finding import Severity
from rtlint.linters import Linters
from rtlint.report._style import Choice, Style, wants_colour
from rtlint.submit.account import RETRIES, TIMEOUT

_ACCOUNT: tuple[Callable[[Any], Any], ...] = (
    click.option("--api-key", metavar="KEY", help="Better in OPENAI_API_KEY: others may see how a command is called."),
    click.option("--organization", metavar="ID", help="In the place of OPENAI_ORG_ID."),
    click.option("--project", metavar="ID", help="In the place of OPENAI_PROJECT_ID."),
    click.option(
        "--base-url", metavar="URL", help="In the place of OPENAI_BASE_URL; without TLS on this machine only."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(min=0, min_open=True),
        default=TIMEOUT,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for an answer, at each try.",
    ),
    click.option(
        "--retries",
        type=click.IntRange(min=0),
        default=RETRIES,
        show_default=True,
        metavar="N",
        help="Tries after the first, where the API is busy or broken.",
    ),
)


def _with_account(command: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(lambda made, option: option(made), reversed(_ACCOUNT), command)


@click.command("submit")
@click.argument("paths", nargs=-1, required=True, metavar="FILE…")
@click.option("--dry-run", is_flag=True, help="Print the requests and send none; this needs no key and no SDK.")
@click.option("--allow-warnings/--strict", default=True, help="Send what has warnings (default), or refuse it.")
@click.option(
    "--output",
    type=click.Choice(_submitting.OUTPUTS),
    default=_submitting.TEXT,
    show_default=True,
    help="text hides the secret; json, env and value hold it. --dry-run takes text and json.",
)
@click.option("--output-file", metavar="FILE", help="Write there what --output says, readable for you alone.")
@_with_account
@judging
def command(
    paths: tuple[str, ...],
    dry_run: bool,
    allow_warnings: bool,
    output: str,
    output_file: str | None,
    timeout: float,
    retries: int,
    configs: tuple[str, ...],
    isolated: bool,
    color: Choice,
    **others: Any,
) -> int:
    """Create a client secret for each session config that is clean.

    FILE is a session config, a folder of them, or - for standard input. ${VAR} and ${VAR:-default} are filled in from
    the environment. Findings and failures go to standard error.

    Exit status: 0 every secret is there, 1 something was refused, 2 something is not set up, 3 a bug of rtlint.
    """
    account = {name: others.pop(name) for name in ("api_key", "organization", "project", "base_url")}
    with mistakes():
        finder = configured(configs, others, isolated=isolated)
        linters = Linters(load_pack(), finder)
        style = Style(colour=wants_colour(color, os.environ, sys.stderr.isatty()))
        least = Severity.ERROR if allow_warnings else Severity.WARNING
        files = _submitting.Files(linters, finder, least, style)
        jobs = files.jobs(paths)
    who = _submitting.account_of(account, timeout, retries, needs_key=bool(jobs) and not dry_run)
    if dry_run:
        _submitting.shown(jobs, who, output, output_file)
        return files.status
    return max(files.status, _submitting.sent(jobs, who, files, output, output_file))
