"""What several commands share: the user's mistakes and the way to standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from rtlint.config import ConfigError
from rtlint.config.find import Finder
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
    with mistakes():
        return built_in()


@contextmanager
def mistakes() -> Iterator[None]:
    """Around what reads configurations and packs: what is wrong in them is the user's mistake."""
    try:
        yield
    except (ConfigError, PackError) as error:
        mistaken(error)


def own_packs() -> tuple[str, ...]:
    """The folders of the packs that the configuration of the current folder names."""
    with mistakes():
        config = Finder().of("")
        return config.packs if config else ()


def load_packs() -> Pack:
    """The built-in rules and those of the current folder's configuration."""
    folders = own_packs()
    if not folders:
        return load_pack()
    from rtlint.rule.own import brought

    with mistakes():
        return brought(load_pack(), folders)


def write(text: str) -> None:
    """Text to standard output, in UTF-8 whatever the terminal's locale says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def tell(text: str) -> None:
    """A line to standard error."""
    click.echo(text, err=True)
