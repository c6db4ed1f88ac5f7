"""What several commands share: the user's mistakes and the way to standard output."""

import sys
from typing import NoReturn

import click

from rtlint.rule.model import PackError
from rtlint.rule.pack import Pack, built_in


class Mistake(click.ClickException):
    """Something the user can mend: one clear line, exit status 2."""

    exit_code = 2


def mistaken(message: object) -> NoReturn:
    """End with the user's mistake."""
    raise Mistake(str(message))


def load_pack() -> Pack:
    """The built-in rules."""
    try:
        return built_in()
    except PackError as error:
        mistaken(error)


def write(text: str) -> None:
    """Text to standard output, in UTF-8 whatever the terminal's locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """A line to standard error."""
    click.echo(text, err=True)
