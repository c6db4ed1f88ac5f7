"""The structs take whole documents of every kind, and are as strict as the server is."""

import ast
import subprocess
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest

import rtlint.api
from rtlint.api import audio, prompt, request, response, response_audio, session, tools, translation
from rtlint.api import turn_detection as turns
from rtlint.api.base import ApiStruct

SOURCES = sorted(Path(rtlint.api.__file__).parent.glob("*.py"))
STRUCTS = sorted(
    (cls for cls in ApiStruct.__subclasses__() if cls.__module__.startswith("rtlint.api.")),
    key=lambda cls: cls.__name__,
)
ANSWERS = [cls for cls in STRUCTS if cls.__module__.startswith("rtlint.api.response")]
QUESTIONS = [cls for cls in STRUCTS if cls not in ANSWERS]

SURPRISE = "surprise"

NULLABLE = {
    "InputFile.file_id",
    "InputImage.file_id",
    "InputImage.image_url",
    "McpTool.allowed_callers",
    "McpTool.allowed_tools",
    "McpTool.headers",
    "McpTool.require_approval",
    "Prompt.variables",
    "Prompt.version",
    "RealtimeAudioInput.noise_reduction",
    "RealtimeAudioInput.transcription",
    "RealtimeAudioInput.turn_detection",
    "RealtimeSession.prompt",
    "RealtimeSession.tracing",
    "ServerVad.idle_timeout_ms",
    "ToolChoiceMcp.name",
    "TranscriptionAudioInput.noise_reduction",
    "TranscriptionAudioInput.transcription",
    "TranscriptionAudioInput.turn_detection",
    "TranslationAudioInput.noise_reduction",
    "TranslationAudioInput.transcription",
}
"""Where a request may say null, and nowhere else."""

REQUIRED = {
    "CustomVoice.id",
    "FunctionTool.name",
    "InputImage.detail",
    "InputText.text",
    "McpTool.server_label",
    "Prompt.id",
    "PromptCacheBreakpoint.mode",
    "RetentionRatio.retention_ratio",
    "RetentionRatio.type",
    "ToolChoiceFunction.name",
    "ToolChoiceMcp.server_label",
    "TranslationNoiseReduction.type",
    "TranslationRequest.session",
    "TranslationSession.model",
    "TranslationTranscription.model",
}
"""What a request must hold, beside the tags that tell variants apart."""


def whole_realtime() -> dict[str, Any]:
    return {
        "expires_after": {"anchor": "created_at", "seconds": 600},
        "session": {
            "type": "realtime",
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24000},
                    "noise_reduction": {"type": "near_field", "strength": 0.5},
                    "transcription": {
                        "model": "gpt-live-transcribe",
                        "delay": "low",
                        "language": "de",
                        "languages": ["de", "en"],
                        "keywords": ["Ahoi"],
                        "prompt": "Seefahrt",
                    },
                    "turn_detection": {
                        "type": "server_vad",
                        "threshold": 0.5,
                        "prefix_padding_ms": 300,
                        "silence_duration_ms": 500,
                        "idle_timeout_ms": None,
                        "create_response": True,
                        "interrupt_response": False,
                    },
                },
                "output": {"format": {"type": "audio/pcmu"}, "speed": 1, "voice": {"id": "voice_1"}},
            },
            "include": ["item.input_audio_transcription.logprobs"],
            "instructions": "Be brief.",
            "max_output_tokens": "inf",
            "model": "gpt-realtime-2.1",
            "output_modalities": ["audio"],
            "parallel_tool_calls": True,
            "prompt": {
                "id": "pmpt_1",
                "version": None,
                "variables": {
                    "name": "Ada",
                    "text": {
                        "type": "input_text",
                        "text": "hello",
                        "prompt_cache_breakpoint": {"mode": "explicit", "ttl": "30m"},
                    },
                    "image": {
                        "type": "input_image",
                        "detail": "original",
                        "image_url": "https://a.example/b.png",
                    },
                    "file": {
                        "type": "input_file",
                        "file_id": "file_1",
                        "filename": "a.pdf",
                        "detail": "high",
                    },
                },
            },
            "reasoning": {"effort": "xhigh"},
            "tool_choice": {"type": "mcp", "server_label": "docs", "name": "find"},
            "tools": [
                {
                    "type": "function",
                    "name": "hang_up",
                    "description": "Ends it.",
                    "parameters": {"type": "object"},
                },
                {
                    "type": "mcp",
                    "server_label": "docs",
                    "server_url": "https://mcp.example.com",
                    "allowed_callers": ["direct", "programmatic"],
                    "allowed_tools": {"read_only": True, "tool_names": ["find"]},
                    "authorization": "token",
                    "defer_loading": False,
                    "headers": {"X-Team": "sea"},
                    "require_approval": {"never": {"tool_names": ["find"]}, "always": {"read_only": False}},
                    "server_description": "Papers",
                },
                {
                    "type": "mcp",
                    "server_label": "cal",
                    "connector_id": "connector_gmail",
                    "allowed_tools": ["a"],
                },
                {"type": "mcp", "server_label": "t", "tunnel_id": "tunnel_x", "require_approval": "never"},
            ],
            "tracing": {"workflow_name": "w", "group_id": "g", "metadata": {"a": [1, None]}},
            "truncation": {
                "type": "retention_ratio",
                "retention_ratio": 0.8,
                "token_limits": {"post_instructions": 8000},
            },
        },
    }


