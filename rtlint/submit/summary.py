"""What came of submitting, for people and for scripts."""

import datetime
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rtlint import __version__
from rtlint.report._text import plural, printable
from rtlint.submit.account import Account
from rtlint.submit.answer import Answer
from rtlint.submit.compare import Change, Difference
from rtlint.submit.hide import Hider
from rtlint.submit.prepare import Job
from rtlint.submit.run import Outcome
from rtlint.text.secret import cut

SECRET, END = "OPENAI_REALTIME_CLIENT_SECRET", "OPENAI_REALTIME_CLIENT_SECRET_EXPIRES_AT"
"""The variables of `--output env`."""

_WIDTH = 60
_HEAD = ("file", "session", "expires", "")
_NONE = "-"
_AS_ASKED = "as it was asked for"
_DID = {Change.CHANGED: "changed", Change.DROPPED: "dropped", Change.DEFAULTED: "filled in"}

Held = Mapping[str, str]
"""Why files were not sent, by path."""


def text(outcome: Outcome, now: datetime.datetime, hide: Hider, head: str = "") -> str:
    """An answer in some lines: the secret shortened, its end, the session, and what the server made different.

    `head` is the first line, the name of the document unless told.
    """
    answer = outcome.answer
    assert answer is not None
    kind = str(answer.session.get("type") or "session")
    rows = {
        "secret": cut(answer.secret) if answer.secret else "",
        "expires": _end(answer.expires_at, now) if answer.secret else "",
        "session": hide(printable(f"{answer.id or 'without an id'}, {kind}")),
        "model": hide(printable(answer.model)),
    }
    lines = [head or name(outcome), *(f"  {key:8}  {value}" for key, value in rows.items() if value)]
    lines += map(hide, (*_different(outcome), *(f"  note: {printable(remark)}" for remark in answer.remarks)))
    return "\n".join([*lines, ""])


def table(outcomes: Sequence[Outcome], held: Held, account: Account, now: datetime.datetime) -> str:
    """A line for each document, also for those that were not sent, and how many secrets there are."""
    rows = [_HEAD, *(_row(one, hider(one, account), now) for one in outcomes)]
    rows += [(printable(path), _NONE, _NONE, f"not sent: {why}") for path, why in held.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    secrets = plural(sum(one.answer is not None for one in outcomes), "secret")
    return "\n".join([*lines, "", f"{secrets} for {plural(len(rows) - 1, 'document')}", ""])


def hider(outcome: Outcome, account: Account) -> Hider:
    """What keeps the secrets of a call out of what is said of an outcome."""
    return Hider(account.key, outcome.job.filling.hidden)


def name(outcome: Outcome) -> str:
    """What people call a document: its file, and its number where that holds several."""
    return title(outcome.job)


def title(job: Job) -> str:
    """The same before there is an outcome."""
    path = printable(job.case.source.path)
    return f"{path}, document {job.case.index + 1}" if job.case.documents > 1 else path


def _row(outcome: Outcome, hide: Hider, now: datetime.datetime) -> tuple[str, ...]:
    answer, refusal = outcome.answer, outcome.refusal
    if answer is None:
        return name(outcome), _NONE, _NONE, hide(printable(refusal.words)) if refusal else ""
    told = _counts(outcome.differences) or _AS_ASKED
    return name(outcome), hide(printable(answer.id or _NONE)), _from_now(answer.expires_at, now), told


def _end(seconds: int, now: datetime.datetime) -> str:
    """A time in seconds since the Unix epoch, for people; years that no calendar has as the number."""
    try:
        end = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    except (OverflowError, ValueError, OSError):
        return f"at {seconds}, which is no time"
    return f"{end:%Y-%m-%d %H:%M:%S} UTC, {_from_now(seconds, now)}"


def _from_now(end: int, now: datetime.datetime) -> str:
    seconds = round(end - now.timestamp())
    if seconds <= 0:
        return "which is past"
    return f"in {plural(round(seconds / 60), 'minute') if seconds >= 90 else plural(seconds, 'second')}"


def _counts(differences: Sequence[Difference]) -> str:
    counts = {change: sum(one.change is change for one in differences) for change in Change}
    return ", ".join(f"{did} {counts[change]}" for change, did in _DID.items() if counts[change])


def _different(outcome: Outcome) -> Iterator[str]:
    if not outcome.differences:
        yield f"  the session is {_AS_ASKED}"
        return
    yield f"  of its fields the API {_counts(outcome.differences)}:"
    widest = max(len(printable(one.at)) for one in outcome.differences)
    for one in outcome.differences:
        yield f"    {printable(one.at):{widest}}  {_told(one, outcome)}"


def _told(one: Difference, outcome: Outcome) -> str:
    was, got = _short(asked(one, outcome)), _short(one.got)
    if one.change is Change.DROPPED:
        return f"dropped; {was} was asked for"
    return f"{got}, not {was}" if one.change is Change.CHANGED else f"{got}, filled in"


def asked(one: Difference, outcome: Outcome) -> Any:
    """What was asked for, with the placeholders of the file where there are any."""
    return _as_written(one.asked, outcome.job.order.in_document(one.path), outcome.job.filling.written)


def _as_written(value: Any, path: tuple[Any, ...], written: Mapping[tuple[Any, ...], str]) -> Any:
    if isinstance(value, dict):
        return {key: _as_written(item, (*path, key), written) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item, (*path, index), written) for index, item in enumerate(value)]
    return written.get(path, value)


