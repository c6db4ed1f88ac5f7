"""Who asks, and where: what is taken from options and variables, and what nothing is sent with."""

from typing import Any

import pytest

from rtlint.submit.account import BASE, Account, Unusable, account

NONE: dict[str, str | None] = {"key": None, "organisation": None, "project": None, "base_url": None}


def made(environment: dict[str, str] | None = None, *, timeout: float = 30.0, **given: Any) -> Account:
    return account({**NONE, **given}, environment or {}, timeout=timeout, retries=2)


def test_nothing_given_is_the_api_itself() -> None:
    assert made() == Account("", "", "", BASE, 30.0, 2)


def test_variables_of_the_sdk_count() -> None:
    names = ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL")
    told = dict(zip(names, ("sk-1\n", "org-1", "proj_1", "https://eu.api.openai.com/v1/"), strict=True))
    assert made(told) == Account("sk-1", "org-1", "proj_1", "https://eu.api.openai.com/v1")


def test_options_count_before_variables() -> None:
    told = {"OPENAI_API_KEY": "sk-1", "OPENAI_BASE_URL": "https://one.example"}
    assert made(told, key="sk-2", base_url="https://two.example") == Account("sk-2", base_url="https://two.example")


LOOPBACK = [
    "http://127.0.0.1:8000/v1",
    "http://127.9.9.9",
    "http://[::1]:8000/v1",
    "http://localhost",
    "HTTP://LOCALHOST",
]


@pytest.mark.parametrize("url", LOOPBACK)
def test_without_tls_this_machine_is_taken(url: str) -> None:
    assert made(base_url=url).base_url == url


OPEN = [
    "http://api.openai.com/v1",
    "http://10.0.0.1",
    "http://0.0.0.0:80",
    "http://localhost.example",
    "http://a.localhost",
]


@pytest.mark.parametrize("url", OPEN)
def test_without_tls_no_other_machine_is_taken(url: str) -> None:
    with pytest.raises(Unusable) as caught:
        made(base_url=url)
    assert str(caught.value) == f"the base URL {url} is not encrypted; without TLS a key goes to this machine only"


@pytest.mark.parametrize(
    "url", ["sk-proj-Canary", "ftp://a", "https://", "https://a:99999", "https://a:b", "https://[::1", "https://a:0"]
)
def test_what_is_no_url_is_not_repeated(url: str) -> None:
    with pytest.raises(Unusable) as caught:
        made(base_url=url)
    assert str(caught.value) == "the base URL is none; one is written as https://api.openai.com/v1"


@pytest.mark.parametrize(
    "url", ["https://Canary@a/v1", "https://a:Canary@b", "https://a/?key=Canary", "https://a/#Canary"]
)
def test_a_url_with_more_than_a_place_is_not_repeated(url: str) -> None:
    with pytest.raises(Unusable) as caught:
        made(base_url=url)
    assert str(caught.value) == "the base URL holds more than a host and a path; the key belongs into OPENAI_API_KEY"


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("key", "OPENAI_API_KEY"),
        ("organisation", "OPENAI_ORG_ID"),
        ("project", "OPENAI_PROJECT_ID"),
        ("base_url", "OPENAI_BASE_URL"),
    ],
)
@pytest.mark.parametrize("value", ["sk-Canary\nX: y", "sk-Canary key", "“sk-Canary”", "sk-Canary\x1b", "sk-\udcff"])
def test_what_no_header_can_hold_is_not_sent(name: str, variable: str, value: str) -> None:
    with pytest.raises(Unusable) as caught:
        account({**NONE, name: value}, {}, timeout=30.0, retries=2)
    assert str(caught.value) == f"{variable} holds what no header can: a space, a line end, or a letter beyond ASCII"


@pytest.mark.parametrize("timeout", [0.0, -1.0, 86_401.0, float("inf"), float("nan")])
def test_a_timeout_is_up_to_a_day(timeout: float) -> None:
    with pytest.raises(Unusable) as caught:
        made(timeout=timeout)
    assert str(caught.value) == "a timeout is more than 0 and at most 86400 seconds"