def whole_answer() -> dict[str, Any]:
    return {
        "value": "ek_1",
        "expires_at": 1756310470,
        "session": {
            "type": "realtime",
            "object": "realtime.session",
            "id": "sess_1",
            "model": "gpt-realtime-2025-08-28",
            "output_modalities": ["audio"],
            "instructions": "Be brief.",
            "tools": [{"type": "function", "name": "f", "description": None, "parameters": None}],
            "tool_choice": "auto",
            "max_output_tokens": "inf",
            "tracing": None,
            "truncation": "auto",
            "prompt": None,
            "expires_at": 0,
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24000},
                    "transcription": None,
                    "noise_reduction": None,
                    "turn_detection": {
                        "type": "server_vad",
                        "threshold": 0.5,
                        "prefix_padding_ms": 300,
                        "silence_duration_ms": 200,
                        "idle_timeout_ms": None,
                        "create_response": True,
                        "interrupt_response": True,
                    },
                },
                "output": {"format": {"type": "audio/pcma"}, "voice": "marin", "speed": 1.0},
            },
            "include": None,
        },
    }


def test_whole_realtime_request() -> None:
    typed = msgspec.convert(whole_realtime(), request.ClientSecretRequest)
    inner = typed.session
    assert isinstance(inner, session.RealtimeSession)
    assert msgspec.to_builtins(typed) == whole_realtime(), "nothing is lost and nothing is added"
    sound = typing.cast(audio.RealtimeAudio, inner.audio)
    heard = typing.cast(audio.RealtimeAudioInput, sound.input)
    spoken = typing.cast(audio.RealtimeAudioOutput, sound.output)
    assert heard.format == audio.AudioPcm(rate=24000)
    assert isinstance(heard.turn_detection, turns.ServerVad)
    assert heard.turn_detection.idle_timeout_ms is None
    assert spoken.voice == audio.CustomVoice(id="voice_1")
    assert isinstance(spoken.speed, float)
    assert inner.max_output_tokens == "inf"
    assert inner.tool_choice == tools.ToolChoiceMcp(server_label="docs", name="find")
    assert [type(tool).__name__ for tool in typing.cast(list[Any], inner.tools)] == [
        "FunctionTool",
        "McpTool",
        "McpTool",
        "McpTool",
    ]
    assert isinstance(inner.prompt, prompt.Prompt)
    assert {name: type(value) for name, value in typing.cast(dict[str, Any], inner.prompt.variables).items()} == {
        "name": str,
        "text": prompt.InputText,
        "image": prompt.InputImage,
        "file": prompt.InputFile,
    }
    assert isinstance(inner.truncation, session.RetentionRatio)
    assert inner.truncation.token_limits == session.TokenLimits(post_instructions=8000)


