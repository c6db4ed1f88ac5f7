"""The line to the client: messages out of bytes, whatever comes, and bytes onto standard output."""

import asyncio
import json
import os
import re
import stat
import sys
import threading
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInternalError, JsonRpcInvalidParams
from pygls.protocol import LanguageServerProtocol

from rtlint.server.bug import say

_LENGTH = re.compile(rb"\s*content-length\s*:\s*(\d{1,12})\s*", re.IGNORECASE)
_MOST = 1 << 28
"""Bytes of a message beyond which the client cannot mean it."""

_PART = 1 << 16


class Broken(Exception):
    """Nothing that comes after this can be understood; the words say why."""


class Writer:
    """Standard output. Once nobody reads it `gone` is set and what is written is lost."""

    def __init__(self, file: int, gone: asyncio.Event) -> None:
        self._file = file
        self._gone = gone

    def write(self, data: bytes) -> None:
        """Write all of it."""
        left = memoryview(data)
        try:
            while left and not self._gone.is_set():
                left = left[os.write(self._file, left) :]
        except OSError:
            self._gone.set()

    def close(self) -> None:
        """Nothing is kept back, and the process ends anyway."""


async def opened(file: int) -> asyncio.StreamReader:
    """A reader of a file descriptor.

    It gives all that has arrived without a turn of the loop in between: a burst of changes is linted once.
    """
    reader, loop = asyncio.StreamReader(limit=_PART), asyncio.get_running_loop()
    mode = os.fstat(file).st_mode
    if sys.platform != "win32" and (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        pipe = os.fdopen(os.dup(file), "rb", buffering=0)
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    else:
        threading.Thread(target=_feed, args=(file, reader, loop), daemon=True).start()
    return reader


def _feed(file: int, reader: asyncio.StreamReader, loop: asyncio.AbstractEventLoop) -> None:
    """Read what no event loop can wait for: files, terminals, and pipes on Windows."""
    try:
        while data := os.read(file, _PART):
            loop.call_soon_threadsafe(reader.feed_data, data)
        loop.call_soon_threadsafe(reader.feed_eof)
    except (OSError, RuntimeError):  # the loop has ended before the file did
        return


async def listen(reader: asyncio.StreamReader, protocol: LanguageServerProtocol) -> None:
    """Hand each message to the protocol until there are no more. Broken for what is no message."""
    while (length := await _length(reader)) is not None:
        try:
            body = await reader.readexactly(length)
        except asyncio.IncompleteReadError:
            return
        heard(body, protocol)


def heard(body: bytes, protocol: LanguageServerProtocol) -> None:
    """Hand one message to the protocol; a request that cannot be understood is answered."""
    try:
        message = json.loads(body, object_hook=protocol.structure_message)
    except JsonRpcException as error:
        _refuse(body, error, protocol)
        return
    except (ValueError, RecursionError):
        say("rtlint: the client sent a message that is no JSON")
        return
    if hasattr(message, "jsonrpc"):
        protocol.handle_message(message)
    else:
        say("rtlint: the client sent JSON that is no message")


async def _length(reader: asyncio.StreamReader) -> int | None:
    """How many bytes the next message has; None when there is none."""
    length = None
    while True:
        try:
            line = await reader.readline()
        except ValueError as error:
            raise Broken("what comes has no lines, and a message starts with some") from error
        if not line:
            return None
        if found := _LENGTH.fullmatch(line):
            length = int(found[1])
            if length > _MOST:
                raise Broken(f"a message of {length} bytes is announced; the most is {_MOST}")
        elif length is not None and not line.strip():
            return length


def _refuse(body: bytes, error: JsonRpcException, protocol: LanguageServerProtocol) -> None:
    """Answer a request whose fields are not those that its method takes."""
    said: Any = json.loads(body)
    method = said.get("method") if isinstance(said, dict) else None
    say(f"rtlint: what came does not fit {method}")
    if method and "id" in said:
        fitting = JsonRpcInvalidParams if isinstance(error, JsonRpcInternalError) else type(error)
        words = fitting(f"the message does not fit {method}")
        answer = types.ResponseErrorMessage(id=said["id"], error=words.to_response_error())
        protocol._send_data(answer)  # noqa: SLF001  # its public ways need a request that was understood
