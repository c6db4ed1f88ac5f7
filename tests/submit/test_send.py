"""What goes out through the real SDK: to the place it was meant for, once or as often as was said, and nowhere else."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.cli.conftest import Done, environment
from tests.submit.api import CERTIFICATE, EXPIRES, Api, Reply, refusal
from tests.submit.conftest import KEY

Submit = Callable[..., Done]

DONE = """\
agent.yaml
  secret    ek_68a…
  expires   2100-01-01 00:00:00 UTC, {left}
  session   sess_1, realtime
  model     gpt-realtime-2.1
  the session is as it was asked for
"""


def is_done(done: Done) -> bool:
    """Whether all is said that is said of a secret; how far off the year 2100 is, changes."""
    start, end = DONE.split("{left}")
    return done[::2] == (0, "") and done.out.startswith(start) and done.out.endswith(end)


def test_a_request_is_what_the_api_takes(submit: Submit, api: Api) -> None:
    assert is_done(submit("--organization", "org-1", "--project", "proj_1"))
    (got,) = api.got
    named = {name: got.headers[name] for name in ("authorization", "openai-organization", "openai-project")}
    assert (got.method, got.path) == ("POST", "/v1/realtime/client_secrets")
    assert named == {
        "authorization": f"Bearer {KEY}",
        "openai-organization": "org-1",
        "openai-project": "proj_1",
    }
    assert got.json == {
        "session": {
            "type": "realtime",
            "model": "gpt-realtime-2.1",
            "instructions": "Be kind.",
            "audio": {"output": {"speed": 1.2}},
        }
    }


OTHERS = {
    "a transcription": (
        "session:\n  type: transcription\n  audio: {input: {transcription: {model: gpt-transcribe}}}\n",
        "/v1/realtime/client_secrets",
        {"session": {"type": "transcription", "audio": {"input": {"transcription": {"model": "gpt-transcribe"}}}}},
    ),
    "a translation": (
        "session:\n  model: gpt-realtime-translate\n  audio:\n    output:\n      language: es\n",
        "/v1/realtime/translations/client_secrets",
        {"session": {"model": "gpt-realtime-translate", "audio": {"output": {"language": "es"}}}},
    ),
    "a bare session": (
        "type: realtime\nmodel: gpt-realtime-2.1\n",
        "/v1/realtime/client_secrets",
        {"session": {"type": "realtime", "model": "gpt-realtime-2.1"}},
    ),
    "a request with an end": (
        "expires_after:\n  anchor: created_at\n  seconds: 60\nsession:\n  type: realtime\n  model: gpt-realtime-2.1\n",
        "/v1/realtime/client_secrets",
        {
            "expires_after": {"anchor": "created_at", "seconds": 60},
            "session": {"type": "realtime", "model": "gpt-realtime-2.1"},
        },
    ),
}


@pytest.mark.parametrize(("text", "path", "body"), OTHERS.values(), ids=OTHERS.keys())
def test_each_kind_goes_to_its_endpoint(
    submit: Submit, api: Api, agent: Path, text: str, path: str, body: object
) -> None:
    agent.write_text(text)
    done = submit("--output", "value")
    assert done == Done(0, "ek_68af296e8e408191a1120ab6383263c2\n", "")
    assert [(got.path, got.json) for got in api.got] == [(path, body)]


def test_a_busy_api_is_asked_again_as_often_as_was_said(submit: Submit, api: Api) -> None:
    busy = refusal(503, "Busy", {"retry-after-ms": "1"})
    api.always(busy, busy, made_once())
    assert is_done(submit(retries=2))
    assert [got.headers["x-stainless-retry-count"] for got in api.got] == ["0", "1", "2"]


def test_after_the_last_try_it_is_told(submit: Submit, api: Api) -> None:
    api.always(refusal(429, "Busy", {"retry-after-ms": "1"}))
    assert submit(retries=1) == Done(
        1, "", "agent.yaml: there were too many requests; try again later (it says: Busy)\n"
    )
    assert len(api.got) == 2


def test_a_request_that_is_refused_is_not_sent_again(submit: Submit, api: Api) -> None:
    api.always(refusal(400, "No"))
    assert submit(retries=2).status == 1
    assert len(api.got) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_key_is_never_sent_on(submit: Submit, api: Api, status: int) -> None:
    with Api() as other:
        api.always(Reply(status, b"", {"Location": f"{other.url}/realtime/client_secrets"}))
        done = submit()
        assert done == Done(
            2,
            "",
            f"agent.yaml: {api.url} sends on to {other.url}/realtime/client_secrets (HTTP {status}); "
            "a key is never sent on; if that is the API, set OPENAI_BASE_URL\n",
        )
        assert (len(api.got), other.got) == (1, [])


def test_what_is_not_encrypted_passes_no_proxy(submit: Submit, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    with Api() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.base)
        assert is_done(submit())
        assert (len(api.got), proxy.got) == (1, [])


def test_a_proxy_sees_no_key(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    with Api() as proxy:
        proxy.always(Reply(407, b"who are you?"))
        monkeypatch.setenv("HTTPS_PROXY", proxy.base)
        done = submit(base="https://api.openai.com/v1")
        assert [(got.method, got.path, KEY in str(got)) for got in proxy.got] == [
            ("CONNECT", "api.openai.com:443", False)
        ]
    start = (
        "agent.yaml: https://api.openai.com/v1 cannot be reached; look at the network, HTTPS_PROXY and "
        "OPENAI_BASE_URL (it says: 407 "
    )
    assert (done.status, done.out, done.err[: len(start)], done.err.count("\n")) == (2, "", start, 1)


def test_a_certificate_that_the_user_trusts_is_taken(submit: Submit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Api(tls=True) as api:
        assert is_done(submit(base=api.url))
        assert len(api.got) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("SSL_CERT_FILE", "/nowhere.pem"), ("HTTPS_PROXY", "gopher://user:Canary12@a"), ("HTTPS_PROXY", "http://a:b:c")],
)
def test_a_system_that_is_not_set_up_is_told_in_a_line(
    submit: Submit, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    done = submit(base="https://nowhere.invalid")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "SSL_CERT_FILE" in done.err or "HTTPS_PROXY" in done.err
    assert "Canary12" not in done.err


def test_without_the_sdk_it_is_told_how_to_come_by_it(
    submit: Submit, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    assert submit() == Done(2, "", "Error: rtlint submit needs the openai SDK: pip install 'rtlint[submit]'\n")
    assert api.got == []


def test_an_sdk_that_is_too_old_for_one_file_sends_the_others(
    submit: Submit, api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import openai
    from openai.resources.realtime import Realtime

    monkeypatch.delattr(Realtime, "translations")
    (tmp_path / "es.yaml").write_text(OTHERS["a translation"][0])
    done = submit("agent.yaml", "es.yaml", "--output", "json")
    told = json.loads(done.out)
    version = f"openai {openai.__version__}"
    assert done.err == (
        f"es.yaml: {version} does not know /realtime/translations/client_secrets yet: pip install -U openai\n"
    )
    assert done.status == 2
    assert ([one["path"] for one in told["secrets"]], [one["path"] for one in told["failures"]]) == (
        ["agent.yaml"],
        ["es.yaml"],
    )


def test_without_a_key_nothing_is_sent(submit: Submit, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    assert submit() == Done(
        2, "", "Error: there is no key: set OPENAI_API_KEY, or see what would be sent with --dry-run\n"
    )
    assert api.got == []


def test_a_key_that_no_header_can_hold_is_not_sent(submit: Submit, api: Api) -> None:
    assert submit("--api-key", "sk-“Canary”") == Done(
        2, "", "Error: OPENAI_API_KEY holds what no header can: a space, a line end, or a letter beyond ASCII\n"
    )
    assert api.got == []


@pytest.mark.parametrize("before", ["", "what stood there before"])
def test_an_interrupt_ends_it_at_once_and_leaves_no_half_of_a_file(agent: Path, api: Api, before: str) -> None:
    wait = Event()
    api.always(Reply(wait=wait))
    if before:
        (agent.parent / "secret.json").write_text(before)
    command = [sys.executable, "-m", "rtlint", "submit", "agent.yaml", "--base-url", api.url, "--output", "json"]
    running = subprocess.Popen(
        [*command, "--output-file", "secret.json", "--timeout", "600"],
        cwd=agent.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell that runs the tests in the background lets its children ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # it calls no more than this
    )
    assert api.came.wait(60)
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    wait.set()
    assert (running.returncode, out, err.strip()) == (130, b"", b"")
    names = ["agent.yaml", "secret.json"] if before else ["agent.yaml"]
    assert sorted(path.name for path in agent.parent.iterdir()) == names
    assert not before or (agent.parent / "secret.json").read_text() == before


def made_once() -> Reply:
    session: dict[str, Any] = {
        "id": "sess_1",
        "object": "realtime.session",
        "type": "realtime",
        "model": "gpt-realtime-2.1",
    }
    session |= {"instructions": "Be kind.", "audio": {"output": {"speed": 1.2}}}
    value = {"value": "ek_68af296e8e408191a1120ab6383263c2", "expires_at": EXPIRES, "session": session}
    return Reply(200, json.dumps(value).encode())
