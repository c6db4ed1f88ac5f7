"""`assert_session`: when it raises, and every word of what it says."""

import datetime
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from rtlint.api.session import RealtimeSession
from rtlint.testing import assert_session

ROOT = Path(__file__).resolve().parent.parent
SOUND = {"type": "realtime", "audio": {"output": {"voice": "marin"}}}
FAST = {"type": "realtime", "audio": {"output": {"speed": 2.0}}}
WARNED = {"type": "realtime", "tool_choice": "required"}
OLD = {"type": "realtime", "model": "gpt-4o-realtime-preview"}
BEFORE = datetime.date(2026, 1, 1)

FAST_TOLD = """\
rtlint finds 1 error

error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5
 --> audio.output.speed
  |
4 |     "output": {
5 |       "speed": 2.0
  |                ^^^
  |
  = help: 1.0 is the natural speed
  = see: https://rtlint.github.io/rtlint/rules/speed-range/"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without a configuration."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(session: Any, **options: Any) -> str:
    with pytest.raises(AssertionError) as raised:
        assert_session(session, **options)
    return str(raised.value)


def test_a_sound_session_is_nothing_to_speak_of(home: Path) -> None:
    (home / "a.yaml").write_text("session: {type: realtime}\n")
    for session in (SOUND, {"session": SOUND}, RealtimeSession(), "{type: realtime}", "a.yaml", home / "a.yaml"):
        assert_session(session, fail_on="info")


def test_what_is_wrong_with_a_dict_has_a_dotted_path_and_its_line() -> None:
    assert said(FAST) == FAST_TOLD


def test_a_file_has_its_own_lines(home: Path) -> None:
    (home / "a.yaml").write_text("type: realtime\naudio: {output: {speed: 2.0}}\n")
    assert said("a.yaml") == (
        "rtlint finds 1 error\n\n"
        "error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        " --> a.yaml:2:25\n  |\n"
        "1 | type: realtime\n"
        "2 | audio: {output: {speed: 2.0}}\n"
        "  |                         ^^^\n  |\n"
        "  = help: 1.0 is the natural speed\n"
        "  = see: https://rtlint.github.io/rtlint/rules/speed-range/"
    )
    assert said("gone.yaml").startswith("rtlint finds 1 error\n\nerror[RT001] yaml-syntax: the file cannot be read")


def test_severities_days_and_servers_are_chosen() -> None:
    assert_session(WARNED)
    assert said(WARNED, fail_on="warning").startswith("rtlint finds 1 warning\n\nwarning[RT331] ")
    assert said({**FAST, **WARNED}).startswith("rtlint finds 1 error, 1 warning\n\n")
    assert_session(OLD, as_of=BEFORE)
    assert said(OLD, as_of="2026-11-22").startswith("rtlint finds 1 error\n\nerror[RT503] ")
    assert_session({"type": "realtime", "model": "desk"}, target="azure", fail_on="warning")
    with pytest.raises(ValueError, match=r"^fail_on is 'never'; it takes error, warning, info$"):
        assert_session(SOUND, fail_on="never")  # type: ignore[arg-type]


def test_the_configuration_of_the_folder_counts(home: Path) -> None:
    (home / "rtlint.toml").write_text('ignore = ["speed-range"]\n')
    assert_session(FAST)


def test_no_secret_is_told() -> None:
    key = "sk-proj-" + "a1B2" * 12
    told = said({"type": "realtime", "instructions": f"use {key}"})
    assert "RT601" in told
    assert key[:20] not in told


TEST = """\
from rtlint.testing import assert_session

SESSION = {"type": "realtime", "audio": {"output": {"speed": 2.0}}}


def test_one():
    assert_session(SESSION)
"""


def test_pytest_shows_the_line_of_the_test_and_nothing_of_rtlint(home: Path) -> None:
    (home / "test_one.py").write_text(TEST)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    env = {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-rN", "-W", "error", "-p", "no:cacheprovider", "--color=no"]
    done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, check=False)
    told = "".join(f"E       {line}".rstrip() + "\n" for line in f"AssertionError: {FAST_TOLD}".split("\n"))
    shown = "\n".join(line.rstrip() for line in done.stdout.split("\n"))
    assert (
        f"\n    def test_one():\n>       assert_session(SESSION)\n{told}\ntest_one.py:7: AssertionError\n1 failed"
        in shown
    )
    assert (done.returncode, done.stderr) == (1, "")
