"""The formats that a rule may ask of a string."""

import datetime
from collections.abc import Callable


def is_date(text: str) -> bool:
    """Whether the text is a calendar date, as in 2026-11-30 (ISO 8601)."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


def is_uri(text: str) -> bool:
    """Whether the text is an absolute URI: a scheme, a colon, and no blank (RFC 3986)."""
    scheme, separator, rest = text.partition(":")
    named = scheme[:1].isalpha() and scheme.isascii() and all(one.isalnum() or one in "+-." for one in scheme)
    return bool(named and separator and rest) and not any(map(str.isspace, text))


def is_http_url(text: str) -> bool:
    """Whether the text is an absolute http or https URL with a host and without blanks (RFC 3986)."""
    scheme, separator, rest = text.partition("://")
    host = rest.partition("/")[0].partition("?")[0].rpartition("@")[2]
    return scheme.lower() in ("http", "https") and bool(separator) and bool(host) and not any(map(str.isspace, text))


FORMATS: dict[str, Callable[[str], bool]] = {"date": is_date, "uri": is_uri, "http-url": is_http_url}
"""The first two are JSON Schema's words."""