def test_whole_transcription_request() -> None:
    document = {
        "session": {
            "type": "transcription",
            "audio": {
                "input": {
                    "format": {"type": "audio/pcm", "rate": 24000},
                    "noise_reduction": None,
                    "transcription": {"model": "gpt-realtime-whisper", "delay": "xhigh"},
                    "turn_detection": {"type": "semantic_vad", "eagerness": "high"},
                }
            },
            "include": ["item.input_audio_transcription.logprobs"],
        }
    }
    typed = msgspec.convert(document, request.ClientSecretRequest)
    assert isinstance(typed.session, session.TranscriptionSession)
    heard = typing.cast(audio.TranscriptionAudio, typed.session.audio).input
    assert isinstance(heard, audio.TranscriptionAudioInput)
    assert heard.noise_reduction is None
    assert heard.turn_detection == turns.SemanticVad(eagerness="high")
    assert heard.transcription == audio.Transcription(model="gpt-realtime-whisper", delay="xhigh")
    assert typed.expires_after is msgspec.UNSET


def test_whole_translation_request() -> None:
    document = {
        "expires_after": {"seconds": 60},
        "session": {
            "model": "gpt-realtime-translate",
            "audio": {
                "input": {"noise_reduction": {"type": "far_field"}, "transcription": {"model": "whisper-1"}},
                "output": {"language": "es"},
            },
        },
    }
    typed = msgspec.convert(document, translation.TranslationRequest)
    assert typed.expires_after == request.ExpiresAfter(seconds=60)
    assert typed.session.audio == translation.TranslationAudio(
        input=translation.TranslationAudioInput(
            noise_reduction=translation.TranslationNoiseReduction(type="far_field"),
            transcription=translation.TranslationTranscription(model="whisper-1"),
        ),
        output=translation.TranslationAudioOutput(language="es"),
    )


def test_whole_answer_for_a_realtime_session() -> None:
    typed = msgspec.convert(whole_answer(), response.ClientSecretResponse)
    assert typed.value == "ek_1"
    assert isinstance(typed.session, response.RealtimeSessionResponse)
    assert msgspec.to_builtins(typed) == whole_answer()
    heard = typing.cast(response_audio.RealtimeAudioResponse, typed.session.audio).input
    assert isinstance(heard, response_audio.RealtimeAudioInputResponse)
    assert isinstance(heard.turn_detection, response_audio.ServerVadResponse)
    assert heard.turn_detection.silence_duration_ms == 200


def test_older_answer_holds_the_key_in_the_session() -> None:
    document = whole_answer()
    del document["session"]["id"], document["session"]["object"]
    document["session"]["client_secret"] = {"value": "ek_2", "expires_at": 1}
    typed = msgspec.convert(document, response.ClientSecretResponse)
    assert isinstance(typed.session, response.RealtimeSessionResponse)
    assert typed.session.client_secret == response.SessionClientSecret(value="ek_2", expires_at=1)


def test_answer_for_a_transcription_session() -> None:
    document = {
        "value": "ek_1",
        "expires_at": 1,
        "session": {
            "type": "transcription",
            "id": "sess_1",
            "object": "realtime.transcription_session",
            "expires_at": None,
            "audio": {
                "input": {
                    "transcription": {"model": "gpt-4o-transcribe", "language": None, "prompt": ""},
                    "turn_detection": {"type": "server_vad", "threshold": 0.5},
                }
            },
        },
    }
    typed = msgspec.convert(document, response.ClientSecretResponse)
    assert isinstance(typed.session, response.TranscriptionSessionResponse)
    heard = typing.cast(response_audio.TranscriptionAudioResponse, typed.session.audio).input
    assert isinstance(heard, response_audio.TranscriptionAudioInputResponse)
    expected = response_audio.TranscriptionTurnDetection(type="server_vad", threshold=0.5)
    assert heard.turn_detection == expected


