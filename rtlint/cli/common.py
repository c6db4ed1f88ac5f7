"""What several commands share: the user's mistakes and the way to standard output."""

import datetime
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from typing import TYPE_CHECKING, Any, NoReturn

import click

from rtlint import inputs
from rtlint.cli._actions import defused, harmless
from rtlint.config import ConfigError
from rtlint.config.find import Finder
from rtlint.session.kind import Kind
from rtlint.text.source import Source

if TYPE_CHECKING:  # a run that knows what came of all its files needs no rules
    from rtlint.rule.model import Rule
    from rtlint.rule.pack import Pack
    from rtlint.text.nodes import TextFault


class Mistake(click.ClickException):
    """Something the user can mend: one clear line, exit status 2."""

    exit_code = 2


def mistaken(message: object) -> NoReturn:
    """End with the user's mistake."""
    raise Mistake(str(message))


def day(_ctx: click.Context, _option: click.Parameter, value: str | None) -> datetime.date | None:
    """The day that an option names."""
    try:
        return None if value is None else datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value} is no date such as 2026-11-30") from error


_CONFIGURING: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--config",
        "configs",
        multiple=True,
        metavar="FILE|KEY=VALUE",
        help="Use this configuration and look for no other, or set one key, in TOML; repeatable.",
    ),
    click.option("--isolated", is_flag=True, help="Look for no configuration."),
)
_JUDGING: tuple[Callable[[Any], Any], ...] = (
    *_CONFIGURING,
    click.option(
        "--kind",
        type=click.Choice([kind.value for kind in Kind]),
        help="What the documents are; told from their root by default.",
    ),
    click.option(
        "--target",
        type=click.Choice(["openai", "azure"]),
        help="Who serves the API: rules that are not true there keep still; openai by default.",
    ),
    click.option("--as-of", callback=day, metavar="DATE", help="Judge model dates as on this day (YYYY-MM-DD)."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colour what is printed.",
    ),
)


def configuring(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which configuration counts."""
    return reduce(lambda made, option: option(made), reversed(_CONFIGURING), command)


def judging(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options by which documents are judged, and what it says of them is coloured."""
    return reduce(lambda made, option: option(made), reversed(_JUDGING), command)


def caching(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option that says where the cache is."""
    return click.option(
        "--cache-dir",
        type=click.Path(file_okay=True),
        envvar="RTLINT_CACHE_DIR",
        show_envvar=True,
        metavar="DIR",
        help="Where to keep what came of files; a folder of your user's by default.",
    )(command)


def load_pack() -> "Pack":
    """The built-in rules."""
    from rtlint.rule.pack import built_in

    with mistakes():
        return built_in()


@contextmanager
def mistakes() -> Iterator[None]:
    """Around what reads configurations and packs: what is wrong in them is the user's mistake."""
    try:
        yield
    except _users() as error:  # looked up when something is wrong
        mistaken(error)


def _users() -> tuple[type[Exception], ...]:
    from rtlint.rule.model import PackError

    return ConfigError, PackError


def rule_called(name: str, rules: "list[Rule]") -> "Rule":
    """The rule of a code or name; a name that no rule has is the user's mistake."""
    rule = next((rule for rule in rules if name in (rule.code, rule.name)), None)
    if rule is not None:
        return rule
    from rtlint.text.nearest import suggest

    known = [known for rule in rules for known in (rule.code, rule.name)]
    mistaken(f"no rule is called {name}; {suggest(name, known, otherwise='rtlint rules lists them')}")


def configured(configs: tuple[str, ...], settings: dict[str, Any], *, isolated: bool) -> Finder:
    """What finds configurations: none above what the call says, none beside the file that it names."""
    given = {key: value for key, value in settings.items() if value}
    if not configs and not given:
        return Finder(isolated=isolated)
    from rtlint.config.call import finder

    return finder(configs, given, isolated=isolated)


def standard_bytes() -> bytes:
    """What comes from standard input."""
    if sys.stdin is None:
        mistaken("standard input is closed")
    return sys.stdin.buffer.read()


def standard_input(name: str) -> "tuple[Source, TextFault | None]":
    """What comes from standard input, under a name, and why it could not be read whole."""
    return inputs.decode(name, standard_bytes())


def own_packs() -> tuple[str, ...]:
    """The folders of the packs that the configuration of the current folder names."""
    with mistakes():
        config = Finder().of("")
        return config.packs if config else ()


def load_packs() -> "Pack":
    """The built-in rules and those of the current folder's configuration."""
    folders = own_packs()
    if not folders:
        return load_pack()
    from rtlint.rule.own import brought

    with mistakes():
        return brought(load_pack(), folders)


def write(text: str, form: str = "text", *, aside: bool = False) -> None:
    """Text to standard output, or `aside`, to standard error, in UTF-8 whatever the terminal's locale says.

    `form` is the format it is in: in GitHub Actions none but `github` may hold what the runner takes for a command.
    """
    write_bytes(harmless(text, form).encode("utf-8", "backslashreplace"), aside=aside)


def write_bytes(data: bytes, *, aside: bool = False) -> None:
    """Bytes as they are to standard output, or `aside`, to standard error."""
    stream = sys.stderr if aside else sys.stdout
    stream.flush()
    stream.buffer.write(data)
    stream.buffer.flush()


def write_to(file: str, text: str, form: str = "text", *, aside: bool = False) -> None:
    """Text to a file, in UTF-8; for no name as `write` does."""
    if not file:
        write(text, form, aside=aside)
        return
    try:
        with open(file, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
            target.write(text)
    except OSError as error:
        mistaken(f"{file} cannot be written: {(error.strerror or str(error)).lower()}")


def tell(text: str) -> None:
    """A line to standard error."""
    click.echo(defused(text), err=True)
