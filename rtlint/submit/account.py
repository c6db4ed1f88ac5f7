"""Who asks, and where: key, organisation, project, base URL, patience."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import msgspec

BASE = "https://api.openai.com/v1"
KEY, ORGANISATION, PROJECT, URL = "OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_BASE_URL"
"""The variables of the official SDK."""

TIMEOUT, RETRIES = 30.0, 2
_LONGEST = 86_400
"""Seconds of a day: no answer takes longer, and a clock of the system may not count any further."""


class Unusable(Exception):
    """An account that nothing can be sent with; the message says what to do, and holds nothing secret."""


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
    """The account of a call: what its options say, else the SDK's variables.

    Unusable for a URL that is not safe, for what no header can hold, and for a timeout of more than a day.
    """
    named = {
        "key": KEY,
        "organisation": ORGANISATION,
        "project": PROJECT,
        "base_url": URL,
    }
    told = {name: (given.get(name) or environment.get(variable) or "").strip() for name, variable in named.items()}
    told["base_url"] = (told["base_url"] or BASE).rstrip("/")
    for name, variable in named.items():
        if not _is_plain(told[name]):
            raise Unusable(f"{variable} holds what no header can: a space, a line end, or a letter beyond ASCII")
    _hold(told["base_url"])
    if not 0 < timeout <= _LONGEST:
        raise Unusable(f"a timeout is more than 0 and at most {_LONGEST} seconds")
    return Account(**told, timeout=timeout, retries=retries)


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isprintable() and " " not in text


def _hold(url: str) -> None:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port or an address that is none
        known = False
    if not known:
        # It may be a key that was put into the wrong variable.
        raise Unusable(f"the base URL is none; one is written as {BASE}")
    if "@" in parts.netloc or "?" in url or "#" in url:
        raise Unusable(f"the base URL holds more than a host and a path; the key belongs into {KEY}")
    if parts.scheme == "http" and not _is_loopback(parts.hostname or ""):
        raise Unusable(f"the base URL {url} is not encrypted; without TLS a key goes to this machine only")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
