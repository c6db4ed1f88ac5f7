"""What the API answered: the key, its end, the session as the server made it; and answers that are none."""

import re
from typing import Any

import msgspec

from rtlint.api import response
from rtlint.gate import prepared
from rtlint.session import shape
from rtlint.submit.order import TRANSLATIONS
from rtlint.text.spot import Path, dotted

Decoded = response.ClientSecretResponse | response.TranslationResponse


_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""What can follow `Bearer` in a header; a shell does nothing with it."""

_LATEST = 253_402_300_799
"""The last second of the year 9999: no calendar goes further."""


class Odd(Exception):
    """An answer that is not what the API documents; the message says in what way."""


class Answer(msgspec.Struct, frozen=True):
    """A client secret. `expires_at` is in seconds since the Unix epoch; `session` is JSON as it came.

    `decoded` is the same as structs, None where the server says what they do not know; `remarks` tell what that is.
    """

    secret: str
    expires_at: int
    session: dict[str, Any]
    decoded: Decoded | None
    remarks: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The session's id, empty where there is none."""
        return str(self.session.get("id") or "")

    @property
    def model(self) -> str:
        """The model that the session will use, empty where the answer tells none."""
        return str(self.session.get("model") or "")


def read(body: bytes, endpoint: str) -> Answer:
    """The answer of an endpoint. Odd for a body that holds no secret."""
    try:
        value = msgspec.json.decode(body)
    except (ValueError, RecursionError) as error:
        raise Odd(_no_json(body)) from error
    answer = of_value(
        value, response.TranslationResponse if endpoint == TRANSLATIONS else response.ClientSecretResponse
    )
    if not _TOKEN.fullmatch(answer.secret):
        raise Odd("its value is no token")
    return answer


def _no_json(body: bytes) -> str:
    start = body.strip()[:1]
    return "it is a web page" if start == b"<" else "it is not JSON" if start else "it is empty"


def of_value(value: object, type_: type[Decoded]) -> Answer:
    """The answer that a value of JSON is. Odd for one that holds no secret."""
    if not isinstance(value, dict):
        raise Odd("it is no object")
    for key, kind, words in (("value", str, "text"), ("expires_at", int, "whole number"), ("session", dict, "object")):
        if not isinstance(value.get(key), kind) or isinstance(value.get(key), bool):
            raise Odd(f"it has no {key}" if value.get(key) is None else f"its {key} is no {words}")
    if not 0 <= value["expires_at"] <= _LATEST:
        raise Odd("its expires_at is no time")
    faults = [] if shape.fits(value, type_) else shape.faults(value, type_, ())
    decoded = msgspec.convert(_without(value, faults), prepared(type_)) if not _others(faults) else None
    return Answer(value["value"], value["expires_at"], value["session"], decoded, tuple(map(_remark, faults)))


def _others(faults: list[shape.Fault]) -> list[shape.Fault]:
    """The faults that are more than a key which is new."""
    return [fault for fault in faults if fault.kind != shape.UNKNOWN]


def _without(value: Any, faults: list[shape.Fault], path: Path = ()) -> Any:
    """A value without the keys that no struct has."""
    unknown = {fault.spot.path for fault in faults if fault.kind == shape.UNKNOWN}
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if (*path, key) not in unknown}
        return {key: _without(item, faults, (*path, key)) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without(item, faults, (*path, index)) for index, item in enumerate(value)]
    return value


def _remark(fault: shape.Fault) -> str:
    at = dotted(fault.spot.path)
    return f"{at} is new to rtlint" if fault.kind == shape.UNKNOWN else f"{at} is not what the API documents"
