"""A request as it would be sent, for people and scripts: all of it but the key, and what variables hold in secret."""

import json
from collections.abc import Sequence
from typing import Any

from rtlint import __version__
from rtlint.submit.account import Account
from rtlint.submit.hide import Hider
from rtlint.submit.prepare import Job
from rtlint.submit.summary import hidden, title
from rtlint.text.secret import cut, is_secret
from rtlint.text.spot import Path


def request(job: Job, account: Account) -> str:
    """Method, URL, headers and body as a client would write them."""
    lines = [f"POST {account.base_url}{job.order.endpoint}"]
    lines += (f"{name}: {value}" for name, value in _headers(account).items())
    head = Hider(account.key)("\n".join(lines))
    return f"{head}\n\n{json.dumps(shown(job, account), indent=2, ensure_ascii=False)}\n"


def requests(jobs: Sequence[Job], account: Account) -> str:
    """One request as it is; several one after the other, each below a line `### FILE`, as `.http` files have them."""
    if len(jobs) == 1:
        return request(jobs[0], account)
    return "\n".join(f"### {title(job)}\n{request(job, account)}" for job in jobs)


def as_json(jobs: Sequence[Job], account: Account) -> str:
    """One JSON object, version 1: `requests`, each with the file that it comes from."""
    whole = {
        "version": 1,
        "rtlint": __version__,
        "requests": [
            {
                "path": job.case.source.path,
                "document": job.case.index,
                "method": "POST",
                "url": f"{account.base_url}{job.order.endpoint}",
                "headers": hidden(_headers(account), Hider(account.key)),
                "body": shown(job, account),
            }
            for job in jobs
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def shown(job: Job, account: Account) -> Any:
    """The body with what stands in the file in the place of secrets that were filled in."""
    return hidden(_shown(job.order.body, (), job), Hider(account.key, job.filling.secret))


def _headers(account: Account) -> dict[str, str]:
    key = f"Bearer {cut(account.key)}" if account.key else "Bearer $OPENAI_API_KEY"
    return {"Authorization": key, "Content-Type": "application/json", **account.headers}


def _shown(value: Any, path: Path, job: Job) -> Any:
    if isinstance(value, dict):
        return {key: _shown(item, (*path, key), job) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(item, (*path, index), job) for index, item in enumerate(value)]
    at = job.order.in_document(path)
    if not is_secret(at):
        return value
    return job.filling.written.get(at, cut(str(value)))