def test_answer_for_a_translation_session() -> None:
    document = {
        "value": "ek_1",
        "expires_at": 1,
        "session": {
            "type": "translation",
            "id": "sess_1",
            "expires_at": 2,
            "model": "gpt-realtime-translate",
            "audio": {"input": None, "output": {"language": "es"}},
        },
    }
    typed = msgspec.convert(document, response.TranslationResponse)
    assert typed.session.expires_at == 2
    assert typed.session.audio.output == response_audio.TranslationAudioOutputResponse(language="es")


PCM = {"type": "audio/pcm"}
ACCEPTED: list[tuple[Any, Any]] = [
    (audio.AudioFormat, PCM),
    (audio.Transcription, {"language": "de"}),
    (audio.RealtimeAudioOutput, {"voice": "a-voice-of-next-year"}),
    (session.Session, {"type": "realtime", "model": "gpt-realtime-9"}),
    (session.RealtimeSession, {"max_output_tokens": 4096}),
    (session.RealtimeSession, {"truncation": "disabled"}),
    (session.RealtimeSession, {"tool_choice": "required"}),
    (request.ClientSecretRequest, {}),
]
REFUSED: list[tuple[Any, Any]] = [
    (audio.AudioFormat, {"rate": 24000}),
    (audio.AudioFormat, {**PCM, "rate": 8000}),
    (audio.AudioFormat, {**PCM, "rate": "24000"}),
    (audio.AudioFormat, {"type": "audio/pcmu", "rate": 8000}),
    (audio.AudioFormat, {"type": "pcm16"}),
    (audio.NoiseReduction, {"type": "middle_field"}),
    (audio.NoiseReduction, {"strength": "much"}),
    (turns.TurnDetection, {"threshold": 0.5}),
    (turns.TurnDetection, {"type": "semantic_vad", "threshold": 0.5}),
    (turns.TurnDetection, {"type": "none"}),
    (session.Session, {"model": "gpt-realtime"}),
    (session.Session, {"type": "conversation"}),
    (session.Session, {"type": "transcription", "model": "gpt-realtime"}),
    (session.RealtimeSession, {"truncation": {"retention_ratio": 0.8}}),
    (session.RealtimeSession, {"max_output_tokens": "infinite"}),
    (session.RealtimeSession, {"output_modalities": ["video"]}),
    (session.RealtimeSession, {"tools": {"type": "function", "name": "f"}}),
    (session.Reasoning, {"effort": "none"}),
    (session.Tracing, {"metadata": "text"}),
    (tools.Tool, {"type": "function"}),
    (tools.Tool, {"type": "function", "name": "f", "parameters": []}),
    (tools.Tool, {"type": "function", "function": {"name": "f"}}),
    (tools.Tool, {"name": "f"}),
    (tools.Tool, {"type": "mcp"}),
    (tools.ToolChoice, "any"),
    (response.TranslationSessionResponse, {"id": "s", "audio": {}, "expires_at": 1, "model": "m"}),
]


@pytest.mark.parametrize(("kind", "document"), ACCEPTED)
def test_accepted(kind: Any, document: Any) -> None:
    msgspec.convert(document, kind)


@pytest.mark.parametrize(("kind", "document"), REFUSED)
def test_refused(kind: Any, document: Any) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(document, kind)


