"""Sessions inside larger files: what a configuration knows of them, and who lints them needs to."""

from typing import NamedTuple

from rtlint.session.kind import Kind
from rtlint.text.part import At


class Inside(NamedTuple):
    """Places of a file where documents stand, and their kind where it is known without a look at them."""

    at: At
    kind: Kind | None = None
