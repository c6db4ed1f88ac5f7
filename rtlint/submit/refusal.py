"""What is told of an answer that is no client secret: one message, and a way out of its own."""

import datetime
import re
from typing import Any

import msgspec

from rtlint.report._text import printable
from rtlint.submit.account import BASE, ORGANISATION, URL, Account
from rtlint.submit.answer import Odd
from rtlint.submit.hide import Hider
from rtlint.submit.send import CUT, ROUTE, TIMEOUT, TLS, NoSdk, Reply, Unreached

REFUSED, SET_UP = 1, 2
"""Exit statuses: the server does not want this request, or nothing can be sent as things are set up."""

_LONGEST = 400
"""Characters of a server's words that are told."""

_AGAIN = "try again later"


class Refusal(msgspec.Struct, frozen=True):
    """Why there is no client secret. No text in it holds a secret, or what could harm a terminal.

    `words` say it, `advice` how to go on; `param` is the field that the server names, as it writes it; `said` its own
    words. `status` is the exit status. `request_id` is what OpenAI's support asks for.
    """

    words: str
    advice: str
    status: int = REFUSED
    param: str = ""
    said: str = ""
    request_id: str = ""


def param(reply: Reply) -> str:
    """The field that a server names in its refusal of a request, as it writes it; empty where it names none."""
    named = _error(reply.body).get("param") if reply.status in (400, 422) else None
    return named if isinstance(named, str) else ""


def of_reply(reply: Reply, account: Account, hide: Hider) -> Refusal:
    """What a reply with another status than 200 means. Of what the server says, short values are hidden as well."""
    error = _error(reply.body)
    words, advice, status = _told(reply, error, account)
    said = error.get("message") or error.get("detail")  # the latter is how gateways write it
    return Refusal(
        printable(hide(words)),
        advice,
        status,
        printable(hide(param(reply))),
        tame(said, hide) if isinstance(said, str) else "",
        printable(hide(reply.request_id)),
    )


def tame(said: str, hide: Hider) -> str:
    """A server's words without secrets, on one line, and not endless; cut last, as half a secret would go unseen."""
    told = printable(hide.quoted(" ".join(said.split())))
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"


def _told(reply: Reply, error: dict[str, Any], account: Account) -> tuple[str, str, int]:
    code, where, status = error.get("code"), account.base_url, reply.status
    if not error and status in (401, 403, 404, 407):
        return f"something on the way to {where} answers with HTTP {status}", f"look at HTTPS_PROXY and {URL}", SET_UP
    if status in (400, 422):
        return "the API refuses the request", "", REFUSED
    if status == 401:
        advice = f"set OPENAI_API_KEY to a key that is in use, and {ORGANISATION} to none but its own"
        return "the API does not take the key", advice, SET_UP
    if status == 403:
        return "the key may not do this", "give it, or its project, access to Realtime and to this model", SET_UP
    if status == 404 and code == "model_not_found":
        return "the API does not know the model, or this key may not use it", "look at session.model", REFUSED
    if status == 404:
        return f"there is no such endpoint at {where}", f"look at {URL}; OpenAI's own is {BASE}", SET_UP
    if status in (408, 409):
        return f"the API cannot do this now (HTTP {status})", _AGAIN, REFUSED
    if status == 429 and code == "insufficient_quota":
        return "the account has no quota left", "look at its plan and billing", REFUSED
    if status == 429:
        return "there were too many requests", _wait(reply.retry_after), REFUSED
    if status >= 500:
        return f"the API is in trouble (HTTP {status})", f"{_AGAIN}; status.openai.com tells more", REFUSED
    if 300 <= status < 400:
        advice = f"a key is never sent on; if that is the API, set {URL}"
        return f"{where} sends on to {_place(reply.location)} (HTTP {status})", advice, SET_UP
    return f"{where} answers with HTTP {status}", f"look at {URL}; OpenAI's own is {BASE}", SET_UP


def _place(location: str) -> str:
    """Where a redirect leads, without what is asked there."""
    return location.partition("?")[0][:_LONGEST] or "nowhere"


def _wait(after: str) -> str:
    """What the header retry-after asks for, which is a number of seconds or a date."""
    from email.utils import parsedate_to_datetime

    if re.fullmatch(r"\d{1,6}(\.\d+)?", after):
        return f"try again in {after} s"
    try:
        end = parsedate_to_datetime(after).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        return _AGAIN
    return f"try again after {end:%Y-%m-%d %H:%M:%S} UTC"


def of_odd(odd: Odd, account: Account) -> Refusal:
    """What an answer means that is none."""
    where = account.base_url
    return Refusal(f"the answer of {where} is no client secret: {odd}", f"look at {URL}; OpenAI's own is {BASE}")


def of_silence(unreached: Unreached, account: Account, hide: Hider) -> Refusal:
    """What no answer at all means."""
    where = account.base_url
    words, advice, status = {
        TIMEOUT: (f"{where} has not answered in {account.timeout:g} s", "--timeout gives it longer", REFUSED),
        TLS: (f"no safe connection to {where}", "SSL_CERT_FILE names the certificates of a proxy", SET_UP),
        ROUTE: (f"{where} cannot be reached", f"look at the network, HTTPS_PROXY and {URL}", SET_UP),
        CUT: (f"{where} has broken off its answer", "try again", REFUSED),
    }[unreached.why]
    return Refusal(words, advice, status, said=tame(str(unreached), hide))


def of_no_sdk(error: NoSdk) -> Refusal:
    """What an SDK means that does not know an endpoint."""
    return Refusal(str(error), "", SET_UP)


def _error(body: bytes) -> dict[str, Any]:
    """The error of an answer in the API's own form, empty for any other."""
    try:
        value = msgspec.json.decode(body)
    except (ValueError, RecursionError):
        return {}
    error = value.get("error", value) if isinstance(value, dict) else {}
    return error if isinstance(error, dict) else {"message": error}
