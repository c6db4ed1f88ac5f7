"""An answer of the API that somebody kept, beside the document that asked for it."""

from collections.abc import Mapping
from typing import Any

from rtlint.rule.case import Case
from rtlint.session.kinds import Kind
from rtlint.submit.answer import Answer, Odd, of_value
from rtlint.submit.compare import differences
from rtlint.submit.order import Unsendable
from rtlint.submit.prepare import Job, filled_in, job_of
from rtlint.submit.run import Outcome
from rtlint.text.spot import Path


class Incomparable(Exception):
    """Two documents of which one is no answer, or the other no request; the message says which."""


def compared(answer: Case, asked: Case, environment: Mapping[str, str]) -> Outcome:
    """What the server made different, as when the answer had just come.

    Placeholders of `asked` are filled in from an environment; what stands at one that is not set is not compared.
    Incomparable for documents of other kinds.
    """
    if answer.tree is None or answer.layout.kind is not Kind.RESPONSE or not isinstance(answer.value, dict):
        raise Incomparable(f"{answer.source.path} is no answer of the API, which has value, expires_at and session")
    got = _answer(answer.value)
    try:
        job = job_of(asked, filled_in(asked, environment))
    except Unsendable as error:
        raise Incomparable(f"{asked.source.path} cannot be what was asked for: {error}") from error
    found = differences(job.order.body.get("session") or {}, got.session)
    return Outcome(job, got, tuple(one for one in found if not _is_unknown(one.path, job)))


def _answer(value: dict[str, Any]) -> Answer:
    """The answer with all its structs, or the session of one that is odd, or of an event of the server."""
    from rtlint.api.response import ClientSecretResponse, TranslationResponse

    session = value.get("session")
    translated = isinstance(session, dict) and session.get("type") == "translation"
    try:
        return of_value(value, TranslationResponse if translated else ClientSecretResponse)
    except Odd:
        return Answer("", 0, session if isinstance(session, dict) else {}, None)


def _is_unknown(path: Path, job: Job) -> bool:
    """Whether a path of the body leads to, or into, what is not known for a variable that is not set."""
    at = job.order.in_document(path)
    return any(at[: len(one.path)] == one.path for one in job.filling.missing)
