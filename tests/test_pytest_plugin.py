"""`pytest --rtlint` as its users run it: a pytest of its own in a folder of its own, and what it writes."""

import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import pip

ROOT = Path(__file__).resolve().parent.parent
GOOD = "session: {type: realtime}\n"
FAST = "session: {type: realtime, audio: {output: {speed: 2.0}}}\n"
WARNED = "session: {type: realtime, tool_choice: required}\n"
FIXED = ("-p", "no:cacheprovider", "-W", "error", "-q", "-rN", "--color=no")
BUG = "import rtlint.pytest_items as one\n\none.render = None\n"
WRONG = 'a/rtlint.toml:1:11: fail-on is 1; it takes "error", "info" or "warning"'
TEST = "def test_one():\n    pass\n"

FAST_TOLD = """\
error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5
 --> PATH:1:51
  |
1 | session: {type: realtime, audio: {output: {speed: 2.0}}}
  |                                                   ^^^
  |
  = help: 1.0 is the natural speed
  = see: https://rtlint.github.io/rtlint/rules/speed-range/
"""
WARNED_TOLD = """\
warning[RT331] tool-choice-required-without-tools: tool_choice is required, and the session has no tools
 --> PATH:1:40
  |
1 | session: {type: realtime, tool_choice: required}
  |                                        ^^^^^^^^
  |
  = help: declare the tools, or write tool_choice: auto
  = see: https://rtlint.github.io/rtlint/rules/tool-choice-required-without-tools/
"""
GONE_TOLD = """\
error[RT001] yaml-syntax: the file cannot be read: no such file or directory
 --> a.yaml:1:1
  |
1 |
  | ^
  |
  = help: mend the place; nothing else in this document can be checked before
  = see: https://rtlint.github.io/rtlint/rules/yaml-syntax/
"""


