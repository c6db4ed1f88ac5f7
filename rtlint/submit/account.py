"""Who asks, and where: key, organisation, project, base URL, patience."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

BASE = "https://api.openai.com/v1"
KEY, ORGANISATION, PROJECT, URL = "OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"
"""The variables of the official SDK."""

TIMEOUT, RETRIES = 30.0, 2


class Unusable(Exception):
    """An account that nothing can be sent with; the message says what to do."""


class Account(msgspec.Struct, frozen=True):
    """`timeout` is in seconds, for each try; `retries` are tries after the first, with the SDK's own waits between."""

    key: str = ""
    organisation: str = ""
    project: str = ""
    base_url: str = BASE
    timeout: float = TIMEOUT
    retries: int = RETRIES

    @property
    def headers(self) -> dict[str, str]:
        """The headers that say who asks, without the key."""
        named = {"OpenAI-Organization": self.organisation, "OpenAI-Project": self.project}
        return {name: value for name, value in named.items() if value}


def account(
    given: Mapping[str, str | None], environment: Mapping[str, str], *, timeout: float, retries: int
) -> Account:
    """The account of a call: what its options say, else the SDK's variables. Unusable for a URL that is not safe."""
    named = {
        "key": KEY,
        "organisation": ORGANISATION,
        "project": PROJECT,
        "base_url": URL,
    }
    told = {name: (given.get(name) or environment.get(variable) or "").strip() for name, variable in named.items()}
    told["base_url"] = (told["base_url"] or BASE).rstrip("/")
    _hold(told["base_url"])
    return Account(**told, timeout=timeout, retries=retries)


def _hold(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unusable(f"the base URL {url} is none; one is written as {BASE}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Unusable("the base URL holds more than a host and a path; the key belongs into OPENAI_API_KEY")
    if parts.scheme == "http" and not _is_loopback(parts.hostname):
        raise Unusable(f"the base URL {url} is not encrypted; without TLS a key goes to this machine only")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
