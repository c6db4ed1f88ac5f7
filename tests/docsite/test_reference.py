"""References that are made: of commands from click, of structs from their docstrings."""

import enum
from typing import Any, Literal

import click
import pytest
from msgspec import Struct, UnsetType

from rtlint.cli.main import rtlint
from scripts.docsite import commands, structs


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def tool() -> None:
    """Do *things*."""


@tool.command("make")
@click.argument("paths", nargs=-1)
@click.option("--size", type=int, default=3, show_default=True, metavar="N", help="How big | how small.")
def make(paths: tuple[str, ...], size: int) -> None:
    """Make a thing.

    And {keep} it.
    """


@tool.command("hidden", hidden=True)
def hidden() -> None:
    """Never shown."""


COMMANDS = """\
# Commands

Made from the commands themselves: `rtlint COMMAND --help` says the same.

## tool

```text
tool [OPTIONS] COMMAND [ARGS]...
```

Do \\*things\\*.

`-h, --help`
:   Show this message and exit.

## tool make

```text
tool make [OPTIONS] [PATHS]...
```

Make a thing.

And \\{keep\\} it.

`--size N`
:   How big \\| how small.  \\[default: 3\\]

`-h, --help`
:   Show this message and exit.
"""


def test_every_command_has_a_section() -> None:
    assert commands.reference(tool, "tool") == COMMANDS


def test_our_own_commands_are_told() -> None:
    text = commands.reference(rtlint, "rtlint")
    names = rtlint.list_commands(click.Context(rtlint))
    assert [name for name in names if f"\n## rtlint {name}\n" not in text] == []


class Level(enum.Enum):
    """How much."""

    LOW = "low"
    HIGH = "high"


class Inner(Struct, rename="kebab"):
    """Something inside."""

    max_size: int = 3
    """Most of it, in metres. Default `3`."""


class Outer(Struct, rename="kebab"):
    """A file of settings,
    in two lines."""

    rule_packs: list[str] = []
    """Folders of rules."""

    level: Level | None = None
    """How much."""

    inner: dict[str, Inner] = {}


STRUCT = """\
# Settings

A file of settings, in two lines.

### `rule-packs`

*list of text*

Folders of rules.

### `level`

*`low` or `high`*

How much.

### `inner`

*table of [Inner](#inner)*

## Inner

Something inside.

### `max-size`

*integer*

Most of it, in metres. Default `3`.
"""


def test_a_struct_is_told_with_all_that_it_holds() -> None:
    assert structs.reference(Outer, "Settings") == STRUCT


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        (str | None, "text"),
        (str | UnsetType, "text"),
        (Level | Literal["off"], "`low`, `high` or `off`"),
        (float | bool, "number, true or false"),
        (Any, "anything"),
        (tuple[str, ...], "list of text"),
        (dict[str, list[int]], "table of list of integer"),
    ],
)
def test_types_are_told_in_plain_words(hint: Any, said: str) -> None:
    assert structs.words(hint) == said
