"""Sessions made up for properties: those of the Beta, those of today, and what comes out when people mix the two."""

import random
from collections.abc import Callable
from typing import Any

from rtlint.api import request, session
from rtlint.session import shape
from tests.documents import made, mutate

_TEXTS = ["Be kind.", "You are a helpful voice assistant for callers", "Line one\n\nLine: two # no comment\n", "été 🎧"]
_FORMATS = ["pcm16", "g711_ulaw", "g711_alaw", "mp3"]

_DETECTION: dict[str, list[Any]] = {
    "type": ["server_vad", "semantic_vad", "none"], "threshold": [0.5, 2, "0.5"], "prefix_padding_ms": [300, 300.0, -1],
    "silence_duration_ms": [500, "500"], "create_response": [True, "true"], "interrupt_response": [True, False],
    "eagerness": ["auto", "Low"], "idle_timeout_ms": [6000, 100, None],
}  # fmt: skip
_TRANSCRIPTION: dict[str, list[Any]] = {
    "model": ["whisper-1", "gpt-4o-transcribe", "whisper"], "language": ["en", "en-US", "english"],
    "prompt": ["expect names", None], "enabled": [True],
}  # fmt: skip
_FUNCTION: dict[str, list[Any]] = {
    "type": ["function", "Function"], "name": ["look_up", "look up", ""], "description": _TEXTS, "strict": [True],
    "parameters": [{"type": "object", "properties": {"q": {"type": "string"}}, "required": ["q"]}, {}],
}  # fmt: skip


def beta(rng: random.Random) -> dict[str, Any]:
    """A session as the Beta took it, more or less."""
    fields: dict[str, Callable[[], Any]] = {
        "model": lambda: rng.choice(["gpt-4o-realtime-preview", "gpt-realtime", "gpt-4o-realtime-preview-2024-12-17"]),
        "modalities": lambda: rng.choice([["text", "audio"], ["audio", "text"], ["text"], ["audio"], "audio", []]),
        "instructions": lambda: rng.choice(_TEXTS),
        "voice": lambda: rng.choice(["alloy", "Verse", "fable", {"id": "voice_1"}]),
        "input_audio_format": lambda: rng.choice(_FORMATS),
        "output_audio_format": lambda: rng.choice(_FORMATS),
        "input_audio_transcription": lambda: rng.choice([None, some(_TRANSCRIPTION, rng), "whisper-1"]),
        "input_audio_noise_reduction": lambda: rng.choice([None, {"type": "near_field"}, {"type": "near-field"}]),
        "turn_detection": lambda: rng.choice([None, some(_DETECTION, rng), some(_DETECTION, rng), {"type": "none"}]),
        "tools": lambda: [some(_FUNCTION, rng) for _ in range(rng.randint(0, 3))],
        "tool_choice": lambda: rng.choice(["auto", "any", {"name": "look_up"}, {"type": "function", "name": "x"}]),
        "temperature": lambda: rng.choice([0.8, 1, "0.7"]),
        "max_response_output_tokens": lambda: rng.choice([4096, "inf", "Infinity", 100000, "200"]),
        "speed": lambda: rng.choice([1.0, 2, "1.25"]),
        "tracing": lambda: rng.choice(["auto", {"workflow_name": "w"}]),
        "client_secret": lambda: {"expires_after": {"anchor": "created_at", "seconds": rng.choice([0, 600, 99999])}},
    }  # fmt: skip
    keys = [key for key in fields if rng.random() < 0.45]
    rng.shuffle(keys)
    return {key: fields[key]() for key in keys}


def some(fields: dict[str, list[Any]], rng: random.Random) -> dict[str, Any]:
    """Some of the fields, each with one of its values."""
    keys = [key for key in fields if rng.random() < 0.5] or [next(iter(fields))]
    rng.shuffle(keys)
    return {key: rng.choice(fields[key]) for key in keys}


def today(rng: random.Random) -> dict[str, Any]:
    """A request or a session of today with up to four mistakes."""
    plan = shape.plan(rng.choice([request.ClientSecretRequest, session.RealtimeSession | session.TranscriptionSession]))
    root = [made(plan, rng)]
    for _ in range(rng.randint(0, 4)):
        mutate(root, plan, rng)
    return root[0] if isinstance(root[0], dict) else {"session": root[0]}


def mixed(rng: random.Random) -> dict[str, Any]:
    """A session with keys of both, in any order."""
    old, new = beta(rng), today(rng)
    held = new.get("session")
    inner = held if isinstance(held, dict) else new
    pairs = [*inner.items(), *old.items()]
    rng.shuffle(pairs)
    inner.clear()
    inner.update(pairs)
    return new


def anything(rng: random.Random) -> dict[str, Any]:
    """One of them, at the root or within a request or an event."""
    value = rng.choice([beta, beta, today, mixed])(rng) or {"modalities": ["audio"]}
    if "session" in value or rng.random() < 0.4:
        return value
    around: dict[str, Any] = rng.choice(
        [{}, {}, {"type": "session.update"}, {"expires_after": {"anchor": "created_at", "seconds": 60}}]
    )
    return {**around, "session": value} if rng.random() < 0.7 else {"session": value, **around}
