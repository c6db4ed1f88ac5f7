"""The programs that apply diffs: git, which the tests need anyhow, and GNU patch, which not every machine has."""

import subprocess
from pathlib import Path

import pytest

COMMANDS = {
    "git": ["git", "-c", "core.autocrlf=false", "apply", "-p0", "--whitespace=nowarn"],
    "patch": ["patch", "-p0", "-s"],
}
TOOLS = ["git", pytest.param("patch", marks=pytest.mark.external)]


def apply_diff(tool: str, folder: Path, diff: bytes) -> None:
    """Apply a diff in a folder; neither program has anything to say then."""
    done = subprocess.run(COMMANDS[tool], cwd=folder, input=diff, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
