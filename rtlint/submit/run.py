"""Jobs at work: a few at once, each with its own end, in the order in which they were given."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec

from rtlint.submit.account import Account
from rtlint.submit.answer import Answer, Odd, read
from rtlint.submit.compare import Difference, differences
from rtlint.submit.hide import HIDDEN, Hider
from rtlint.submit.prepare import Job
from rtlint.submit.refusal import Refusal, of_no_sdk, of_odd, of_reply, of_silence
from rtlint.submit.send import NoSdk, Sender, Unreached
from rtlint.text.spot import Path

AT_ONCE = 4
"""Requests on their way at the same time: an account has a limit for each minute, and a folder has few agents."""

OK = 200


class Outcome(msgspec.Struct, frozen=True):
    """What came of a job: an answer with what the server made different, or a refusal.

    `differences` and `refusal` hold nothing secret; `answer` is as it came.
    """

    job: Job
    answer: Answer | None = None
    differences: tuple[Difference, ...] = ()
    refusal: Refusal | None = None


def _untold(_outcome: Outcome) -> None:
    """Nobody watches."""


def submitted(jobs: Sequence[Job], account: Account, told: Callable[[Outcome], None] = _untold) -> list[Outcome]:
    """What came of each job; `told` hears of each as it ends. NoSdk without the SDK.

    An interrupt ends the waiting at once; requests that are on their way may still be answered.
    """
    sender = Sender(account)
    workers = ThreadPoolExecutor(AT_ONCE)
    try:
        waiting = [workers.submit(_heard, job, sender, account, told) for job in jobs]
        return [one.result() for one in waiting]
    finally:
        workers.shutdown(wait=False, cancel_futures=True)
        sender.close()


def _heard(job: Job, sender: Sender, account: Account, told: Callable[[Outcome], None]) -> Outcome:
    outcome = _one(job, sender, account)
    told(outcome)
    return outcome


def _one(job: Job, sender: Sender, account: Account) -> Outcome:
    hide = Hider(account.key, job.filling.hidden)
    try:
        reply = sender.send(job.order)
        if reply.status != OK:
            return Outcome(job, refusal=of_reply(reply, account, hide))
        answer = read(reply.body, job.order.endpoint)
    except NoSdk as error:
        return Outcome(job, refusal=of_no_sdk(error))
    except Unreached as error:
        return Outcome(job, refusal=of_silence(error, account, hide))
    except Odd as error:
        return Outcome(job, refusal=of_odd(error, account))
    found = differences(job.order.body.get("session") or {}, answer.session)
    return Outcome(job, answer, tuple(_tellable(one, job, hide) for one in found))


def _tellable(one: Difference, job: Job, hide: Hider) -> Difference:
    """A difference that gives nothing away: what was filled in stands there as the file has it.

    The echo of a variable's value does not stand there at all.
    """
    at = job.order.in_document(one.path)
    inside = {path[len(at) :]: text for path, text in job.filling.written.items() if path[: len(at)] == at}
    varies = any(path[: len(at)] == at for path in job.filling.varying)
    got = HIDDEN if varies and one.got is not None else hide.within(one.got)
    return Difference(one.change, hide.within(one.path), hide.within(_as_written(one.asked, inside)), got)


def _as_written(value: Any, written: dict[Path, str], path: Path = ()) -> Any:
    if path in written:
        return str(written[path])
    if isinstance(value, dict):
        return {key: _as_written(item, written, (*path, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item, written, (*path, index)) for index, item in enumerate(value)]
    return value
