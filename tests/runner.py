"""What GitHub's runner makes of a stream: its rules for workflow commands, as tests read our output back.

After ActionCommand and ActionCommandManager of `actions/runner`: a line that starts with `::` behind any white space,
or else one that holds `##[` anywhere, is a command if its name is one; between `stop-commands` and its token none is.
"""

import re
from typing import NamedTuple

NAMES = {
    "add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher",
    "save-state", "set-env", "set-output", "warning",
}  # fmt: skip
STOP = "stop-commands"
IN_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
IN_PROPERTIES = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
IN_OLD_ONES = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%"))


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def obeyed(stream: str) -> list[Command]:
    """The commands that the runner carries out, in order."""
    done: list[Command] = []
    token = None
    for line in re.split(r"\r\n|\r|\n", stream):
        command = read(line, {*NAMES, STOP, *([token] if token else [])})
        if command is None or (token and command.name.lower() != token):
            continue
        if token:
            token = None
        elif command.name.lower() == STOP:
            token = command.data.lower()
        else:
            done.append(command)
    assert token is None, "commands stay stopped"
    return done


def read(line: str, names: set[str]) -> Command | None:
    """The command of a line, if it has one."""
    return _read(line.lstrip(), "::", "::", ",", names) or _read(line[line.find("##[") :], "##[", "]", ";", names)


def _read(line: str, opening: str, closing: str, comma: str, names: set[str]) -> Command | None:
    end = line.find(closing, len(opening))
    if not line.startswith(opening) or end < 0:
        return None
    name, _, listed = line[len(opening) : end].partition(" ")
    if name.lower() not in names:
        return None
    pairs = (part.partition("=") for part in listed.strip().split(comma) if part)
    new = opening == "::"
    properties = {key: unescaped(value, IN_PROPERTIES if new else IN_OLD_ONES) for key, _, value in pairs}
    return Command(name, properties, unescaped(line[end + len(closing) :], IN_DATA if new else IN_OLD_ONES))


def unescaped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for written, meant in pairs:
        text = text.replace(written, meant)
    return text
