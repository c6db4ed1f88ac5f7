"""`rtlint server`: the language server, for editors."""

import sys

import click

from rtlint.cli.common import configured, configuring, mistaken, mistakes

MISSING = "the language server needs pygls: pip install 'rtlint[server]'"


@click.command()
@click.option("--stdio", is_flag=True, help="Serve over standard input and output, as it does anyway.")
@configuring
def command(stdio: bool, configs: tuple[str, ...], isolated: bool) -> int:  # noqa: ARG001  # editors say --stdio
    """Serve an editor: findings while you type, fixes, completion and hover.

    Editors start this by themselves; it speaks the Language Server Protocol over standard input and output. Exit
    status: 0 after the editor's goodbye, 1 when it is gone without one, 2 a mistake in the call, 3 a bug of rtlint.
    """
    try:
        from rtlint.server.desk import Call
        from rtlint.server.start import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        mistaken(MISSING)
    if sys.stdin is None or sys.stdout is None:
        mistaken("standard input or output is closed, and the server speaks over both")
    with mistakes():
        configured(configs, {}, isolated=isolated)
    return serve(Call(configs, isolated))
