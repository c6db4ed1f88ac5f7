"""The schemas under docs/schema: fresh, well formed, and what editors need in them."""

import json
import random
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml

from rtlint.rule import pack as packs
from rtlint.rule.model import Page, Rule
from rtlint.schema.document import DRAFTS, TITLES, schema
from rtlint.schema.structs import Structs
from rtlint.session import shape
from tests.documents import mutate

ROOT = Path(__file__).resolve().parent.parent.parent
PACK = packs.built_in()
COMMANDS = {
    "request.json": "rtlint schema -o docs/schema/request.json",
    "session.json": "rtlint schema --kind session -o docs/schema/session.json",
    "rule.json": "rtlint schema --rule -o docs/schema/rule.json",
    "config.json": "rtlint schema --config -o docs/schema/config.json",
    "2020-12/request.json": "rtlint schema --draft 2020-12 -o docs/schema/2020-12/request.json",
    "2020-12/session.json": "rtlint schema --kind session --draft 2020-12 -o docs/schema/2020-12/session.json",
    "permissive/request.json": "rtlint schema --permissive -o docs/schema/permissive/request.json",
    "permissive/session.json": "rtlint schema --kind session --permissive -o docs/schema/permissive/session.json",
    "permissive/2020-12/request.json": (
        "rtlint schema --permissive --draft 2020-12 -o docs/schema/permissive/2020-12/request.json"
    ),
    "permissive/2020-12/session.json": (
        "rtlint schema --kind session --permissive --draft 2020-12 -o docs/schema/permissive/2020-12/session.json"
    ),
}


def published(name: str) -> Any:
    return json.loads((ROOT / "docs" / "schema" / name).read_text())


def of(name: str) -> Any:
    *folders, file = name.split("/")
    draft = next((folder for folder in folders if folder in DRAFTS), "7")
    return schema(file.removesuffix(".json"), draft, PACK, refuses="permissive" not in folders)


@pytest.mark.parametrize("name", COMMANDS)
def test_it_is_fresh(name: str) -> None:
    text = json.dumps(of(name), indent=2, ensure_ascii=False) + "\n"
    fresh = (ROOT / "docs" / "schema" / name).read_text() == text
    assert fresh, f"docs/schema/{name} is older than the structs or rules; refresh it with: {COMMANDS[name]}"


@pytest.mark.parametrize("name", COMMANDS)
def test_it_says_where_it_is_and_what_made_it(name: str) -> None:
    command = COMMANDS[name].rpartition(" -o ")[0]
    assert published(name)["$id"] == f"https://rtlint.github.io/rtlint/schema/{name}"
    assert published(name)["$comment"] == f"Made by `{command}` from the structs and rules of rtlint."


@pytest.mark.parametrize("refuses", [True, False])
@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("name", TITLES)
def test_it_is_a_schema_of_its_draft(name: str, draft: str, refuses: bool) -> None:
    made = schema(name, draft, PACK, refuses=refuses)
    jsonschema.validators.validator_for(made).check_schema(made)
    assert made["$schema"] == DRAFTS[draft]
    assert ("$defs" in made) == (draft != "7") == ("definitions" not in made)


def references(value: Any) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(references, value))
    if not isinstance(value, dict):
        return set()
    own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
    return own.union(*(references(inner) for inner in value.values()))


def owners(value: Any) -> list[Any]:
    """All schemas with a reference."""
    inner = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    return [value] * (isinstance(value, dict) and "$ref" in value) + [one for each in inner for one in owners(each)]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_reference_leads_somewhere_and_stands_alone(name: str) -> None:
    made = published(name)
    for reference in sorted(references(made)):
        place = made
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
    assert [one for one in owners(made) if len(one) > 1] == []


def test_every_definition_is_used() -> None:
    for name in COMMANDS:
        made = published(name)
        definitions = made.get("definitions") or made["$defs"]
        used = {reference.split("/")[2] for reference in references(made)}
        assert set(definitions) - used == set(), name


