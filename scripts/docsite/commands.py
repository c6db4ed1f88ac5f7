"""The reference of the command line, made from the commands themselves."""

import inspect
from collections.abc import Iterator

import click

from rtlint.rulebook.markdown import prose

INTRODUCTION = """\
# Commands

Made from the commands themselves: `rtlint COMMAND --help` says the same.
"""


def reference(root: click.Group, name: str) -> str:
    """A section for each command and its options, in the order of `--help`."""
    sections = [INTRODUCTION, *_sections(root, click.Context(root, info_name=name, **root.context_settings))]
    return "\n\n".join(section.strip() for section in sections) + "\n"


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    yield "\n\n".join(_section(command, context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None and not inner.hidden:
                yield from _sections(inner, click.Context(inner, info_name=name, parent=context))


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}"
    yield f"```text\n{' '.join([context.command_path, *command.collect_usage_pieces(context)])}\n```"
    yield prose(inspect.cleandoc(command.help or ""))
    records = (option.get_help_record(context) for option in command.get_params(context))
    yield from (f"`{names}`\n:   {prose(text)}" for names, text in filter(None, records) if text)
