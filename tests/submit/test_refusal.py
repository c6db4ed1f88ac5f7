"""Every way in which no secret comes back: through the real SDK and the command line, whole."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import msgspec
import pytest

from rtlint.submit.account import Account
from rtlint.submit.hide import Hider
from rtlint.submit.refusal import Refusal, of_reply, tame
from rtlint.submit.send import Reply as Heard
from tests.cli.conftest import Done
from tests.submit.api import EXPIRES, Api, Reply, good, made, refusal

Submit = Callable[..., Done]

PAGE = Reply(502, b"<html><body>" + b"Bad Gateway " * 1000 + b"</body></html>", {"Content-Type": "text/html"})
OWN = "look at OPENAI_BASE_URL; OpenAI's own is https://api.openai.com/v1"
WAY = "look at HTTPS_PROXY and OPENAI_BASE_URL"
TROUBLE = "try again later; status.openai.com tells more"

STATUSES = {
    "400 without param": (refusal(400, "Bad."), 1, "the API refuses the request (it says: Bad.)"),
    "400 without words": (Reply(400, b"{}"), 1, "the API refuses the request"),
    "400 of text alone": (Reply(400, b'{"error": "bad"}'), 1, "the API refuses the request (it says: bad)"),
    "400 that is a list": (Reply(400, b"[]"), 1, "the API refuses the request"),
    "400 with odd types": (
        Reply(400, b'{"error": {"message": 1, "param": [2], "code": {}}}'),
        1,
        "the API refuses the request",
    ),
    "422 of a gateway": (
        Reply(422, b'{"title": "Invalid", "detail": "session is missing"}'),
        1,
        "the API refuses the request (it says: session is missing)",
    ),
    "401": (
        refusal(401, "Incorrect API key provided: sk-proj-****6789. Look here.", code="invalid_api_key"),
        2,
        (
            "the API does not take the key; set OPENAI_API_KEY to a key that is in use, and OPENAI_ORG_ID to none "
            "but its own (it says: Incorrect API key provided: … Look here.)"
        ),
    ),
    "403": (
        refusal(403, "Country not supported"),
        2,
        (
            "the key may not do this; give it, or its project, access to Realtime and to this model "
            "(it says: Country not supported)"
        ),
    ),
    "403 of a proxy": (
        Reply(403, b"<html>no</html>"),
        2,
        f"something on the way to {{url}} answers with HTTP 403; {WAY}",
    ),
    "404": (refusal(404, "Invalid URL"), 2, f"there is no such endpoint at {{url}}; {OWN} (it says: Invalid URL)"),
    "404 of a server of files": (
        Reply(404, b"Not Found"),
        2,
        f"something on the way to {{url}} answers with HTTP 404; {WAY}",
    ),
    "404 of a model": (
        refusal(404, "The model `x` does not exist", code="model_not_found"),
        1,
        (
            "the API does not know the model, or this key may not use it; look at session.model "
            "(it says: The model `x` does not exist)"
        ),
    ),
    "409": (
        refusal(409, "Conflict"),
        1,
        "the API cannot do this now (HTTP 409); try again later (it says: Conflict)",
    ),
    "418": (refusal(418, "I am a teapot"), 2, f"{{url}} answers with HTTP 418; {OWN} (it says: I am a teapot)"),
    "429": (refusal(429, "Slow down"), 1, "there were too many requests; try again later (it says: Slow down)"),
    "429 with seconds": (
        refusal(429, "Slow down", {"Retry-After": "20"}),
        1,
        "there were too many requests; try again in 20 s (it says: Slow down)",
    ),
    "429 with a date": (
        refusal(429, "Slow down", {"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        1,
        "there were too many requests; try again after 2100-01-01 00:00:00 UTC (it says: Slow down)",
    ),
    "429 with nonsense": (
        refusal(429, "Slow down", {"Retry-After": "soon"}),
        1,
        "there were too many requests; try again later (it says: Slow down)",
    ),
    "429 without quota": (
        refusal(429, "You exceeded your current quota", code="insufficient_quota"),
        1,
        "the account has no quota left; look at its plan and billing (it says: You exceeded your current quota)",
    ),
    "500": (refusal(500, "Oops"), 1, f"the API is in trouble (HTTP 500); {TROUBLE} (it says: Oops)"),
    "502 of a proxy": (PAGE, 1, f"the API is in trouble (HTTP 502); {TROUBLE}"),
    "503": (Reply(503), 1, f"the API is in trouble (HTTP 503); {TROUBLE}"),
    "302": (
        Reply(302, b"", {"Location": "https://elsewhere.example/v1"}),
        2,
        (
            "{url} sends on to https://elsewhere.example/v1 (HTTP 302); "
            "a key is never sent on; if that is the API, set OPENAI_BASE_URL"
        ),
    ),
    "307 without a place": (
        Reply(307),
        2,
        "{url} sends on to nowhere (HTTP 307); a key is never sent on; if that is the API, set OPENAI_BASE_URL",
    ),
    "204": (Reply(204), 2, f"{{url}} answers with HTTP 204; {OWN}"),
}


@pytest.mark.parametrize(("reply", "status", "words"), STATUSES.values(), ids=STATUSES.keys())
def test_each_status_has_one_line_and_a_way_out(
    submit: Submit, api: Api, reply: Reply, status: int, words: str
) -> None:
    api.always(reply)
    assert submit() == Done(status, "", f"agent.yaml: {words.format(url=api.url)}\n")
    assert len(api.got) == 1


SESSION = {"id": "sess_1", "object": "realtime.session", "type": "realtime"}
WHOLE = {"value": "ek_68af296e8e408191a1120ab6383263c2", "expires_at": EXPIRES, "session": SESSION}

ODD = {
    "empty": (Reply(200), "it is empty"),
    "blank": (Reply(200, b" \n"), "it is empty"),
    "not JSON": (Reply(200, b"hello"), "it is not JSON"),
    "not UTF-8": (Reply(200, b'{"value": "\xff"}'), "it is not JSON"),
    "a page": (Reply(200, b"\n<!doctype html><html>"), "it is a web page"),
    "half of it": (Reply(200, b'{"value": "ek_'), "it is not JSON"),
    "too deep": (Reply(200, b"[" * 100_000 + b"]" * 100_000), "it is not JSON"),
    "a list": (good([WHOLE]), "it is no object"),
    "no value": (good({**WHOLE, "value": None}), "it has no value"),
    "a value of another type": (good({**WHOLE, "value": 1}), "its value is no text"),
    "an empty value": (good({**WHOLE, "value": ""}), "its value is no token"),
    "a value for a shell": (good({**WHOLE, "value": "ek_$(id)"}), "its value is no token"),
    "a value of two lines": (good({**WHOLE, "value": "ek_1\nPATH=."}), "its value is no token"),
    "no end": (good({"value": "ek_1", "session": {}}), "it has no expires_at"),
    "an end that is text": (good({**WHOLE, "expires_at": "soon"}), "its expires_at is no whole number"),
    "an end that is true": (good({**WHOLE, "expires_at": True}), "its expires_at is no whole number"),
    "an end beyond all time": (good({**WHOLE, "expires_at": 10**18}), "its expires_at is no time"),
    "an end before all time": (good({**WHOLE, "expires_at": -(10**18)}), "its expires_at is no time"),
    "no session": (good({"value": "ek_1", "expires_at": 1}), "it has no session"),
    "a session of another type": (good({**WHOLE, "session": "sess_1"}), "its session is no object"),
}


@pytest.mark.parametrize(("reply", "words"), ODD.values(), ids=ODD.keys())
def test_an_answer_that_is_none_is_told(submit: Submit, api: Api, reply: Reply, words: str) -> None:
    api.always(reply)
    assert submit() == Done(
        1, "", f"agent.yaml: the answer of {api.url} is no client secret: {words}; look at OPENAI_BASE_URL; "
        "OpenAI's own is https://api.openai.com/v1\n"
    )  # fmt: skip


def test_an_answer_that_is_cut_off_is_told(submit: Submit, api: Api) -> None:
    api.always(Reply(200, b'{"value": "ek_1"', length=100))
    done = submit()
    start = f"agent.yaml: {api.url} has broken off its answer; try again (it says: "
    assert (done.status, done.out, done.err[: len(start)], done.err.count("\n")) == (1, "", start, 1)


def test_an_answer_that_does_not_come_is_told(submit: Submit, api: Api) -> None:
    wait = Event()
    api.always(Reply(wait=wait))
    done = submit("--timeout", "0.05")
    wait.set()
    assert done == Done(1, "", f"agent.yaml: {api.url} has not answered in 0.05 s; --timeout gives it longer\n")


def test_a_closed_port_is_told(submit: Submit) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    assert submit(base=url) == Done(
        2, "", f"agent.yaml: {url} cannot be reached; look at the network, HTTPS_PROXY and OPENAI_BASE_URL "
        "(it says: Connection refused)\n"
    )  # fmt: skip


def test_a_host_that_does_not_exist_is_told(submit: Submit) -> None:
    done = submit(base="https://nowhere.invalid/v1")
    start = (
        "agent.yaml: https://nowhere.invalid/v1 cannot be reached; look at the network, HTTPS_PROXY and "
        "OPENAI_BASE_URL (it says: "
    )
    assert (done.status, done.out, done.err[: len(start)], done.err.count("\n")) == (2, "", start, 1)


def test_a_certificate_that_nobody_signed_is_told(submit: Submit) -> None:
    with Api(tls=True) as api:
        assert submit(base=api.url) == Done(
            2, "", f"agent.yaml: no safe connection to {api.url}; SSL_CERT_FILE names the certificates of a proxy "
            "(it says: certificate verify failed: self-signed certificate)\n"
        )  # fmt: skip
        assert api.got == []


def test_one_failure_does_not_lose_the_others(submit: Submit, api: Api, tmp_path: Path, agent: Path) -> None:
    (tmp_path / "other.yaml").write_text(agent.read_text().replace("kind", "brief"))
    api.answers = lambda got: refusal(401) if b"brief" in got.body else made(got)
    done = submit("agent.yaml", "other.yaml", "--output", "json")
    told = json.loads(done.out)
    assert (done.status, [one["path"] for one in told["secrets"]]) == (2, ["agent.yaml"])
    assert told["failures"] == [
        {
            "path": "other.yaml",
            "document": 0,
            "message": "the API does not take the key",
            "advice": "set OPENAI_API_KEY to a key that is in use, and OPENAI_ORG_ID to none but its own",
            "said": "no",
            "param": None,
            "request_id": None,
        }
    ]


def test_a_refusal_is_free_of_secrets_and_control_characters_at_birth() -> None:
    error = {"message": "\x1b[2Jno \u202e 'Canary value'\n\n  at all", "param": "a\x1b", "code": None}
    heard = Heard(400, msgspec.json.encode({"error": error}), "req_\x9b1")
    assert of_reply(heard, Account(), Hider("", {"Canary value": "${A}"})) == Refusal(
        "the API refuses the request", "", 1, "a\\x1b", "\\x1b[2Jno \\u202e '${A}' at all", "req_\\x9b1"
    )


def test_long_words_are_cut_only_after_what_is_secret_went() -> None:
    said = "x" * 390 + "CanaryOfAValueThatIsLong"
    assert tame(said, Hider("", {"CanaryOfAValueThatIsLong": "${A}"})) == "x" * 390 + "${A}"
    assert tame("y" * 401, Hider()) == "y" * 399 + "…"


def test_the_time_of_a_date_is_told_in_one_zone() -> None:
    heard = Heard(429, b'{"error": {"message": ""}}', retry_after="Fri, 01 Jan 2100 02:00:00 +0200")
    assert of_reply(heard, Account(), Hider()).advice == f"try again after {datetime(2100, 1, 1, tzinfo=UTC):%F %T} UTC"
