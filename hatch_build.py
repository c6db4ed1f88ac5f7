"""Compiles the rules into the wheel: reading a hundred YAML files at each start would cost more than linting."""

import os
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[misc]  # hatchling ships no types
    """Puts `rtlint/rules/compiled.json` into wheels; an editable install reads the YAML files themselves."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the pack. Raises PackError, and so fails the build, when a rule file is broken or all are gone."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from rtlint.rule.pack import COMPILED, compiled

        folder = os.path.join(self.root, "rules")
        self._made = os.path.join(tempfile.mkdtemp(), COMPILED)
        with open(self._made, "wb") as file:
            file.write(compiled(folder))
        build_data["force_include"][self._made] = f"rtlint/rules/{COMPILED}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        """Remove what `initialize` made."""
        if version != "editable":
            os.remove(self._made)
            os.rmdir(os.path.dirname(self._made))
