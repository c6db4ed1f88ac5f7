"""The schema and `check` are of one mind: what the schema refuses is an error, and it refuses what it says it does.

Documents are the examples of all rules, and what becomes of them when a few of their values change.
"""

import datetime
import functools
import json
import random
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.api.request import ClientSecretRequest
from rtlint.finding import Severity
from rtlint.lint import Linter
from rtlint.rule import pack as packs
from rtlint.rule.choose import chosen
from rtlint.rule.files import read_rule
from rtlint.schema.document import schema
from rtlint.schema.places import Places
from rtlint.schema.rules import binding, sayable
from rtlint.session import shape
from rtlint.session.kinds import ANY_SESSION, Kind, layout
from rtlint.text.compose import compose
from rtlint.text.source import Source
from rtlint.text.tree import Tree
from tests.documents import made, mutate

PACK = packs.built_in()
TODAY = datetime.date(2026, 11, 22)
KINDS = {"request": Kind.REQUEST, "session": Kind.SESSION}
ODD = [
    None, True, False, 0, 1, -1, 9, 10, 7200, 7201, 0.2, 0.25, 1.5, 2.5, 4999, 5000, 30000.0, 24000, 16000, 10**9,
    "", "inf", "none", "auto", "off", "text", "audio", "marin", "nobody", "gpt-realtime-2.1", "${VAR}", "a ${V:-1} b",
    "http://example.com/mcp", "ftp://example.com", "https://", "tunnel_" + "a" * 32, "tunnel_x", [], {}, ["audio"],
    ["text", "audio"], ["text", "text"], [None], ["${V}", "${V}"], {"type": "${V}"}, {"type": None}, {"type": "mcp"},
    {"id": "voice_1"}, {"type": "server_vad", "eagerness": "low"}, {"type": "audio/pcmu", "rate": 24000},
]  # fmt: skip  # a pool


@functools.cache
def validator(name: str, draft: str = "7") -> Any:
    made_from = schema(name, draft, PACK)
    return jsonschema.validators.validator_for(made_from)(made_from)


@functools.cache
def whole() -> Linter:
    """All rules that are on by default."""
    return Linter(PACK, chosen(PACK.rules), as_of=TODAY)


@functools.cache
def translated() -> Linter:
    """Only what the schema says it says, each clause for itself."""
    places = Places(shape.plan(ClientSecretRequest))
    rules = []
    for rule in PACK.rules:
        clauses = [one for one in binding(rule) if sayable(rule, one, PACK.tables, places)]
        named = [msgspec.structs.replace(one, select=one.select or rule.select) for one in clauses]
        if named:
            first = named[0]
            rules.append(
                msgspec.structs.replace(
                    rule, select=first.select, when=first.when, assert_=first.assert_, check=first.check,
                    severity=Severity.ERROR, also=named[1:], over=[], around=[], message="",
                )
            )  # fmt: skip  # as a call, not a table
    return Linter(packs.Pack(rules, PACK.tables), [rule.code for rule in rules], as_of=TODAY)


def errors(linter: Linter, value: Any, name: str) -> list[str]:
    linter.kind = KINDS[name]
    result = linter.lint(Source("a.json", json.dumps(value)))
    assert result is not None
    return [f"{one.code} {one.at}: {one.message}" for one in result.findings if one.severity is Severity.ERROR]


def refusals(value: Any, name: str, draft: str = "7") -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in validator(name, draft).iter_errors(value)]


def agree(value: Any, name: str) -> None:
    refused = refusals(value, name)
    assert bool(refused) == bool(refusals(value, name, "2020-12")), value
    if refused:
        assert errors(whole(), value, name), (value, refused)
    if "${" not in json.dumps(value):
        said = errors(translated(), value, name)
        assert bool(said) == bool(refused), (value, said, refused)
    elif refused:
        assert errors(translated(), value, name), (value, refused)


def examples() -> Iterator[tuple[str, Any]]:
    """Every document of the rules' examples that the text itself does not spoil."""
    for path in packs.rule_files(packs.folder_built_in()):
        rule, page = read_rule(path)
        for example in page.examples if rule.family != "yaml" else []:
            source = Source(example.file, example.fail or str(example.pass_))
            composed = compose(source)
            for index in range(len(composed.roots)):
                value = Tree(source, index, composed).value
                if isinstance(value, dict) and is_json(value):
                    yield layout(value).kind.value, json.loads(json.dumps(value))


def is_json(value: Any) -> bool:
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError):
        return False
    return True


def holders(value: Any) -> Iterator[Any]:
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from holders(inner)


def keys(value: Any) -> set[str]:
    return {key for holder in holders(value) if isinstance(holder, dict) for key in holder}


# A placeholder fits as a value only: what `check` makes of one as a key, the guide says that a schema does not.
CORPUS = [(kind, value) for kind, value in examples() if kind in KINDS and "${" not in " ".join(keys(value))]


@pytest.mark.parametrize("place", range(len(CORPUS)))
def test_they_agree_about_the_examples_of_the_rules(place: int) -> None:
    agree(CORPUS[place][1], CORPUS[place][0])


KEYS = sorted(set().union(*(keys(value) for _, value in CORPUS)))
PARTS = [
    (key, inner)
    for _, value in CORPUS
    for holder in holders(value)
    if isinstance(holder, dict)
    for key, inner in holder.items()
]


def change(value: Any, rng: random.Random) -> None:
    """Change one place: another value, a key more or less, or what stands under that key in another example."""
    holder = rng.choice(list(holders(value)))
    places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    what = rng.randrange(4)
    if what == 0 and places:
        holder[rng.choice(places)] = rng.choice(ODD)
    elif what == 1 and places:
        del holder[rng.choice(places)]
    elif what == 2 and isinstance(holder, dict):
        holder[rng.choice(KEYS)] = rng.choice(ODD)
    elif what == 3 and isinstance(holder, dict):
        fitting = [part for part in PARTS if part[0] in holder] or PARTS
        key, inner = rng.choice(fitting)
        holder[key] = inner


@settings(max_examples=500, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_they_agree_about_what_becomes_of_the_examples(rng: random.Random) -> None:
    kind, value = rng.choice(CORPUS)
    value = json.loads(json.dumps(value))
    for _ in range(rng.randint(1, 3)):
        change(value, rng)
        value = json.loads(json.dumps(value))
    agree(value, kind)


@settings(max_examples=150, deadline=None)
@given(rng=st.randoms(use_true_random=False), name=st.sampled_from(sorted(KINDS)))
def test_they_agree_about_documents_made_from_the_structs(rng: random.Random, name: str) -> None:
    plan = shape.plan(ClientSecretRequest if name == "request" else ANY_SESSION)
    root = [made(plan, rng)]
    mutate(root, plan, rng)
    if isinstance(root[0], dict):
        agree(json.loads(json.dumps(root[0])), name)