def test_a_field_tells_what_it_does_and_which_rules_speak_of_it() -> None:
    definitions = published("request.json")["definitions"]
    text = "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."
    links = [f"[{name}](https://rtlint.github.io/rtlint/rules/{name}/)" for name in ("speed-range", "float-precision")]
    assert definitions["RealtimeAudioOutput"]["properties"]["speed"] == {
        "title": "speed",
        "description": text,
        "markdownDescription": f"{text}\n\nRules: {', '.join(links)}",
        "default": 1.0,
        "anyOf": [{"type": "number"}, {"$ref": "#/definitions/pending"}],
        "minimum": 0.25,
        "maximum": 1.5,
    }
    label = definitions["CustomVoice"]["properties"]["id"]
    assert label["examples"] == ["voice_1234"]
    old = {
        f"{name}.{key}": one["deprecationMessage"]
        for name, definition in definitions.items()
        for key, one in definition.get("properties", {}).items()
        if isinstance(one, dict) and one.get("deprecated")
    }
    assert old == {
        "McpTool.connector_id": "Deprecated for models released after 2026-09-01.",
        "RealtimeSession.prompt": "Deprecated: stored prompts shut down on 2026-11-30.",
    }


def test_models_are_offered_with_what_the_table_tells() -> None:
    definitions = published("request.json")["definitions"]
    offers, free, _ = definitions["RealtimeSession"]["properties"]["model"]["anyOf"]
    told = dict(zip(offers["enum"], offers["markdownEnumDescriptions"], strict=True))
    assert free == {"type": "string"}
    assert told["gpt-realtime-2.1"] == "Reasons. 128000 tokens of context, 32000 in an answer."
    assert told["gpt-audio"] == "Deprecated: shuts down on 2027-01-20; `gpt-audio-1.5` takes its place."
    assert list(told).index("gpt-realtime-2.1") < list(told).index("gpt-realtime")
    assert "gpt-transcribe" not in told
    voices = definitions["RealtimeAudioOutput"]["properties"]["voice"]["anyOf"][0]
    assert voices == {"enum": list(PACK.tables["voices"])}


def rule_documents() -> list[tuple[type, Any]]:
    found: list[tuple[type, Any]] = []
    for path in packs.rule_files(packs.folder_built_in()):
        for type_, value in zip((Rule, Page), yaml.safe_load_all(Path(path).read_text()), strict=True):
            found.append((type_, json.loads(json.dumps(value, default=str))))
    return found


RULES = rule_documents()


@pytest.mark.parametrize("place", range(len(RULES)))
def test_every_built_in_rule_fits_the_schema_of_rule_files(place: int) -> None:
    assert list(jsonschema.Draft7Validator(published("rule.json")).iter_errors(RULES[place][1])) == []


@pytest.mark.parametrize("type_", [Rule, Page])
def test_the_schema_of_rule_files_takes_what_the_structs_take(type_: type) -> None:
    structs, rng, seen = Structs(lenient=False), random.Random("rule files"), {True: 0, False: 0}
    validator = jsonschema.Draft7Validator({**structs.schema(type_, "rule"), "definitions": structs.definitions})
    for _ in range(1_000):
        root = [json.loads(json.dumps(rng.choice([value for kind, value in RULES if kind is type_])))]
        for _ in range(rng.randint(0, 2)):
            mutate(root, shape.plan(type_), rng)
        kinds = {fault.kind for fault in shape.faults(root[0], type_)}
        if kinds != {shape.FRACTION}:  # JSON Schema takes 1.0 for an integer
            assert validator.is_valid(root[0]) == (not kinds), (root[0], kinds)
            seen[not kinds] += 1
    assert min(seen.values()) > 100, seen


def test_structs_without_docstrings_have_a_schema_too() -> None:
    class Bare(msgspec.Struct, forbid_unknown_fields=True):
        one: int
        many: dict[str, list[float]] = {}

    structs = Structs(lenient=False)
    assert structs.schema(Bare, "bare") == {"$ref": "#/definitions/Bare"}
    assert structs.definitions["Bare"]["properties"] == {
        "one": {"title": "one", "type": "integer"},
        "many": {
            "title": "many",
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "number"}},
        },
    }
