"""Rule files and tables as YAML, with the place of every mistake in them."""

import os
from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint.rule.model import Manifest, PackError, Page, Rule
from rtlint.rule.skeleton import BLANK, blank
from rtlint.rule.tables import Row
from rtlint.rule.typed import typed
from rtlint.text import yamltext
from rtlint.text.nodes import is_merge, tag_of
from rtlint.text.source import Source, Span, Unreadable, read
from rtlint.text.spot import Spot
from rtlint.text.tree import Tree
from rtlint.text.values import key_of
from rtlint.text.walk import mappings, scalars


def read_rule(path: str) -> tuple[Rule, Page]:
    """A rule and its page. PackError, with file and place, when the file is not a rule."""
    trees = _trees(path)
    if len(trees) != 2:
        raise PackError(f"{path}:1:1: a rule file has two YAML documents, the rule and its page; this has {len(trees)}")
    for error in _blanks(trees):
        raise error
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


def read_manifest(path: str) -> Manifest:
    """What a pack says of itself. PackError, with file and place, when the file says something else."""
    trees = _trees(path)
    if len(trees) != 1:
        raise PackError(f"{path}:1:1: a manifest is one YAML document; this has {len(trees)}")
    manifest: Manifest = _typed(trees[0], Manifest)
    return manifest


def blanks(path: str) -> list[str]:
    """What nobody has filled in yet in a rule file made by `rtlint rules new`, each with its place."""
    try:
        return [str(error) for error in _blanks(_trees(path))]
    except PackError:
        return []


def at(path: str, *steps: str | int) -> str:
    """`file:row:column` of a value in the first document of a file that has been read before."""
    tree = _trees(path)[0]
    location = tree.source.locate(tree.place(Spot(steps)).span.start)
    return f"{path}:{location.row}:{location.column}"


def _blanks(trees: list[Tree]) -> Iterator[PackError]:
    for tree in trees if BLANK in trees[0].source.text else ():
        found = [(tree.node_span(node), words) for path, node in scalars(tree) if (words := blank(path, node.value))]
        for span, words in sorted(found):
            yield _error(tree.source, span, words)


def _trees(path: str) -> list[Tree]:
    source = _source(path)
    composed = yamltext.compose(source.text)
    trees = [Tree(source, index, composed) for index in range(composed.count)]
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
        return read(path, path)
    except Unreadable as error:
        raise PackError(str(error)) from error


def _no_duplicates(tree: Tree) -> None:
    for _path, mapping in mappings(None if tree.plain else tree):
        seen: list[object] = []
        for key, _ in mapping.value:
            if key_of(key) in seen and not is_merge(key):
                raise _error(tree.source, tree.node_span(key), f"{key.value} stands twice")
            seen.append(key_of(key))


def _typed(tree: Tree, type_: Any) -> Any:
    def complaint(spot: Spot, words: str) -> PackError:
        return _error(tree.source, tree.place(spot).span, words)

    return typed(tree.value, type_, complaint)


def _error(source: Source, span: Span, message: str) -> PackError:
    location = source.locate(span.start)
    return PackError(f"{source.path}:{location.row}:{location.column}: {message}")
