"""What a field of the API does and what it is when absent, as the structs' own docstrings tell it.

The structs are the one place of these words: `explain`, the JSON Schema and the pages read them from here. A default is
the sentence that starts with `Default`; its value stands in backticks, or bare where it is a number, a boolean or null.
A field that came later than the API itself ends in the first release of the `openai` package for Python that has it:
`Since openai-python 2.36.`
"""

import ast
import inspect
import re
import sys
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

import msgspec
from msgspec import UNSET

from rtlint.text.source import Source
from rtlint.text.tree import Tree
from rtlint.text.yamltext import compose

_DEFAULT = re.compile(r"\bDefault (?:`([^`]+)`|(true|false|null|-?[\d.]*\d))")
_SINCE = re.compile(r"\bSince openai-python (\d+\.\d+)\.")


class Field(msgspec.Struct, frozen=True):
    """A field of a struct: its docstring as one paragraph, and the value that the API takes when it is absent.

    `default` is a plain value of JSON, UNSET where the API documents none. `since` is the release of the `openai`
    package for Python, such as 2.36, in which the field came; empty where nobody has told.
    """

    text: str
    default: Any = UNSET
    since: str = ""


@cache
def fields(struct: type) -> dict[str, Field]:
    """The fields of a struct that have a docstring, by the names that files use, in the order of the source.

    OSError without its source file.
    """
    names = {field.name: field.encode_name for field in msgspec.structs.fields(struct)}
    body = _body(struct)
    return {
        names[declared.target.id]: _field(inspect.cleandoc(str(words.value.value)))
        for declared, words in pairwise(body)
        if isinstance(declared, ast.AnnAssign) and isinstance(declared.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant)
    }


def _body(struct: type) -> list[ast.stmt]:
    """What stands in a struct's source."""
    if struct.__qualname__ in (known := _classes(struct.__module__)):
        return known[struct.__qualname__]
    declared = ast.parse(dedent(inspect.getsource(struct))).body[0]
    assert isinstance(declared, ast.ClassDef)
    return declared.body


@cache
def _classes(module: str) -> dict[str, list[ast.stmt]]:
    """What stands in the classes of a module: read once, where `inspect` would parse the file for each of them."""
    source = inspect.getsource(sys.modules[module])
    return {one.name: one.body for one in ast.parse(source).body if isinstance(one, ast.ClassDef)}


def about(struct: type) -> str:
    """What a struct of `rtlint.api` stands for, in a sentence."""
    return " ".join(inspect.cleandoc(struct.__doc__ or "").split())


def _field(text: str) -> Field:
    match = _DEFAULT.search(text)
    line = " ".join(text.split())
    return Field(line, UNSET if match is None else _value(match[1] or match[2]), since(line))


def since(text: str) -> str:
    """The release that a docstring names as the first with what it tells of; empty where it names none."""
    found = _SINCE.search(text)
    return found[1] if found else ""


def _value(text: str) -> object:
    return Tree(Source("", text), 0, compose(text)).value
