"""Run the preview: serve, watch, and start again when the program has changed."""

from __future__ import annotations

import asyncio
import atexit
import gc
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory

import uvicorn

from macros.preview.application import Application
from macros.preview.current_site import CurrentSite
from macros.preview.edit_pages import TOKEN
from macros.preview.press import Press
from macros.preview.tabs import Tabs
from macros.preview.watched_files import Kind, watch
from macros.project import PACKAGE

_RESTARTS = "Programmet har ändrats. Förhandsvisningen startar om."
_BROKEN = "Programmet har ändrats men går inte att starta. Förhandsvisningen går vidare som förut.\n{}"
_TRIAL = "import macros.commands.serve_command, macros.preview.server, macros.hooks"


class Preview:
    """A preview of one data folder."""

    def __init__(
        self,
        data: Path,
        folder: Path,
        missing_sheets: str = "",
        say: Callable[[str], object] = print,
        edits: bool = False,
    ) -> None:
        """Build into a folder of the preview's own.

        ``say`` prints a line for the one at the terminal. ``edits`` says whether pages begin with pencils.
        """
        self.tabs = Tabs()
        self.site = CurrentSite(data, folder, self.tabs.announce)
        self.press = Press(missing_sheets)
        self.application = Application(self.site, self.tabs, self.press, edits)
        self.restarts = False
        self._say = say
        self._server: _Server | None = None

    def serve(self, listening: socket, on_ready: Callable[[], object] = lambda: None) -> None:
        """Answer on a socket until somebody ends it, or the program has changed.

        Then ``restarts`` is true.
        """
        application = self.application.make()
        config = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config, self.tabs.close)
        try:
            with watch(self.site.readings.data, self.follow):
                self.site.update()
                self.press.start()
                on_ready()
                asyncio.run(self._server.serve(sockets=[listening]))
        finally:
            self.press.stop()
            self.site.close()

    def follow(self, kinds: set[Kind]) -> None:
        """Follow what has been saved."""
        if Kind.CODE in kinds:
            self._restart_if_sound()
            return
        if Kind.LOOK in kinds:
            self.press.restart()
        self.site.update(kinds)

    def end(self) -> None:
        """Stop answering, at once though pages are open."""
        if self._server is not None:
            self._server.end()

    def _restart_if_sound(self) -> None:
        """Ask for a restart, unless the changed program cannot be loaded."""
        trial = subprocess.run(
            [sys.executable, "-P", "-c", _TRIAL],
            env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        if trial.returncode:
            self._say(_BROKEN.format(trial.stderr.strip()))
        else:
            self._say(_RESTARTS)
            self.restarts = True
            self.end()


class _Server(uvicorn.Server):
    """A server that ends at once at Ctrl-C, though streams of events are open."""

    def __init__(self, config: uvicorn.Config, close_streams: Callable[[], object]) -> None:
        super().__init__(config)
        self._close_streams = close_streams

    def end(self) -> None:
        """End from any thread."""
        self._close_streams()
        self.should_exit = True

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End at Ctrl-C and SIGTERM in this block, where signals can be had."""
        loop = asyncio.get_running_loop()
        numbers = [signal.SIGINT, signal.SIGTERM]
        try:
            for number in numbers:
                loop.add_signal_handler(number, self.end)
        except (RuntimeError, ValueError, NotImplementedError):  # not in the main thread
            numbers = []
        try:
            yield
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)


def run(
    listening: socket, data: Path, missing_sheets: str, say: Callable[[str], object], edits: bool = False
) -> None:
    """Serve the preview on a socket until it is ended.

    Start the program again when that has changed.
    """
    atexit.register(gc.freeze)  # at the end all that was read need not be looked through once more
    host, port = listening.getsockname()
    ready = f"Klart. Öppna http://{host}:{port}/ i din webbläsare. Sluta med Ctrl och C."
    with TemporaryDirectory(prefix="parmen-serve-", ignore_cleanup_errors=True) as folder:
        preview = Preview(data, Path(folder), missing_sheets, say, edits)
        preview.serve(listening, lambda: say(ready))
    listening.close()
    if preview.restarts:
        sys.stdout.flush()
        os.environ[TOKEN] = preview.application.forms.token  # a form that is open can still be sent
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