class Done(NamedTuple):
    """How pytest ended, and what it wrote, without how long it took and how far it was."""

    status: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """No plugin but those that a call names, and rtlint from this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return {**kept, **ours, **more}


def run(folder: Path, *arguments: str) -> Done:
    """pytest with the plugin, in a folder, warnings being errors."""
    command = [sys.executable, "-m", "pytest", "-p", "rtlint.pytest_plugin", *FIXED, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    return Done(done.returncode, re.sub(r" in [\d.]+s| +\[ *\d+%\]", "", done.stdout), done.stderr)


def collected(folder: Path, *arguments: str) -> list[str]:
    """The addresses of what pytest would run."""
    done = run(folder, "--collect-only", *arguments)
    assert done.err == ""
    return [line for line in done.out.splitlines() if "::" in line]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with tests of its own in a folder, and sessions in others."""
    write(tmp_path, {"pytest.ini": "[pytest]\ntestpaths = tests\n", "tests/test_one.py": TEST})
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_the_files_are_those_of_a_walk_of_check(folder: Path) -> None:
    write(
        folder,
        {
            ".gitignore": "/out/\n",
            "rtlint.toml": 'exclude = ["drafts/"]\n',
            "agents/b.yaml": GOOD,
            "agents/a[1].json": '{"session": {"type": "realtime"}}',
            "agents/compose.yaml": "services: {web: {image: a}}\n",
            "agents/empty.realtime.yaml": "",
            ".github/agent.yaml": GOOD,
            "build/c.yml": GOOD,
            "out/a.yaml": GOOD,
            "drafts/a.yaml": GOOD,
            "node_modules/a.yaml": GOOD,
            "tests/a.realtime.yaml": GOOD,
        },
    )
    walked = subprocess.run(
        [sys.executable, "-m", "rtlint", "check", "--show-files"],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert walked.stdout.splitlines() == [
        ".github/agent.yaml",
        "agents/a[1].json",
        "agents/b.yaml",
        "agents/empty.realtime.yaml",
        "build/c.yml",
        "tests/a.realtime.yaml",
    ]
    ours = [f"{name}::rtlint" for name in walked.stdout.splitlines()]
    assert collected(folder, "--rtlint") == ["tests/test_one.py::test_one", *ours]


def test_nothing_is_collected_unasked(folder: Path) -> None:
    write(folder, {"a.realtime.yaml": FAST, "rtlint.toml": "selct = []\n"})
    assert run(folder) == Done(0, ".\n1 passed\n", "")


def test_paths_narrow_what_is_collected(folder: Path) -> None:
    write(folder, {"a/a.yaml": GOOD, "b/b.yaml": GOOD, "b/c.yaml": GOOD})
    assert collected(folder, "--rtlint", "b") == ["b/b.yaml::rtlint", "b/c.yaml::rtlint"]
    assert collected(folder, "--rtlint", "b/c.yaml") == ["b/c.yaml::rtlint"]
    assert collected(folder, "--rtlint", "b/c.yaml::rtlint", "a") == ["b/c.yaml::rtlint", "a/a.yaml::rtlint"]
    assert collected(folder, "--rtlint", "b", "b/c.yaml") == ["b/c.yaml::rtlint", "b/b.yaml::rtlint"]
    assert collected(folder, "--rtlint", "tests/test_one.py::test_one") == ["tests/test_one.py::test_one"]
    assert collected(folder / "b", "--rtlint") == ["b/b.yaml::rtlint", "b/c.yaml::rtlint"]


def test_names_and_marks_choose(folder: Path) -> None:
    write(folder, {"agents/desk.yaml": GOOD, "agents/phone.yaml": GOOD})
    assert collected(folder, "--rtlint", "-k", "phone") == ["agents/phone.yaml::rtlint"]
    assert collected(folder, "--rtlint", "-m", "rtlint", "--strict-markers") == [
        "agents/desk.yaml::rtlint",
        "agents/phone.yaml::rtlint",
    ]
    assert collected(folder, "--rtlint", "-m", "not rtlint") == ["tests/test_one.py::test_one"]


def test_a_file_fails_with_what_check_shows(folder: Path) -> None:
    write(folder, {"agents/a.yaml": FAST, "agents/b.yaml": GOOD})
    assert run(folder, "--rtlint") == Done(
        1,
        f".F.\n{' FAILURES ':=^80}\n"
        f"{' agents/a.yaml ':_^80}\n" + FAST_TOLD.replace("PATH", "agents/a.yaml") + "1 failed, 2 passed\n",
        "",
    )


def test_the_first_failure_may_end_the_run(folder: Path) -> None:
    write(folder, {"a.yaml": FAST, "b.yaml": FAST})
    done = run(folder, "--rtlint", "-x", "--tb=no")
    assert done == Done(
        1,
        f".F\n{' stopping after 1 failures ':!^80}\n1 failed, 1 passed\n",
        "",
    )


def test_what_does_not_fail_is_shown_all_the_same(folder: Path) -> None:
    write(folder, {"a.yaml": WARNED, "b.yaml": WARNED})
    told = "\n".join(WARNED_TOLD.replace("PATH", path) for path in ("a.yaml", "b.yaml"))
    assert run(folder, "--rtlint") == Done(0, f"...\n{' rtlint ':=^80}\n{told}3 passed\n", "")


def test_plugins_that_ask_each_test_for_its_arguments_are_answered(folder: Path) -> None:
    write(folder, {"a.yaml": GOOD, "conftest.py": "def pytest_runtest_call(item):\n    assert not item.funcargs\n"})
    assert run(folder, "--rtlint") == Done(0, "..\n2 passed\n", "")


def test_the_configuration_says_what_fails(folder: Path) -> None:
    write(folder, {"a.yaml": WARNED, "b/b.yaml": WARNED, "b/rtlint.toml": 'fail-on = "warning"\n'})
    told = [WARNED_TOLD.replace("PATH", path) for path in ("a.yaml", "b/b.yaml")]
    assert run(folder, "--rtlint") == Done(
        1,
        f"..F\n{' FAILURES ':=^80}\n{' b/b.yaml ':_^80}\n{told[1]}{' rtlint ':=^80}\n{told[0]}1 failed, 2 passed\n",
        "",
    )


def test_a_baseline_hides_what_it_knows(folder: Path) -> None:
    write(folder, {"a.yaml": FAST, "rtlint.toml": 'baseline = ".rtlint-baseline.json"\n'})
    entries = {"version": 1, "files": {"a.yaml": {"RT205 session.audio.output.speed": 1}}}
    write(folder, {".rtlint-baseline.json": json.dumps(entries)})
    assert run(folder, "--rtlint") == Done(0, "..\n2 passed\n", "")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"rtlint.toml": "selct = []\n"}, "rtlint.toml:1:1: unknown key selct; did you mean select?"),
        ({"a/a.yaml": GOOD, "a/rtlint.toml": "fail-on = 1\n"}, WRONG),
        (
            {"a.yaml": GOOD, "rtlint.toml": 'baseline = "known.json"\n'},
            "rtlint.toml:1:12: there is no file known.json; rtlint baseline write makes it",
        ),
    ],
    ids=["without a file", "of a folder", "baseline"],
)
def test_a_configuration_that_cannot_be_used_is_one_line(folder: Path, files: dict[str, str], words: str) -> None:
    write(folder, files)
    assert run(folder, "--rtlint") == Done(4, "", f"ERROR: {words}\n\n")


