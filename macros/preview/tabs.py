"""Tell the open tabs that something may have changed.

A browser's tabs share one stream of events.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import StreamingResponse

_LOOK = b"data: look\n\n"
_ALIVE = b": alive\n\n"
_EVERY = 15
"""Seconds between signs of life: a stream whose browser has gone ends at the next."""


class Tabs:
    """The streams that are open. Each belongs to a browser, whichever tabs it has."""

    def __init__(self) -> None:
        """Start with no streams, in no loop."""
        self._streams: set[asyncio.Queue[bytes]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None

    def announce(self) -> None:
        """Ask every tab to look whether its page has changed. Call it from any thread."""
        self._put(_LOOK)

    def close(self) -> None:
        """End every stream: the preview ends."""
        self._put(b"")

    def _put(self, message: bytes) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._put_now, message)

    def _put_now(self, message: bytes) -> None:
        for stream in self._streams:
            stream.put_nowait(message)

    def open(self) -> StreamingResponse:
        """Return the answer that a browser's tabs listen to."""
        self._loop = asyncio.get_running_loop()
        return StreamingResponse(self._listen(), media_type="text/event-stream")

    async def _listen(self) -> AsyncIterator[bytes]:
        stream: asyncio.Queue[bytes] = asyncio.Queue()
        self._streams.add(stream)
        try:
            yield b"retry: 400\n\n"
            while True:
                try:
                    message = await asyncio.wait_for(stream.get(), _EVERY)
                except TimeoutError:
                    message = _ALIVE
                if not message:
                    return
                yield message
        finally:
            self._streams.discard(stream)
