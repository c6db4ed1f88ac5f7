"""The entry point: finds the command, and turns every way of ending into an exit status."""

import io
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from rtlint import __version__

INTERRUPTED = 130
BUG = 3

_FOLDER = os.path.dirname(os.path.abspath(__file__))
_NO_COMMAND = {"main.py", "common.py"}


class _Commands(click.Group):
    """The modules of this folder as commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        names = {entry.name for entry in os.scandir(_FOLDER)} - _NO_COMMAND
        return sorted(name.removesuffix(".py") for name in names if name.endswith(".py") and name[0] != "_")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"rtlint.cli.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="rtlint", message="%(prog)s %(version)s")
def rtlint() -> None:
    """Validate and lint OpenAI Realtime session configs."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and end the process: 0 clean, 1 findings, 2 the user's mistake, 3 a bug of rtlint."""
    status = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        if stream:  # None where it is closed
            stream.flush()
    # Taking the interpreter apart costs a sixth of a run on one file, and nothing is left to save.
    os._exit(status)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status; a bug's traceback goes to standard error."""
    try:
        status: Any = rtlint.main(arguments, prog_name="rtlint", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        _tell(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the report has seen enough; Python would complain once more while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERRUPTED
    except Exception:  # noqa: BLE001  # the last door: a bug shows itself and does not look like a finding
        import traceback

        from rtlint.cli._actions import defused

        click.echo(defused(traceback.format_exc()), err=True, nl=False)
        click.echo(f"rtlint {__version__}: this is a bug of rtlint, please report it with the lines above", err=True)
        return BUG


def _tell(error: click.ClickException) -> None:
    """Say what is wrong with the call, on standard error."""
    from rtlint.cli._actions import defused

    shown = io.StringIO()
    error.show(shown)
    click.echo(defused(shown.getvalue()), err=True, nl=False)
