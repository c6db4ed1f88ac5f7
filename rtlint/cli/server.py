"""`rtlint server`: the language server, for editors."""

import click

from rtlint.cli.common import mistaken

MISSING = "the language server needs pygls: pip install 'rtlint[server]'"


@click.command()
@click.option("--stdio", is_flag=True, help="Serve over standard input and output, as it does anyway.")
def command(stdio: bool) -> None:  # noqa: ARG001  # editors say it
    """Serve an editor: findings while you type, fixes, completion and hover.

    Editors start this by themselves; it speaks the Language Server Protocol over standard input and output.
    """
    try:
        from rtlint.server.start import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        mistaken(MISSING)
    serve()
