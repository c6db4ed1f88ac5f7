"""Neovim itself, with the client that it brings along: opened, typed into, fixed on save, closed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SCRIPT = Path(__file__).with_name("neovim") / "session.lua"
PAGES = "https://rtlint.github.io/rtlint/rules"
SHOWN = "RTLINT_NEOVIM_TRANSCRIPT"
"""The variable that names a file to which is added what happened, for somebody who wants to see it."""

TEXT = """\
session:
  type: realtime
  model: gpt-realtime-2.1
  tracing: {workflow_name: "Desk 📞", group_id: 7}
  audio:
    input:
      format: {type: audio/pcmu, rate: 8000}
      transcription: {model: gpt-transcribe, languages: [da, no, en]}
    output:
      format: {type: audio/pcmu}
      speed: 2.0
      voice: marin
"""
EDITED = TEXT.replace("2.0", "1.2")
CHOSEN = EDITED.replace("/pcmu, rate: 8000", "/pcmu")
FIXED = CHOSEN.replace("7}", '"7"}').replace("no,", '"no",')

RT219 = (
    '4: error RT219 at <"Desk 📞">: workflow_name is "Desk 📞"; '
    "the API takes letters from a to z, digits, blanks, _ and -"
)
RT005 = "4: error RT005 at <7>: group_id is 7, which YAML reads as the number 7; the API takes a text"
RT302 = "7: error RT302 at <rate>: rate is given for G.711 audio; the API takes it for audio/pcm only"
RT004 = "8: error RT004 at <no>: languages[1] is no, which YAML 1.1 reads as false; the API takes a text"
RT205 = "11: error RT205 at <2.0>: speed is 2.0; the API takes 0.25 to 1.5"
RT001 = '12: error RT001 at <">: a quote is opened here and never closed; close the quote'


def lived(file: Path, *steps: str) -> str:
    """What Neovim tells of some steps with a file, in a home of its own."""
    home = file.parent
    transcript = home / "transcript.txt"
    environment = {
        **os.environ,
        **{name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")},
        "PYTHONPATH": str(ROOT),
        "RTLINT_SERVER": json.dumps([sys.executable, "-m", "rtlint", "server"]),
        "RTLINT_STEPS": " ".join(steps),
        "RTLINT_TRANSCRIPT": str(transcript),
    }
    command = ["nvim", "--headless", "-n", "-u", "NONE", "-i", "NONE", file.name, "-c", f"luafile {SCRIPT}"]
    subprocess.run(command, cwd=home, env=environment, capture_output=True, check=False, timeout=120)
    told = transcript.read_text().replace(str(home), "…")
    if shown := os.environ.get(SHOWN):
        with open(shown, "a") as copy:
            copy.write(told + "\n")
    return told


def numbered(text: str) -> list[str]:
    return [f"{row:3} | {line}" for row, line in enumerate(text.splitlines(), 1)]


def found(*lines: str) -> list[str]:
    return [f"  {line}" for line in lines]


OPENED = ["== opened", *numbered(TEXT), *found(RT219, RT005, RT302, RT004, RT205)]
MENDED = [
    "== line 11 changed by the buffer's own function: 2.0 -> 1.2",
    *found(RT219, RT005, RT302, RT004),
]
CLOSED = ["== closed", "the server ended with status 0, signal 0", "on standard error: nothing"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desk.realtime.yaml"
    path.write_text(TEXT)
    return path


@pytest.mark.external
def test_a_session_is_opened_mended_broken_and_closed(file: Path) -> None:
    assert lived(file, "open", "mend", "damage", "close").splitlines() == [
        *OPENED,
        *MENDED,
        "== typed in line 12: a quote that nobody closes",
        *found(RT219, RT005, RT302, RT004, RT001),
        "== undone",
        *found(RT219, RT005, RT302, RT004),
        *CLOSED,
    ]
    assert file.read_text() == TEXT


@pytest.mark.external
def test_a_session_is_fixed_at_a_keystroke_and_on_save(file: Path) -> None:
    assert lived(file, "open", "mend", "choose", "save", "close").splitlines() == [
        *OPENED,
        *MENDED,
        "== the light bulb in line 7, and the fix that is preferred",
        "  offered: Remove rate",
        *found(RT219, RT005, RT004),
        *numbered(CHOSEN),
        "== undone",
        *found(RT219, RT005, RT302, RT004),
        "== saved, fixed on the way",
        "  source.fixAll.rtlint",
        *numbered(FIXED),
        *found(RT219),
        "== saved again",
        *found(RT219),
        *CLOSED,
    ]
    assert file.read_text() == FIXED


@pytest.mark.external
def test_a_field_is_told_of_and_a_key_is_offered(file: Path) -> None:
    assert lived(file, "open", "mend", "look", "close").splitlines() == [
        *OPENED,
        *MENDED,
        "== hover over speed in line 11",
        "  **`session.audio.output.speed`** · number",
        "  ",
        "  Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns.",
        "  ",
        f"  Rules: [speed-range]({PAGES}/speed-range/), [float-precision]({PAGES}/float-precision/)",
        "== typed below line 7: turn",
        "  offered: noise_reduction",
        "  offered: turn_detection",
        "== undone",
        *found(RT219, RT005, RT302, RT004),
        *CLOSED,
    ]