def sample(hint: Any) -> Any:
    """Some value that a type admits, as small as can be."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return sample(args[0])
    if origin is Literal:
        return args[0]
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return smallest(hint)
    plain: dict[Any, Any] = {str: "x", int: 1, float: 0.5, bool: True, list: [], dict: {}}
    return plain[origin or hint]


def smallest(cls: type[msgspec.Struct]) -> dict[str, Any]:
    """A document of a struct with nothing in it but what must be."""
    config = cls.__struct_config__
    tag = {config.tag_field: config.tag} if config.tag_field else {}
    return {**tag, **{f.name: sample(f.type) for f in msgspec.structs.fields(cls) if f.required}}


def takes(cls: type[msgspec.Struct], document: dict[str, Any]) -> bool:
    try:
        msgspec.convert(document, cls)
    except msgspec.ValidationError:
        return False
    return True


def each_field(structs: list[type[ApiStruct]]) -> Iterator[tuple[type[ApiStruct], str]]:
    return ((cls, f.name) for cls in structs for f in msgspec.structs.fields(cls))


def nullable(structs: list[type[ApiStruct]]) -> set[str]:
    return {f"{c.__name__}.{name}" for c, name in each_field(structs) if takes(c, {**smallest(c), name: None})}


def required(structs: list[type[ApiStruct]]) -> set[str]:
    return {
        f"{c.__name__}.{name}"
        for c, name in each_field(structs)
        if not takes(c, {key: value for key, value in smallest(c).items() if key != name})
    }


def test_requests_take_null_where_the_table_says() -> None:
    assert nullable(QUESTIONS) == NULLABLE


def test_requests_require_what_the_table_says() -> None:
    assert required(QUESTIONS) == REQUIRED


def test_answers_take_null_wherever_a_field_is_optional() -> None:
    everything = {f"{cls.__name__}.{name}" for cls, name in each_field(ANSWERS)}
    assert nullable(ANSWERS) == everything - required(ANSWERS)


@pytest.mark.parametrize("cls", STRUCTS)
def test_unknown_key_is_refused(cls: type[ApiStruct]) -> None:
    assert takes(cls, smallest(cls))
    with pytest.raises(msgspec.ValidationError, match=f"unknown field `{SURPRISE}`"):
        msgspec.convert({**smallest(cls), SURPRISE: 1}, cls)


@pytest.mark.parametrize("cls", STRUCTS)
def test_absent_is_not_null(cls: type[ApiStruct]) -> None:
    defaults = {f.default for f in msgspec.structs.fields(cls) if not f.required}
    assert defaults <= {msgspec.UNSET}
    with pytest.raises(AttributeError, match="immutable"):
        setattr(msgspec.convert(smallest(cls), cls), SURPRISE, 1)


def undocumented(source: str) -> list[str]:
    """Names of the module, its classes and their attributes that have no docstring."""
    module = ast.parse(source)
    lacking = [] if ast.get_docstring(module) else ["module"]
    for cls in (node for node in ast.walk(module) if isinstance(node, ast.ClassDef)):
        lacking += [] if ast.get_docstring(cls) else [cls.name]
        for node, after in zip(cls.body, [*cls.body[1:], None], strict=True):
            if isinstance(node, ast.AnnAssign) and not is_docstring(after):
                lacking.append(f"{cls.name}.{ast.unparse(node.target)}")
    return lacking


def is_docstring(node: ast.stmt | None) -> bool:
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value.rstrip().endswith(".")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_everything_is_documented(path: Path) -> None:
    assert undocumented(path.read_text(encoding="utf-8")) == []


def test_a_missing_docstring_is_seen() -> None:
    source = 'class A:\n    a: int\n    """Text."""\n    b: int\n    c: int\n    """Text."""\n'
    assert undocumented(source) == ["module", "A", "A.b"]


def strangers(source: str) -> list[str]:
    """Modules imported that the API's structs have no business with."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found.append("." * node.level + (node.module or ""))
    return [name for name in found if name not in ("msgspec", "typing") and not name.startswith("rtlint.api.")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_imports_are_few(path: Path) -> None:
    assert strangers(path.read_text(encoding="utf-8")) == []


def test_a_stranger_is_seen() -> None:
    source = "from __future__ import x\nimport re, msgspec\nfrom rtlint.text import tree\nfrom . import y\n"
    assert strangers(source) == ["__future__", "re", "rtlint.text", "."]


def test_a_request_loads_no_answers() -> None:
    code = "import sys, rtlint.api.request; print(*sorted(m for m in sys.modules if 'rtlint.api.' in m))"
    root = Path(rtlint.api.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.split() == [
        f"rtlint.api.{name}" for name in ("audio", "base", "prompt", "request", "session", "tools", "turn_detection")
    ]
