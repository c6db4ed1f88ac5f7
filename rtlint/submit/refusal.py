"""What is told of an answer that is no client secret: one message, and a way out of its own."""

from typing import Any

import msgspec

from rtlint.submit.account import BASE, Account
from rtlint.submit.answer import Odd
from rtlint.submit.send import CUT, ROUTE, TIMEOUT, TLS, Reply, Unreached

REFUSED, SET_UP = 1, 2
"""Exit statuses: the server does not want this request, or nothing can be sent as things are set up."""


class Refusal(msgspec.Struct, frozen=True):
    """Why there is no client secret.

    `words` say it, `advice` how to go on; `param` is the field that the server names, as it writes it; `said` its own
    words. `status` is the exit status. `request_id` is what OpenAI's support asks for.
    """

    words: str
    advice: str
    status: int = REFUSED
    param: str = ""
    said: str = ""
    request_id: str = ""


def of_reply(reply: Reply, account: Account) -> Refusal:
    """What a reply with another status than 200 means."""
    error = _error(reply.body)
    said = str(error.get("message") or "")
    words, advice, status = _told(reply, error, account)
    return Refusal(words, advice, status, str(error.get("param") or ""), said, reply.request_id)


def _told(reply: Reply, error: dict[str, Any], account: Account) -> tuple[str, str, int]:
    code = error.get("code")
    where = account.base_url
    if reply.status in (400, 422):
        return "the API refuses the request", "", REFUSED
    if reply.status == 401:
        return "the API does not know the key", "set OPENAI_API_KEY to a key that is in use", SET_UP
    if reply.status == 403:
        return "the key may not do this", "give it, or its project, access to Realtime and to this model", SET_UP
    if reply.status == 404 and code == "model_not_found":
        return "the API does not know the model, or this key may not use it", "look at session.model", REFUSED
    if reply.status == 404:
        return f"there is nothing at {where}", f"look at OPENAI_BASE_URL; OpenAI's own is {BASE}", SET_UP
    if reply.status == 429 and code == "insufficient_quota":
        return "the account has no quota left", "look at its plan and billing", REFUSED
    if reply.status == 429:
        wait = f"try again in {reply.retry_after} s" if reply.retry_after else "try again later"
        return "too many requests", wait, REFUSED
    if reply.status >= 500:
        return f"the API is in trouble (HTTP {reply.status})", "try again later; status.openai.com tells more", REFUSED
    return f"the API answers with HTTP {reply.status}", f"look at OPENAI_BASE_URL, which is {where}", SET_UP


def of_odd(odd: Odd, account: Account) -> Refusal:
    """What an answer means that is none."""
    return Refusal(f"the answer is no client secret: {odd}", f"does {account.base_url} serve the OpenAI API?")


def of_silence(unreached: Unreached, account: Account) -> Refusal:
    """What no answer at all means."""
    where = account.base_url
    words, advice, status = {
        TIMEOUT: (f"{where} has not answered in {account.timeout:g} s", "--timeout gives it longer", REFUSED),
        TLS: (f"no safe connection to {where}", "SSL_CERT_FILE names the certificates of a proxy", SET_UP),
        ROUTE: (f"{where} cannot be reached", "look at the network, HTTPS_PROXY and OPENAI_BASE_URL", SET_UP),
        CUT: (f"{where} has broken off its answer", "try again", REFUSED),
    }[unreached.why]
    return Refusal(words, advice, status, said=str(unreached))


def _error(body: bytes) -> dict[str, Any]:
    """The error of an answer in the API's own form, empty for any other."""
    try:
        value = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return {}
    error = value.get("error", value) if isinstance(value, dict) else {}
    return error if isinstance(error, dict) else {}
