"""`rtlint server`: what it says of calls that cannot be."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Done, environment


def run(folder: Path, *arguments: str, path: Path | None = None, script: str = "") -> Done:
    command = [sys.executable, *(["-c", script] if script else ["-m", "rtlint"]), "server", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment(*([path] if path else [])), input=b"", capture_output=True, check=False
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_without_pygls_it_says_how_to_get_it(tmp_path: Path) -> None:
    missing = "import sys; sys.modules['pygls'] = None\nfrom rtlint.cli.main import run; sys.exit(run(['server']))"
    words = "Error: the language server needs pygls: pip install 'rtlint[server]'\n"
    assert run(tmp_path, script=missing) == Done(2, "", words)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--config", "gone.toml"], "--config names gone.toml, which is neither a file nor KEY=VALUE"),
        (["--config", "ignroe=[]"], "--config:1:1: unknown key ignroe; did you mean ignore?"),
        (["--isolated", "--config", "a.toml"], "--config names a.toml beside --isolated"),
    ],
)
def test_a_configuration_that_cannot_be_used_is_one_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("")
    assert run(tmp_path, *arguments) == Done(2, "", f"Error: {words}\n")


def test_a_client_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    assert run(tmp_path, "--stdio", "--isolated") == Done(1, "", "")


@pytest.mark.parametrize("closed", ["<&-", ">&-"])
def test_without_a_line_there_is_nobody_to_serve(closed: str, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m rtlint server {closed}'
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    words = "Error: standard input or output is closed, and the server speaks over both\n"
    assert (done.returncode, done.stderr.decode()) == (2, words)


def test_without_standard_error_it_serves_all_the_same(tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m rtlint server 2>&- <{os.devnull}'
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
