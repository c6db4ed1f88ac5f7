"""Several jobs: a few at once, in order; and what is different is told without what was filled in."""

from collections.abc import Callable
from threading import Barrier, BrokenBarrierError, Lock
from typing import Any

import pytest

from rtlint.config.find import Finder
from rtlint.inputs import decode
from rtlint.linters import Linters
from rtlint.rule.pack import built_in
from rtlint.submit.account import Account
from rtlint.submit.compare import Change, Difference
from rtlint.submit.prepare import Job, prepared
from rtlint.submit.run import AT_ONCE, Outcome, submitted
from tests.submit.api import Api, Got, Reply, good, made, refusal
from tests.submit.conftest import AGENT, KEY

Make = Callable[..., list[Job]]


@pytest.fixture
def jobs() -> Make:
    linters = Linters(built_in(), Finder(isolated=True))

    def make(text: str, count: int = 1, **environment: str) -> list[Job]:
        found: list[Job] = []
        for index in range(count):
            source, fault = decode(f"{index}.yaml", text.replace("kind", f"kind{index}").encode())
            found += prepared(linters.of(source.path), source, fault, environment).jobs
        assert len(found) == count
        return found

    return make


def account(api: Api) -> Account:
    return Account(key=KEY, base_url=api.url, retries=0)


def test_a_few_go_out_at_once_and_no_more(jobs: Make, api: Api) -> None:
    lock, full = Lock(), Barrier(AT_ONCE)
    now, most = [0], [0]

    def answer(got: Got) -> Reply:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        try:
            full.wait(20)
        except BrokenBarrierError:
            return refusal(400, "fewer came than may come at once")
        with lock:
            now[0] -= 1
        return made(got)

    api.answers = answer
    told: list[Outcome] = []
    outcomes = submitted(jobs(AGENT, 2 * AT_ONCE), account(api), told.append)
    assert most == [AT_ONCE]
    assert [one.job.case.source.path for one in outcomes] == [f"{index}.yaml" for index in range(2 * AT_ONCE)]
    assert all(one.answer for one in outcomes)
    assert sorted(map(id, told)) == sorted(map(id, outcomes))


FILLED = (
    AGENT.replace("1.2", "${SPEED}").replace("Be kind.", "${WORDS}")
    + """\
  tools:
    - type: mcp
      server_label: shop
      server_url: ${SHOP}
"""
)
VALUES = {"SPEED": "1.3", "WORDS": "Canary words", "SHOP": "https://canary.example/"}


def differences(jobs: Make, api: Api, session: dict[str, Any]) -> tuple[Difference, ...]:
    api.always(good({"value": "ek_1", "expires_at": 5, "session": session}))
    (outcome,) = submitted(jobs(FILLED, **VALUES), account(api))
    return outcome.differences


def test_what_was_filled_in_is_told_as_the_file_has_it(jobs: Make, api: Api) -> None:
    session: dict[str, Any] = {
        "type": "realtime",
        "model": "gpt-realtime-2.1",
        "instructions": "Canary",
        "audio": {"output": {"speed": 1.25, "voice": "Canary words"}},
    }
    tool = {"type": "mcp", "server_label": "shop", "server_url": "${SHOP}"}
    assert differences(jobs, api, session) == (
        Difference(Change.CHANGED, ("session", "instructions"), "${WORDS}", "(hidden)"),
        Difference(Change.CHANGED, ("session", "audio", "output", "speed"), "${SPEED}", "(hidden)"),
        Difference(Change.DEFAULTED, ("session", "audio", "output", "voice"), None, "${WORDS}"),
        Difference(Change.DROPPED, ("session", "tools"), [tool]),
    )


def test_what_came_of_a_default_may_be_told(jobs: Make, api: Api) -> None:
    api.answers = lambda got: good({"value": "ek_1", "expires_at": 5, "session": {**got.json["session"], "model": "b"}})
    (outcome,) = submitted(jobs("type: realtime\nmodel: ${MODEL:-gpt-realtime-2.1}\n"), account(api))
    assert outcome.differences == (Difference(Change.CHANGED, ("session", "model"), "${MODEL:-gpt-realtime-2.1}", "b"),)


def test_a_list_that_holds_what_was_filled_in_is_not_shown_as_it_came(jobs: Make, api: Api) -> None:
    session: dict[str, Any] = {
        "type": "realtime",
        "model": "gpt-realtime-2.1",
        "instructions": VALUES["WORDS"],
        "audio": {"output": {"speed": 1.3}},
        "tools": [],
    }
    tool = {"type": "mcp", "server_label": "shop", "server_url": "${SHOP}"}
    assert differences(jobs, api, session) == (Difference(Change.CHANGED, ("session", "tools"), [tool], "(hidden)"),)


def test_a_key_of_the_server_gives_nothing_away(jobs: Make, api: Api) -> None:
    text = AGENT.replace("Be kind.", "${WORDS}")
    api.answers = lambda got: good(
        {"value": "ek_1", "expires_at": 5, "session": {**got.json["session"], "Canary words": {"a": 1}}}
    )
    (outcome,) = submitted(jobs(text, **VALUES), account(api))
    assert outcome.differences == (Difference(Change.DEFAULTED, ("session", "${WORDS}", "a"), None, 1),)
