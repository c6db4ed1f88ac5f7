"""The server with all that it can do, and its line to the client: standard input and output."""

import asyncio
import logging
import os
import signal
import sys
from functools import partial

from rtlint.server import actions, completion, hover, links, pull, sync, watch
from rtlint.server.bug import say
from rtlint.server.desk import Call
from rtlint.server.line import waiting
from rtlint.server.lsp import Server
from rtlint.server.wire import Broken, Writer, listen, opened

FEATURES = (
    sync,
    pull,
    watch,
    actions,
    completion,
    hover,
    links,
)
"""The modules of what the server can do; each has `register`."""


def made(said: Call | None = None) -> Server:
    """A server with all features, which minds what the call says of configurations."""
    server = Server(said)
    for feature in FEATURES:
        feature.register(server)
    return server


def serve(said: Call | None = None) -> int:
    """Serve until the client says goodbye, or its end of the line is gone.

    The exit status is 0 after a `shutdown`, otherwise 1. Nothing but the protocol gets to standard output.
    """
    # pygls logs whole messages, and with them the texts of documents; `Server.bug` tells what went wrong.
    logging.getLogger("pygls").setLevel(logging.CRITICAL + 1)
    line = _own_line()
    server = made(said)
    asyncio.run(_served(server, line))
    return 0 if server.protocol._shutdown else 1  # noqa: SLF001  # pygls tells nobody


def _own_line() -> int:
    """Standard output for us alone: what anybody else prints goes to standard error."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # as long as the process
    line = os.dup(1)
    os.dup2(sys.stderr.fileno(), 1)
    sys.stdout = sys.stderr
    return line


async def _served(server: Server, line: int) -> None:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, told: server.bug(told.get("exception") or RuntimeError(told["message"])))
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, server.gone.set)
    server.hears_more = partial(waiting, 0)
    server.protocol.set_writer(Writer(line, server.gone))
    listening = loop.create_task(_heard(server))
    gone = loop.create_task(server.gone.wait())
    await asyncio.wait({listening, gone}, return_when=asyncio.FIRST_COMPLETED)


async def _heard(server: Server) -> None:
    try:
        await listen(await opened(0), server.protocol)
    except Broken as error:
        say(f"rtlint: {error}")
    except SystemExit:  # pygls has heard `exit`
        return
