"""One item of a list by itself: what is cut there asks for nothing outside, and a large file is not read for it."""

from rtlint.edit import Stuck, lines
from rtlint.edit.place import Entry, entry_at, own_lines
from rtlint.text.compose import compose
from rtlint.text.source import Source, Span
from rtlint.text.spot import Path, Spot
from rtlint.text.tree import Place, Tree
from rtlint.text.yamltext import CollectionNode, Composed, Node, SequenceNode


class Window(Tree):
    """The item at the path `scope` of a document, as a tree of its own text; its paths start at the document's root.

    How the document is written is seen in `wide`, the whole.
    """

    def __init__(self, wide: Tree, scope: Path, source: Source, composed: Composed) -> None:
        root = composed.roots[0]
        in_block = isinstance(root, SequenceNode) and not root.flow_style
        super().__init__(source, 0, composed, root.value[0] if in_block else root)
        self._wide = wide
        self.scope = scope

    def is_top(self, node: Node) -> bool:  # noqa: ARG002  # a list is around everything here
        """Never: the document starts elsewhere."""
        return False

    def node(self, path: Path) -> Node | None:
        """The node at a path; None for all that is outside."""
        depth = len(self.scope)
        return super().node(path[depth:]) if path[:depth] == self.scope else None

    def place(self, spot: Spot) -> Place:
        """Where a spot inside stands in the text of the item."""
        return super().place(Spot(spot.path[len(self.scope) :], spot.part))

    def reread(self, source: Source, composed: Composed) -> Tree:
        """The same item in another text."""
        return Window(self.wide, self.scope, source, composed)


def window(tree: Tree, scope: Path) -> tuple[Window, int] | None:
    """The item of a list with the offset that its text has in the document's; None where it does not stand by itself.

    An anchor or an alias in it may belong to what is outside.
    """
    try:
        entry = entry_at(tree, scope)
    except Stuck:
        return None
    text = tree.source.text
    span = _flow_span(text, entry.start, entry.end) if entry.flow else _block_span(tree, entry)
    written = text[span.start : span.end] if span else "&"
    if "&" in written or "*" in written or span is None:
        return None
    source = Source(tree.source.path, written)
    composed = compose(source)
    root = composed.roots[0] if len(composed.roots) == 1 else None
    if composed.fault or not isinstance(root, CollectionNode):
        return None
    return Window(tree, scope, source, composed), span.start


def _block_span(tree: Tree, entry: Entry) -> Span | None:
    own = own_lines(tree, entry)
    return Span(lines.start_of(tree.source.text, entry.start), own.end) if own else None


def _flow_span(text: str, start: int, end: int) -> Span | None:
    first = lines.start_of(text, start)
    if not text[first:start].strip():
        return Span(first, end)
    return Span(start, end) if lines.end_of(text, start) >= end else None
