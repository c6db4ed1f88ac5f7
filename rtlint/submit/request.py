"""A request as it would be sent, for people: all of it but the key, and what variables hold that are secret."""

from typing import Any

import msgspec

from rtlint.submit.account import Account
from rtlint.submit.hide import Hider
from rtlint.submit.prepare import Job
from rtlint.text.secret import cut, is_secret
from rtlint.text.spot import Path


def request(job: Job, account: Account) -> str:
    """Method, URL, headers and body as a client would write them."""
    key = f"Bearer {cut(account.key)}" if account.key else "Bearer $OPENAI_API_KEY"
    headers = {"Authorization": key, "Content-Type": "application/json", **account.headers}
    lines = [f"POST {account.base_url}{job.order.endpoint}", *(f"{name}: {value}" for name, value in headers.items())]
    body = msgspec.json.format(msgspec.json.encode(shown(job)), indent=2).decode()
    return Hider(account.key)("\n".join([*lines, "", body, ""]))


def shown(job: Job) -> Any:
    """The body with what stands in the file in the place of secrets that were filled in."""
    return _shown(job.order.body, (), job)


def _shown(value: Any, path: Path, job: Job) -> Any:
    if isinstance(value, dict):
        return {key: _shown(item, (*path, key), job) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(item, (*path, index), job) for index, item in enumerate(value)]
    at = job.order.in_document(path)
    if not is_secret(at):
        return value
    return str(job.filling.written[at]) if at in job.filling.written else cut(str(value))
