"""The server with all that it can do, and its line to the client: standard input and output."""

import asyncio
import sys
from threading import Event

from pygls.io_ import StdoutWriter, run_async

from rtlint.server import completion, sync
from rtlint.server.lsp import Server

FEATURES = (sync, completion)
"""The modules of what the server can do; each has `register`."""


def made() -> Server:
    """A server with all features."""
    server = Server()
    for feature in FEATURES:
        feature.register(server)
    return server


def serve() -> None:
    """Serve until the client says goodbye, or its end of the line is gone."""
    server = made()
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    asyncio.run(_served(server))


async def _served(server: Server) -> None:
    reader = asyncio.StreamReader()
    # A stream gives all that has arrived without a turn of the loop in between: a burst of changes is linted once.
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin.buffer)
    await run_async(stop_event=Event(), reader=reader, protocol=server.protocol)
