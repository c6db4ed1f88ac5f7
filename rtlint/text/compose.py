"""The nodes of a source in the language that its name tells."""

from rtlint.text import yamltext
from rtlint.text.source import Source
from rtlint.text.yamltext import Composed


def compose(source: Source) -> Composed:
    """The documents of a source: strictly JSON for a name that ends in .json, YAML otherwise."""
    if not source.path.lower().endswith(".json"):
        return yamltext.compose(source.text)
    from rtlint.text import jsontext  # most runs see no JSON file

    return jsontext.compose(source.text)
