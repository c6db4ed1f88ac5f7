"""The documents of a source in the language that its name tells."""

from rtlint.text.nodes import Composed, Late
from rtlint.text.plain import read
from rtlint.text.source import Source


def compose(source: Source) -> Composed:
    """The documents of a source: strictly JSON for a name that ends in .json, YAML otherwise."""
    if not source.path.lower().endswith(".json"):
        found = read(source.text)
        return Late(*found, lambda: _nodes(source.text)) if found else _nodes(source.text)
    from rtlint.text import jsontext  # most runs see no JSON file

    return jsontext.compose(source.text)


def _nodes(text: str) -> Composed:
    from rtlint.text import yamltext  # a run that reports nothing can do without PyYAML

    return yamltext.compose(text)
