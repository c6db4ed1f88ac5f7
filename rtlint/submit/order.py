"""What is sent: the body of a request for a client secret, made of a document of any kind, and where it goes."""

from typing import Any

import msgspec

from rtlint.session.kinds import Kind, Layout
from rtlint.text.spot import Path

REALTIME = "/realtime/client_secrets"
TRANSLATIONS = "/realtime/translations/client_secrets"


class Unsendable(Exception):
    """A document that no request can be made of; the message says why."""

    ANSWER = "it is an answer of the API, and not a request"
    EMPTY = "it holds no session"


class Order(msgspec.Struct, frozen=True):
    """One request. `endpoint` is the path below the base URL; `body` is JSON.

    `way` leads from the root of the body to what was the root of the document, and `start` from that to what is sent of
    it: a path of the body is the document's without the one, with the other before it.
    """

    endpoint: str
    body: dict[str, Any]
    way: Path = ()
    start: Path = ()

    def in_document(self, path: Path) -> Path:
        """The document's path of a path of the body; one that the document does not have is its root."""
        if path[: len(self.way)] != self.way:
            return ()
        return (*self.start, *path[len(self.way) :])


def ordered(value: object, layout: Layout) -> Order:
    """The request that a document stands for, once its placeholders are filled in. Unsendable for an answer."""
    if not isinstance(value, dict):
        raise Unsendable(Unsendable.EMPTY)
    if layout.kind is Kind.RESPONSE:
        raise Unsendable(Unsendable.ANSWER)
    order = _order(value, layout)
    if not isinstance(order.body.get("session"), (dict, type(None))):
        raise Unsendable(Unsendable.EMPTY)
    return order


def _order(value: dict[str, Any], layout: Layout) -> Order:
    endpoint = TRANSLATIONS if layout.kind is Kind.TRANSLATION else REALTIME
    if layout.kind is Kind.EVENT or (layout.kind is Kind.TRANSLATION and layout.session and "type" in value):
        # A client sends it over a socket; its session is what a secret can open as well.
        return Order(endpoint, {"session": value.get("session", "")}, ("session",), ("session",))
    if layout.session:
        return Order(endpoint, value)
    return Order(endpoint, {"session": value}, ("session",))