def test_tests_may_leave_the_folder_and_take_files_along(folder: Path) -> None:
    leaving = "import os\n\ndef test_one():\n    os.remove('a.yaml')\n    os.chdir('/')\n"
    write(folder, {"tests/test_one.py": leaving, "a.yaml": GOOD, "b.yaml": FAST})
    assert run(folder, "--rtlint") == Done(
        1,
        f".FF\n{' FAILURES ':=^80}\n{' a.yaml ':_^80}\n{GONE_TOLD}{' b.yaml ':_^80}\n"
        + FAST_TOLD.replace("PATH", "b.yaml")
        + "2 failed, 1 passed\n",
        "",
    )


def test_no_secret_is_shown(folder: Path) -> None:
    key = "sk-proj-" + "a1B2" * 12
    write(folder, {"a.yaml": f"session:\n  type: realtime\n  instructions: {key}\n"})
    done = run(folder, "--rtlint", "-vv", "--showlocals")
    assert done.status == 1
    assert "RT601" in done.out
    assert key[:20] not in done.out + done.err


def test_a_bug_shows_where_it_is(folder: Path) -> None:
    write(folder, {"a.yaml": GOOD, "conftest.py": BUG})
    done = run(folder, "--rtlint", "--tb=short")
    assert (done.status, done.err) == (1, "")
    assert "rtlint/pytest_items.py" in done.out
    assert "TypeError: 'NoneType' object is not callable" in done.out


def test_the_plugin_by_itself_is_light() -> None:
    script = (
        "import sys, pytest\n"
        "before = {*sys.modules}\n"
        "import rtlint.pytest_plugin\n"
        "print(*sorted({*sys.modules} - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["rtlint", "rtlint.pytest_plugin"]


def test_pytest_loads_it_by_itself_and_several_processes_share_the_files(
    folder: Path, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """As users have it: the wheel in an environment with an older pytest, and then with a newer one."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=True)
    write(folder, {"a.yaml": FAST, "b.yaml": GOOD, "c/c.yaml": WARNED})
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    for version in ("pytest>=8.2,<8.3", "pytest>=9"):
        pip(home / "bin" / "python", "install", str(wheel), version, "pytest-xdist")
        for hands in ([], ["-n", "2"]):
            command = [str(home / "bin" / "pytest"), "--rtlint", *FIXED, *hands]
            done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (1, "")
            assert FAST_TOLD.replace("PATH", "a.yaml") in done.stdout
            assert f"{' rtlint ':=^80}\n{WARNED_TOLD.replace('PATH', 'c/c.yaml')}" in done.stdout
            assert re.search(r"^1 failed, 3 passed in [\d.]+s$", done.stdout, re.MULTILINE)
