"""Every field says what it does, and every default that it names is one that it takes."""

from typing import Any

import pytest
from msgspec import UNSET

from rtlint.api.request import ClientSecretRequest
from rtlint.session.fields import Field, about, fields, since
from rtlint.session.shape import Object, Plan, plan, suits


def objects(one: Plan, found: dict[str, Object]) -> dict[str, Object]:
    for each in one.objects:
        if each.name not in found:
            found[each.name] = each
            for below, _required in each.fields.values():
                objects(below, found)
    for inner in (one.item, one.values):
        if inner:
            objects(inner, found)
    return found


OBJECTS = objects(plan(ClientSecretRequest), {})
each_struct = pytest.mark.parametrize("name", OBJECTS)


@each_struct
def test_every_field_and_struct_has_a_docstring(name: str) -> None:
    told = fields(OBJECTS[name].struct)
    assert list(told) == list(OBJECTS[name].fields)
    assert all(field.text.endswith(".") for field in told.values())
    assert about(OBJECTS[name].struct).endswith(".")


@each_struct
def test_every_default_fits_its_field(name: str) -> None:
    wrong = {
        key: field.default
        for key, field in fields(OBJECTS[name].struct).items()
        if field.default is not UNSET and not suits(OBJECTS[name].fields[key][0], field.default)
    }
    assert wrong == {}


def test_a_field_as_a_whole() -> None:
    struct: Any = OBJECTS["ExpiresAfter"].struct
    assert fields(struct) == {
        "anchor": Field(
            "The moment from which time is counted; there is no other. Default `created_at`.", "created_at"
        ),
        "seconds": Field("Seconds from the anchor, 10 to 7200. Default 600.", 600),
    }
    assert about(struct) == "How long a client secret can open sessions. A session once open may outlive it."


def test_a_field_that_came_later_names_its_release() -> None:
    told = {
        f"{name}.{key}": field.since
        for name, one in OBJECTS.items()
        for key, field in fields(one.struct).items()
        if field.since or "Since" in field.text
    }
    assert told == {
        "CustomVoice.id": "2.28",
        "InputFile.detail": "2.25",
        "InputFile.prompt_cache_breakpoint": "2.45",
        "InputImage.prompt_cache_breakpoint": "2.45",
        "InputText.prompt_cache_breakpoint": "2.45",
        "McpTool.allowed_callers": "2.45",
        "McpTool.defer_loading": "2.25",
        "McpTool.tunnel_id": "2.43",
        "NoiseReduction.strength": "3.46",
        "PromptCacheBreakpoint.ttl": "3.38",
        "RealtimeSession.parallel_tool_calls": "2.36",
        "RealtimeSession.reasoning": "2.36",
        "RetentionRatio.token_limits": "2.7",
        "Transcription.delay": "2.36",
        "Transcription.keywords": "2.50",
        "Transcription.languages": "2.50",
    }
    assert since(about(OBJECTS["TokenLimits"].struct)) == "2.7"