def _short(value: Any) -> str:
    """A value on one line. Texts stand in quotes where they would read as something else."""
    bare = isinstance(value, str) and value.isprintable() and value.strip() == value != "" and not _reads(value)
    told = value if bare else printable(json.dumps(value, ensure_ascii=False))
    return told if len(told) <= _WIDTH else f"{told[: _WIDTH - 1]}…"


def _reads(written: str) -> bool:
    """Whether a text would be taken for a number, a word or a collection of JSON."""
    try:
        json.loads(written)
    except ValueError:
        return False
    return True


def env(answer: Answer) -> str:
    """The secret and its end as lines that a shell, or a reader of .env files, takes."""
    return f"{SECRET}={answer.secret}\n{END}={answer.expires_at}\n"


def as_json(outcomes: Sequence[Outcome], account: Account, held: Held = {}) -> str:  # noqa: B006  # nobody writes there
    """One JSON object, version 1: `secrets` with their sessions and what is different, and `failures`."""
    whole = {
        "version": 1,
        "rtlint": __version__,
        "secrets": [_secret(one, one.answer, hider(one, account)) for one in outcomes if one.answer],
        "failures": [
            *(_failure(one, hider(one, account)) for one in outcomes if one.refusal),
            *(_unsent(path, why) for path, why in held.items()),
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _secret(outcome: Outcome, answer: Answer, hide: Hider) -> dict[str, Any]:
    session = {"id": answer.id or None, "type": answer.session.get("type"), "model": answer.model or None}
    return {
        **_where(outcome),
        "value": answer.secret,
        "expires_at": answer.expires_at,
        "session": hidden(session, hide),
        "differences": [
            {
                "change": one.change.value,
                "at": hide(one.at),
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


def _unsent(path: str, why: str) -> dict[str, Any]:
    words = {"message": f"not sent: {why}", "advice": "", "said": "", "param": None, "request_id": None}
    return {"path": path, "document": None, **words}


def _where(outcome: Outcome) -> dict[str, Any]:
    return {"path": outcome.job.case.source.path, "document": outcome.job.case.index}


def hidden(value: Any, hide: Hider) -> Any:
    """A value with its texts free of secrets."""
    if isinstance(value, dict):
        return {key: hidden(item, hide) for key, item in value.items()}
    if isinstance(value, list):
        return [hidden(item, hide) for item in value]
    return hide(value) if isinstance(value, str) else value
