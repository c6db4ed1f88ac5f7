"""Rule files and tables as YAML, with the place of every mistake in them."""

import os
import re
from typing import Any

import msgspec

from rtlint.rule.model import PackError, Page, Rule
from rtlint.rule.tables import Row
from rtlint.session import shape
from rtlint.text import yamltext
from rtlint.text.nearest import suggest
from rtlint.text.scalar import Timestamp
from rtlint.text.source import Source, Span
from rtlint.text.spot import Spot, dotted
from rtlint.text.tree import Placeholder, Tree, is_merge, key_of, tag_of
from rtlint.text.walk import mappings


def read_rule(path: str) -> tuple[Rule, Page]:
    """A rule and its page. PackError, with file and place, when the file is not a rule."""
    trees = _trees(path)
    if len(trees) != 2:
        raise PackError(f"{path}:1:1: a rule file has two YAML documents, the rule and its page; this has {len(trees)}")
    rule = _typed(trees[0], Rule)
    if not rule.family:
        rule = msgspec.structs.replace(rule, family=os.path.basename(os.path.dirname(os.path.abspath(path))))
    return rule, _typed(trees[1], Page)


def read_table(path: str) -> dict[str, Row]:
    """A table of facts. PackError, with file and place, when the file is none."""
    trees = _trees(path)
    if len(trees) != 1:
        raise PackError(f"{path}:1:1: a table is one YAML document; this has {len(trees)}")
    table: dict[str, Row] = _typed(trees[0], dict[str, dict[str, Any]])
    return table


def _trees(path: str) -> list[Tree]:
    source = _source(path)
    composed = yamltext.compose(source.text)
    trees = [Tree(source, index, composed) for index in range(len(composed.roots))]
    faults = [composed.fault] if composed.fault else [fault for tree in trees for fault in tree.faults]
    for fault in faults:
        raise _error(source, fault.span, fault.message)
    for tree in trees:
        for node in tree.tagged:
            raise _error(source, tree.node_span(node), f"the tag {tag_of(node)} has no meaning in JSON")
        _no_duplicates(tree)
    return trees


def _source(path: str) -> Source:
    try:
        with open(path, "rb") as file:
            data = file.read()
        return Source(path, data.decode())
    except OSError as error:
        raise PackError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        before = Source(path, data[: error.start].decode())
        raise _error(before, Span(len(before.text), len(before.text)), "the file is not UTF-8") from error


def _no_duplicates(tree: Tree) -> None:
    for _path, mapping in mappings(None if tree.plain else tree):
        seen: list[object] = []
        for key, _ in mapping.value:
            if key_of(key) in seen and not is_merge(key):
                raise _error(tree.source, tree.node_span(key), f"{key.value} stands twice")
            seen.append(key_of(key))


def _typed(tree: Tree, type_: Any) -> Any:
    value = _known(tree.value)
    for fault in shape.faults(value, type_):
        raise _error(tree.source, tree.place(fault.spot).span, _words(fault))
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        # What the walk leaves to it: a text that is no date, a key that is no text.
        message, _, where = str(error).partition(" - at ")
        spot = Spot(tuple(int(index) if index else key for key, index in re.findall(r"\.(\w+)|\[(\d+)\]", where)))
        raise _error(tree.source, tree.place(spot).span, f"{message[0].lower()}{message[1:]}") from error


def _known(value: object) -> object:
    """The value with placeholders and dates as the texts that they are: a rule file is not filled in later."""
    if isinstance(value, dict):
        return {key: _known(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_known(item) for item in value]
    return str(value) if isinstance(value, (Placeholder, Timestamp)) else value


def _words(fault: shape.Fault) -> str:
    name = dotted(fault.spot.path) or "the document"
    if fault.kind == shape.UNKNOWN:
        known = [str(key) for key in fault.choices]
        hint = suggest(str(fault.spot.path[-1]), known, otherwise="expected " + ", ".join(known))
        return f"unknown key {name}; {hint}"
    if fault.kind == shape.MISSING:
        return f"{name} is missing"
    return f"{name} takes " + " or ".join(str(value) for value in fault.choices or fault.types)


def _error(source: Source, span: Span, message: str) -> PackError:
    location = source.locate(span.start)
    return PackError(f"{source.path}:{location.row}:{location.column}: {message}")
