"""The schemas that refuse nothing: they take any document, and show what the others show."""

import functools
import json
import random
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.rule import pack as packs
from rtlint.schema.document import DRAFTS, schema
from tests.schema.test_agreement import CORPUS, change, examples

PACK = packs.built_in()
EXAMPLES = [value for _, value in examples()]
SHOWN = {"title", "description", "default", "examples"}
LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()


@functools.cache
def made(name: str, draft: str = "7", *, refuses: bool = False) -> Any:
    return schema(name, draft, PACK, refuses=refuses)


def refusals(value: Any, name: str, draft: str) -> list[str]:
    validator = jsonschema.validators.validator_for(made(name, draft))(made(name, draft))
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator.iter_errors(value)]


def refused(value: Any) -> list[str]:
    return [one for name in ("request", "session") for draft in DRAFTS for one in refusals(value, name, draft)]


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_they_take_every_example_of_the_rules(place: int) -> None:
    assert refused(EXAMPLES[place]) == []


@settings(max_examples=150, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_they_take_what_becomes_of_the_examples(rng: random.Random) -> None:
    value = json.loads(json.dumps(rng.choice(CORPUS)[1]))
    for _ in range(rng.randint(1, 5)):
        change(value, rng)
        value = json.loads(json.dumps(value))
    assert refused(value) == []


@settings(max_examples=100, deadline=None)
@given(value=st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10))
def test_they_take_anything(value: Any) -> None:
    assert refused(value) == []
    assert refused({"session": value}) == []


def shown(name: str, *, refuses: bool) -> dict[str, Any]:
    """What is shown of each field of each definition."""
    return {
        f"{owner}.{key}": {word: one[word] for word in SHOWN if word in one} | {"offers": offers(one)}
        for owner, definition in made(name, refuses=refuses)["definitions"].items()
        for key, one in definition.get("properties", {}).items()
        if isinstance(one, dict) and "title" in one
    }


def words(schema: Any) -> set[str]:
    """All keys, of whatever."""
    inner = list(schema.values()) if isinstance(schema, dict) else schema if isinstance(schema, list) else []
    return set(schema if isinstance(schema, dict) else ()).union(*map(words, inner))


def offers(one: dict[str, Any]) -> list[Any]:
    """The values that a field names, by itself or as alternatives."""
    found = [one.get("const"), *one.get("enum", [])]
    return [value for value in found if value is not None] + [
        value for each in one.get("anyOf", []) for value in offers(each)
    ]


@pytest.mark.parametrize("name", ["request", "session"])
def test_fields_show_and_offer_what_those_of_the_others_do(name: str) -> None:
    assert shown(name, refuses=False) == shown(name, refuses=True)


def test_nothing_warns_of_what_is_deprecated_and_it_is_not_offered_either() -> None:
    prompt = made("request")["definitions"]["RealtimeSession"]["properties"]["prompt"]
    assert "deprecat" not in "".join(words(made("request")))
    assert prompt["doNotSuggest"] is True
    assert "Deprecated: stored prompts shut down on 2026-11-30." in prompt["description"]


def test_a_field_keeps_its_alternatives_and_takes_anything_beside_them() -> None:
    definitions = made("request")["definitions"]
    text = "Pace of the finished speech as a multiple, 0.25 to 1.5. Default 1.0; changes apply between turns."
    links = [f"[{name}](https://rtlint.github.io/rtlint/rules/{name}/)" for name in ("speed-range", "float-precision")]
    assert definitions["RealtimeAudioOutput"]["properties"]["speed"] == {
        "title": "speed",
        "description": text,
        "markdownDescription": f"{text}\n\nRules: {', '.join(links)}",
        "default": 1.0,
        "anyOf": [{"type": "number"}, {"$ref": "#/definitions/pending"}, {}],
    }
