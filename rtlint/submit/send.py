"""The way to the API: the official SDK, with its own tries and waits. Only this module knows it."""

import logging
import ssl
from collections.abc import Iterator
from typing import Any

import msgspec

from rtlint.submit.account import Account
from rtlint.submit.order import TRANSLATIONS, Order


class Reply(msgspec.Struct, frozen=True):
    """What the server said: an HTTP status, the body as it came, and of the headers those that matter."""

    status: int
    body: bytes
    request_id: str = ""
    retry_after: str = ""


class Unreached(Exception):
    """No answer came. `why` is TIMEOUT, TLS, ROUTE or CUT; the message holds what the network said."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(words)
        self.why = why


TIMEOUT, TLS, ROUTE, CUT = "timeout", "tls", "route", "cut"


class NoSdk(Exception):
    """The SDK is not installed, or too old for what is asked of it."""


class Sender:
    """A line to the API; it may be used by several threads. NoSdk without the SDK."""

    def __init__(self, account: Account) -> None:
        try:
            import openai
        except ImportError as error:
            raise NoSdk("rtlint submit needs the openai SDK: pip install 'rtlint[submit]'") from error
        # Its log shows bodies, with what was filled in: nobody has asked for that, whatever OPENAI_LOG says.
        logging.getLogger("openai").setLevel(logging.CRITICAL)
        self._openai = openai
        self._client = openai.OpenAI(
            api_key=account.key,
            organization=account.organisation or None,
            project=account.project or None,
            base_url=account.base_url,
            timeout=account.timeout,
            max_retries=account.retries,
            # A key goes where it was meant to go, and not where that points to.
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    def send(self, order: Order) -> Reply:
        """The server's answer, whatever its status is. Unreached where none came."""
        try:
            return _reply(self._create(order).http_response)
        except self._openai.APIStatusError as error:
            return _reply(error.response)
        except self._openai.APITimeoutError as error:
            raise Unreached(TIMEOUT, "") from error
        except self._openai.APIConnectionError as error:
            raise _unreached(error) from error

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def _create(self, order: Order) -> Any:
        rest = {key: value for key, value in order.body.items() if key not in ("expires_after", "session")}
        named = {key: value for key, value in order.body.items() if key not in rest}
        try:
            realtime = self._client.realtime
            place = realtime.translations.client_secrets if order.endpoint == TRANSLATIONS else realtime.client_secrets
        except AttributeError as error:
            raise NoSdk(
                f"the openai SDK {self._openai.__version__} is too old: pip install -U 'rtlint[submit]'"
            ) from error
        if order.endpoint == TRANSLATIONS:
            named.setdefault("session", {})
        return place.with_raw_response.create(**named, extra_body=rest or None)


def _reply(response: Any) -> Reply:
    told = response.headers
    return Reply(response.status_code, response.content, told.get("x-request-id", ""), told.get("retry-after", ""))


def _unreached(error: BaseException) -> Unreached:
    """What kept an answer from coming, by the causes of an error."""
    causes = list(_causes(error))
    words = str(causes[-1])
    if any(isinstance(cause, ssl.SSLError) for cause in causes) or "SSL" in words or "certificate" in words.lower():
        return Unreached(TLS, words)
    names = {type(cause).__name__ for cause in causes}
    return Unreached(CUT if names & {"RemoteProtocolError", "ReadError"} else ROUTE, words)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
