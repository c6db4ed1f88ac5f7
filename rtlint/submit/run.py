"""Jobs at work: a few at once, each with its own end, in the order in which they were given."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import msgspec

from rtlint.submit.account import Account
from rtlint.submit.answer import Answer, Odd, read
from rtlint.submit.compare import Difference, differences
from rtlint.submit.prepare import Job
from rtlint.submit.refusal import Refusal, of_odd, of_reply, of_silence
from rtlint.submit.send import Sender, Unreached

AT_ONCE = 4
"""Requests on their way at the same time: an account has a limit for each minute, and a folder has few agents."""

OK = 200


class Outcome(msgspec.Struct, frozen=True):
    """What came of a job: an answer with what the server made different, or a refusal."""

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
    try:
        reply = sender.send(job.order)
        if reply.status != OK:
            return Outcome(job, refusal=of_reply(reply, account))
        answer = read(reply.body, job.order.endpoint)
    except Unreached as error:
        return Outcome(job, refusal=of_silence(error, account))
    except Odd as error:
        return Outcome(job, refusal=of_odd(error, account))
    return Outcome(job, answer, differences(job.order.body.get("session") or {}, answer.session))
