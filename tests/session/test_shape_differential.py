"""The walk and `msgspec.convert` are of one mind about every document."""

import random
from typing import Any

import msgspec
import pytest

from rtlint.api import request, response, session, translation
from rtlint.session import shape
from rtlint.text.spot import KEY
from tests.documents import made, mutate

TYPES = {
    "request": request.ClientSecretRequest,
    "session": session.RealtimeSession | session.TranscriptionSession,
    "translation-request": translation.TranslationRequest,
    "translation-session": translation.TranslationSession,
    "answer": response.ClientSecretResponse,
    "translation-answer": response.TranslationResponse,
}
SEEDS = 4
DOCUMENTS = 1_000
"""Documents of each type for each seed: 24,000 in all."""


def converts(value: Any, type_: Any) -> bool:
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError:
        return False
    return True


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("name", TYPES)
def test_no_fault_exactly_where_msgspec_takes_the_document(name: str, seed: int) -> None:
    type_, rng = TYPES[name], random.Random(f"{name} {seed}")
    plan, counts = shape.plan(type_), {True: 0, False: 0}
    for _ in range(DOCUMENTS):
        root = [made(plan, rng)]
        for _ in range(rng.randint(0, 4)):
            mutate(root, plan, rng)
        found, good = shape.faults(root[0], type_), converts(root[0], type_)
        assert (not found) == good, (root[0], found)
        counts[good] += 1
    # A generator that makes only good or only bad documents would prove nothing.
    assert min(counts.values()) > DOCUMENTS // 10, counts


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("name", TYPES)
def test_one_mistake_is_one_fault_at_its_own_place(name: str, seed: int) -> None:
    type_, rng = TYPES[name], random.Random(f"one {name} {seed}")
    plan, seen = shape.plan(type_), set()
    for _ in range(DOCUMENTS):
        root = [made(plan, rng)]
        assert shape.faults(root[0], type_) == [], root[0]
        done = mutate(root, plan, rng)
        if done is None:
            continue
        what, path = done
        found = shape.faults(root[0], type_)
        assert [fault.spot.path for fault in found] == [path], (what, root[0], found)
        assert (found[0].spot.part == KEY) == (what in ("unknown", "dropped", "untagged")), (what, found)
        seen.add(what)
    assert seen >= {"replaced", "unknown"} | ({"dropped"} if "translation" in name else {"retagged", "untagged"})
