"""The table of models: its days are days, and what it recommends stays."""

import datetime
import json
from typing import Any

import pytest

from rtlint.lint import Linter
from rtlint.rule.pack import built_in
from rtlint.text.source import Source

PACK = built_in()
MODELS: dict[str, dict[str, Any]] = PACK.tables["models"]
ENDING = {name: row for name, row in MODELS.items() if "shutdown" in row}
DAY = datetime.timedelta(days=1)


def said(text: str, as_of: datetime.date) -> list[tuple[str, str]]:
    """Severity and code of what the rules about models that end say."""
    result = Linter(PACK, ["RT503", "RT504", "RT505"], as_of=as_of).lint(Source("a.yaml", text))
    return [(one.severity.value, one.code) for one in result.findings] if result else []


@pytest.mark.parametrize("name", ENDING)
def test_a_model_that_ends_has_a_day_and_a_replacement_that_stays(name: str) -> None:
    row = ENDING[name]
    assert datetime.date.fromisoformat(row["shutdown"]).isoformat() == row["shutdown"]
    replacement = MODELS[row["replacement"]]
    assert "shutdown" not in replacement
    assert replacement["role"] == row["role"]


def test_only_models_that_end_have_a_replacement() -> None:
    assert [name for name, row in MODELS.items() if "replacement" in row and "shutdown" not in row] == []


def test_each_transcriber_that_ends_tells_what_changes() -> None:
    assert {name for name, row in ENDING.items() if row["role"] == "transcription"} == {
        name for name, row in MODELS.items() if "change" in row
    }


@pytest.mark.parametrize("name", ENDING)
def test_the_warning_becomes_an_error_on_the_day_itself(name: str) -> None:
    row = ENDING[name]
    speech = row["role"] == "speech"
    text = f"type: realtime\nmodel: {name}\n"
    if not speech:
        text = json.dumps({"type": "transcription", "audio": {"input": {"transcription": {"model": name}}}})
    day = datetime.date.fromisoformat(row["shutdown"])
    assert said(text, day - DAY) == [("warning", "RT504" if speech else "RT505")]
    assert said(text, day) == [("error", "RT503")]


def test_the_days_that_are_announced() -> None:
    days: dict[str, set[str]] = {}
    for name, row in ENDING.items():
        days.setdefault(row["shutdown"], set()).add(name)
    assert days == {
        "2025-10-10": {"gpt-4o-realtime-preview-2024-10-01"},
        "2026-05-07": {
            "gpt-4o-realtime-preview",
            "gpt-4o-realtime-preview-2024-12-17",
            "gpt-4o-realtime-preview-2025-06-03",
            "gpt-4o-mini-realtime-preview",
            "gpt-4o-mini-realtime-preview-2024-12-17",
        },
        "2026-07-23": {"gpt-realtime-mini-2025-10-06", "gpt-audio-mini-2025-10-06"},
        "2027-01-20": {
            "gpt-realtime",
            "gpt-realtime-2025-08-28",
            "gpt-realtime-mini",
            "gpt-realtime-mini-2025-12-15",
            "gpt-4o-realtime",
            "gpt-4o-mini-realtime",
            "gpt-audio",
            "gpt-audio-mini",
            "gpt-audio-mini-2025-12-15",
            "gpt-4o-mini-transcribe-2025-03-20",
        },
        "2027-02-26": {
            "whisper-1",
            "gpt-4o-transcribe",
            "gpt-4o-mini-transcribe",
            "gpt-4o-mini-transcribe-2025-12-15",
            "gpt-4o-transcribe-diarize",
        },
    }
