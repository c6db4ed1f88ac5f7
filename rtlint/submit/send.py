"""The way to the API: the official SDK, with its own tries and waits. Only this module knows it."""

import logging
import re
import ssl
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from rtlint.submit.account import Account
from rtlint.submit.order import TRANSLATIONS, Order
from rtlint.text.secret import mask

_NAMED = ("expires_after", "session")
"""The parts of a body that the SDK has names for."""


class Reply(msgspec.Struct, frozen=True):
    """What the server said: an HTTP status, the body as it came, and of the headers those that matter."""

    status: int
    body: bytes
    request_id: str = ""
    retry_after: str = ""
    location: str = ""


class Unreached(Exception):
    """No answer came. `why` is TIMEOUT, TLS, ROUTE or CUT; the message holds what the network said."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why


TIMEOUT, TLS, ROUTE, CUT = "timeout", "tls", "route", "cut"


_BROKEN_OFF = {"DecodingError", "ReadError", "RemoteProtocolError", "WriteError"}
"""What the SDK's client calls an answer that began, or might have."""


class NoSdk(Exception):
    """The SDK is not installed, too old for what is asked of it, or cannot begin with the system as it is."""


class Sender:
    """A line to the API; it may be used by several threads. NoSdk without the SDK."""

    def __init__(self, account: Account) -> None:
        try:
            import openai
        except ImportError as error:
            raise NoSdk("rtlint submit needs the openai SDK: pip install 'rtlint[submit]'") from error
        # Its log shows bodies, with what was filled in: nobody has asked for that, whatever OPENAI_LOG says.
        for name in ("openai", "httpx", "httpx2"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._openai = openai
        try:
            self._client = _client(openai, account)
        except Exception as error:  # a proxy's address, a file of certificates: of no common type
            raise NoSdk(
                f"the openai SDK cannot begin: {mask(str(error))}; look at SSL_CERT_FILE, HTTPS_PROXY and ALL_PROXY"
            ) from error

    def send(self, order: Order) -> Reply:
        """The server's answer, whatever its status is. Unreached where none came, NoSdk for an SDK that is too old."""
        create = self._door(order)
        named = {key: value for key, value in order.body.items() if key in _NAMED}
        rest = {key: value for key, value in order.body.items() if key not in _NAMED}
        if order.endpoint == TRANSLATIONS:
            named.setdefault("session", {})
        try:
            return _reply(create(**named, extra_body=rest or None).http_response)
        except self._openai.APIStatusError as error:
            return _reply(error.response)
        except self._openai.APITimeoutError as error:
            raise Unreached(TIMEOUT, "") from error
        except self._openai.APIConnectionError as error:
            raise _unreached(error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def _door(self, order: Order) -> Callable[..., Any]:
        """The SDK's function for an endpoint, such that it gives the answer as it came."""
        try:
            realtime = self._client.realtime
            place = realtime.translations.client_secrets if order.endpoint == TRANSLATIONS else realtime.client_secrets
        except AttributeError as error:
            version = self._openai.__version__
            raise NoSdk(f"openai {version} does not know {order.endpoint} yet: pip install -U openai") from error
        create: Callable[..., Any] = place.with_raw_response.create
        return create


def _client(openai: Any, account: Account) -> Any:
    return openai.OpenAI(
        api_key=account.key,
        organization=account.organisation or None,
        project=account.project or None,
        base_url=account.base_url,
        timeout=account.timeout,
        max_retries=account.retries,
        http_client=openai.DefaultHttpxClient(
            # A key goes where it was meant to go, and not where that points to.
            follow_redirects=False,
            # What is not encrypted stays on this machine: no proxy of the environment carries it elsewhere.
            trust_env=account.base_url.lower().startswith("https:"),
        ),
    )


def _reply(response: Any) -> Reply:
    told = response.headers
    named = (told.get(name, "") for name in ("x-request-id", "retry-after", "location"))
    return Reply(response.status_code, response.content, *named)


def _unreached(error: BaseException) -> Unreached:
    """What kept an answer from coming, by the causes of an error."""
    causes = list(_causes(error))
    words = re.sub(r"^\[[^]]*\] | \(_ssl\.c:\d+\)$", "", str(causes[-1]))
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or "SSL" in words or "certificate" in words.lower():
        return Unreached(TLS, words)
    names = {type(cause).__name__ for cause in causes}
    return Unreached(CUT if names & _BROKEN_OFF else ROUTE, words)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
