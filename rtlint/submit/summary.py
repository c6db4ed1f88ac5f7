"""What came of submitting, for people and for scripts."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from rtlint import __version__
from rtlint.report._text import printable
from rtlint.submit.account import Account
from rtlint.submit.answer import Answer
from rtlint.submit.compare import Change, Difference
from rtlint.submit.hide import Hider
from rtlint.submit.run import Outcome
from rtlint.text.secret import cut

SECRET, END = "OPENAI_REALTIME_CLIENT_SECRET", "OPENAI_REALTIME_CLIENT_SECRET_EXPIRES_AT"
"""The variables of `--output env`."""

_WIDTH = 60
_DID = {Change.CHANGED: "changed", Change.DROPPED: "dropped", Change.DEFAULTED: "filled in"}


def text(outcome: Outcome, now: datetime.datetime, hide: Hider) -> str:
    """An answer in some lines: the secret shortened, its end, the session, and what the server made different."""
    answer = outcome.answer
    assert answer is not None
    end = datetime.datetime.fromtimestamp(answer.expires_at, datetime.UTC)
    kind = str(answer.session.get("type") or "session")
    rows = {
        "secret": cut(answer.secret),
        "expires": f"{end:%Y-%m-%d %H:%M:%S} UTC, {_from_now(end - now)}",
        "session": f"{answer.id or 'without an id'}, {kind}",
        "model": answer.model,
    }
    lines = [name(outcome), *(f"  {key:8}  {value}" for key, value in rows.items() if value)]
    lines += [*_different(outcome), *(f"  note: {remark}" for remark in answer.remarks), ""]
    return "\n".join(printable(hide(line)) for line in lines)


def hider(outcome: Outcome, account: Account) -> Hider:
    """What keeps the secrets of a call out of what is said of an outcome."""
    return Hider(account.key, outcome.job.filling.hidden)


def name(outcome: Outcome) -> str:
    """What people call a document: its file, and its number where that holds several."""
    case = outcome.job.case
    return f"{case.source.path}, document {case.index + 1}" if case.documents > 1 else case.source.path


def _from_now(left: datetime.timedelta) -> str:
    seconds = round(left.total_seconds())
    if seconds <= 0:
        return "which is past"
    count, unit = (round(seconds / 60), "minute") if seconds >= 90 else (seconds, "second")
    return f"in {count} {unit}{'' if count == 1 else 's'}"


def _different(outcome: Outcome) -> Iterator[str]:
    if not outcome.differences:
        yield "  the session is as it was asked for"
        return
    counts = {change: sum(one.change is change for one in outcome.differences) for change in Change}
    told = ", ".join(f"{did} {counts[change]}" for change, did in _DID.items() if counts[change])
    yield f"  of its fields the API {told}:"
    widest = max(len(one.at) for one in outcome.differences)
    for one in outcome.differences:
        yield f"    {one.at:{widest}}  {_told(one, outcome)}"


def _told(one: Difference, outcome: Outcome) -> str:
    asked, got = _asked(one, outcome), _short(one.got)
    if one.change is Change.DROPPED:
        return f"dropped; {asked} was asked for"
    return f"{got}, not {asked}" if one.change is Change.CHANGED else f"{got}, filled in"


def _asked(one: Difference, outcome: Outcome) -> str:
    return _short(asked(one, outcome))


def asked(one: Difference, outcome: Outcome) -> Any:
    """What was asked for, as the file has it where it was filled in."""
    written = outcome.job.filling.written.get(outcome.job.order.in_document(one.path))
    return one.asked if written is None else str(written)


def _short(value: Any) -> str:
    told = value if isinstance(value, str) and value and "\n" not in value else msgspec.json.encode(value).decode()
    return told if len(told) <= _WIDTH else f"{told[: _WIDTH - 1]}…"


def env(answer: Answer) -> str:
    """The secret and its end as lines that a shell, or a reader of .env files, takes."""
    return f"{SECRET}={answer.secret}\n{END}={answer.expires_at}\n"


def as_json(outcomes: Sequence[Outcome], account: Account) -> str:
    """One JSON object, version 1: `secrets` with their sessions and what is different, and `failures`."""
    whole = {
        "version": 1,
        "rtlint": __version__,
        "secrets": [_secret(one, one.answer, hider(one, account)) for one in outcomes if one.answer],
        "failures": [_failure(one, hider(one, account)) for one in outcomes if one.refusal],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _secret(outcome: Outcome, answer: Answer, hide: Hider) -> dict[str, Any]:
    return {
        **_where(outcome),
        "value": answer.secret,
        "expires_at": answer.expires_at,
        "session": {key: hidden(answer.session.get(key), hide) for key in ("id", "type", "model")},
        "differences": [
            {
                "change": one.change.value,
                "at": one.at,
                "asked": hidden(asked(one, outcome), hide),
                "got": hidden(one.got, hide),
            }
            for one in outcome.differences
        ],
    }


def _failure(outcome: Outcome, hide: Hider) -> dict[str, Any]:
    told = outcome.refusal
    assert told is not None
    words = {"message": told.words, "advice": told.advice, "said": told.said}
    return {
        **_where(outcome),
        **{key: hide(text) for key, text in words.items()},
        "param": told.param or None,
        "request_id": told.request_id or None,
    }


def _where(outcome: Outcome) -> dict[str, Any]:
    return {"path": outcome.job.case.source.path, "document": outcome.job.case.index}


def hidden(value: Any, hide: Hider) -> Any:
    """A value with its texts free of secrets."""
    if isinstance(value, dict):
        return {key: hidden(item, hide) for key, item in value.items()}
    if isinstance(value, list):
        return [hidden(item, hide) for item in value]
    return hide(value) if isinstance(value, str) else value
