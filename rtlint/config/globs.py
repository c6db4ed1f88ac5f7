"""Globs with the meaning of a .gitignore: the only door to pathspec."""

import os
from collections.abc import Iterable
from typing import Any


class Globs:
    """Lines of a .gitignore in a folder."""

    def __init__(self, folder: str, lines: Iterable[str]) -> None:
        from pathspec import GitIgnoreSpec  # only where there are any

        self._folder = os.path.abspath(folder)
        self._spec: Any = GitIgnoreSpec.from_lines(lines)

    def verdict(self, path: str) -> bool | None:
        """Whether the lines take a path or release it; None where they say nothing. A folder ends in a slash."""
        whole = os.path.abspath(path) + ("/" if path.endswith("/") else "")
        root = os.path.join(self._folder, "")
        if not whole.startswith(root) or whole == root:
            return None
        name = whole[len(root) :]
        if name.endswith("/"):
            return self._last_word(name)
        taken: bool | None = self._spec.check_file(name).include
        return taken

    def _last_word(self, folder: str) -> bool | None:
        """The last pattern decides on a folder, while pathspec would let `*` win over a later `!*/`."""
        patterns = (pattern for pattern in reversed(self._spec.patterns) if pattern.include is not None)
        return next((bool(pattern.include) for pattern in patterns if pattern.match_file(folder)), None)
