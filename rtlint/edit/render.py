"""New values as text in the style of what is around them: ruamel.yaml writes blocks, JSON and braces are made here."""

import re
from collections.abc import Iterable
from io import StringIO
from typing import Any

import msgspec

from rtlint.edit import Stuck
from rtlint.edit.style import Style
from rtlint.text import scalar

_PLAIN = re.compile(r"[A-Za-z0-9_./~][\w./@+*~-]*(?: [\w./@+*~-]+)*")
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w.-]*")


def scalar_text(value: object, *, quoted: bool = False) -> str:
    """A value that is no collection as YAML reads it back; texts in double quotes where they need them or are wanted.

    Stuck for what is no value of JSON, such as a date.
    """
    if isinstance(value, str):
        plain = not quoted and _PLAIN.fullmatch(value) and scalar.read(value) == (value, True)
        return str(value) if plain else msgspec.json.encode(str(value)).decode()
    if value is None or isinstance(value, (bool, int)):
        return msgspec.json.encode(value).decode()
    if isinstance(value, float) and value - value == 0:
        return repr(value)
    raise Stuck("JSON has no such value")


def key_text(key: str, *, quoted: bool = False) -> str:
    """A key as YAML reads it back."""
    plain = not quoted and _PLAIN_KEY.fullmatch(key) and scalar.read(key) == (key, True)
    return str(key) if plain else msgspec.json.encode(str(key)).decode()


def braces(value: object, *, quoted: bool, comma: str = ", ", colon: str = ": ") -> str:
    """A value in one line."""
    if isinstance(value, dict):
        pairs = (
            f"{key_text(_name(key), quoted=quoted)}{colon}{braces(item, quoted=quoted, comma=comma, colon=colon)}"
            for key, item in value.items()
        )
        return "{" + comma.join(pairs) + "}"
    if isinstance(value, list):
        return "[" + comma.join(braces(item, quoted=quoted, comma=comma, colon=colon) for item in value) + "]"
    return scalar_text(value, quoted=quoted)


def spread(value: object, step: int, line_end: str) -> str:
    """A value as JSON with a line for each entry; lines after the first start at column 0."""
    if not isinstance(value, (dict, list)) or not value:
        return braces(value, quoted=True)
    if isinstance(value, dict):
        items = [f"{key_text(_name(key), quoted=True)}: {spread(item, step, line_end)}" for key, item in value.items()]
    else:
        items = [spread(item, step, line_end) for item in value]
    inner = f",{line_end}".join(items).replace(line_end, line_end + " " * step)
    left, right = "{}" if isinstance(value, dict) else "[]"
    return f"{left}{line_end}{' ' * step}{inner}{line_end}{right}"


def block(value: object, style: Style, *, dash: int | None = None) -> str:
    """A mapping or list as a block, its lines from column 0 on, without a line end after the last."""
    from ruamel.yaml import YAML  # most fixes need none of it

    yaml = YAML()
    yaml.width = 1_000_000
    yaml.allow_unicode = True
    dash = style.dash if dash is None else dash
    yaml.indent(mapping=style.step, sequence=dash + 2, offset=dash)
    out = StringIO()
    yaml.dump(_marked(value, small_in_braces=style.small_in_braces), out)
    text = out.getvalue().removesuffix("...\n").rstrip("\n")
    return text.replace("\n", style.line_end)


def _marked(value: object, *, small_in_braces: bool) -> Any:
    """The value for ruamel.yaml, with texts in quotes that YAML 1.1 would read as something else."""
    from ruamel.yaml.comments import CommentedMap
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, dict):
        made = CommentedMap({_name(key): _marked(item, small_in_braces=small_in_braces) for key, item in value.items()})
        if small_in_braces and not any(isinstance(item, (dict, list)) for item in value.values()):
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        return [_marked(item, small_in_braces=small_in_braces) for item in value]
    if not isinstance(value, str):
        scalar_text(value)
        return value
    if "\n" in value and not _needs_escapes(value.splitlines()):
        return LiteralScalarString(value)
    return str(value) if scalar_text(value)[:1] != '"' else DoubleQuotedScalarString(value)


def _needs_escapes(lines: Iterable[str]) -> bool:
    return any(not line.isprintable() or line != line.rstrip() for line in lines)


def _name(key: object) -> str:
    if not isinstance(key, str):
        raise Stuck("a key is no text")
    return str(key)
