"""Where keys belong: the one place of each, and the places of those about sound."""

import pytest

from rtlint.api.session import RealtimeSession, TranscriptionSession
from rtlint.session.homes import audio_homes, home


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("eagerness", "audio.input.turn_detection"),
        ("effort", "reasoning"),
        ("voice", "audio.output"),
        ("format", None),
        ("instructions", None),
        ("nonsense", None),
    ],
)
def test_the_one_home_of_a_key(key: str, expected: str | None) -> None:
    assert home(key, RealtimeSession) == expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("voice", ["audio.output.voice"]),
        ("turn_detection", ["audio.input.turn_detection"]),
        ("eagerness", ["audio.input.turn_detection.eagerness"]),
        ("input", ["audio.input"]),
        ("format", ["audio.input.format", "audio.output.format"]),
        ("rate", ["audio.input.format.rate", "audio.output.format.rate"]),
        ("input_audio_format", ["audio.input.format"]),
        ("output_audio_format", ["audio.output.format"]),
        ("input_audio_transcription", ["audio.input.transcription"]),
        ("input_audio_noise_reduction", ["audio.input.noise_reduction"]),
        ("effort", []),
        ("model", []),
        ("type", []),
        ("modalities", []),
        ("nonsense", []),
    ],
)
def test_the_homes_of_a_key_about_sound(key: str, expected: list[str]) -> None:
    assert audio_homes(key, RealtimeSession) == expected


def test_a_transcription_session_has_no_sound_that_goes_out() -> None:
    assert audio_homes("voice", TranscriptionSession) == []
    assert audio_homes("output_audio_format", TranscriptionSession) == []
    assert audio_homes("format", TranscriptionSession) == ["audio.input.format"]
