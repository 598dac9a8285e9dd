"""The sites served on loopback, below a path if need be, and Chromium with an eye on what pages ask and do."""

import gzip
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.audit.findings import Finding
from tests.audit.kinds import WIDTHS, Look

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""The last: nothing that a page asks of anybody else leaves this machine; it is counted all the same."""


@cache
def script(name: str) -> str:
    """Read one of the audit's own scripts."""
    return Path(__file__).with_name(f"{name}.js").read_text(encoding="utf-8")


_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".webmanifest"}


@cache
def _pack(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), 6)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: Any, below: str, caching: str, packed: bool, **options: Any) -> None:
        self.below, self.caching, self.packed = below, caching, packed
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing about each request."""

    def do_GET(self) -> None:
        """Send a text packed if asked to, as a host does; any other file as it is."""
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        if not (self.packed and file.is_file() and file.suffix in _TEXTS):
            super().do_GET()
            return
        content = _pack(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Let a browser keep what it has fetched, as a host would."""
        self.send_header("Cache-Control", self.caching)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        """Map what lies below the site's path to its folder, and nothing else."""
        if not path.startswith(self.below):
            return str(Path(self.directory) / "nothing-here")
        return super().translate_path("/" + path.removeprefix(self.below))


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that leaves in the middle of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(site: Path, below: str = "/", caching: str = "max-age=600", packed: bool = False) -> Iterator[str]:
    """Serve a site on loopback. Give its address."""
    handler = partial(_Handler, directory=str(site), below=below, caching=caching, packed=packed)
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{below}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def launch(playwright: Playwright) -> Browser:
    """Start Chromium: without windows, which costs half of the processor's time, or the whole browser."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "Chromium is missing: apt-get install chromium-headless-shell"
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def make_listeners(
    address: str, asked: list[str], failed: list[str], said: list[str]
) -> dict[Any, Callable[[Any], None]]:
    """Return listeners by their event: they add to the lists what leaves a site, what fails, and errors.

    An error that nobody catches is ``weberror`` of a context, and ``pageerror`` of a page.
    """
    ours = (address, "data:", "blob:", "about:")

    def note(lines: list[str], is_fault: bool, text: str) -> None:
        if is_fault:
            lines.append(text)

    return {
        "request": lambda request: note(asked, not request.url.startswith(ours), request.url),
        "response": lambda answer: note(failed, answer.status >= 400, f"{answer.status} {answer.url}"),
        "console": lambda line: note(said, line.type in ("error", "warning"), line.text),
        "weberror": lambda error: note(said, True, str(error.error)),
        "pageerror": lambda error: note(said, True, str(error)),
    }


@dataclass(slots=True)
class Watch:
    """What happens in a context while its pages are visited."""

    address: str
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Begin to watch."""
        context.add_init_script(script("watch"))
        for event, listener in make_listeners(self.address, self.asked, self.failed, self.said).items():
            context.on(event, listener)

    def findings(self, page: Page, kind: str, state: str) -> list[Finding]:
        """Give what has happened since last time, the policy's violations included, and begin anew."""
        stopped = page.evaluate("watch.violations.splice(0)")
        about_policy = [line for line in self.said if "Content Security Policy" in line]
        faults = [
            *(("requests", "third party", url) for url in self.asked),
            *(("requests", "not found", line) for line in self.failed),
            *(("policy", "violation", line) for line in stopped or about_policy),
            *(("console", "error", line) for line in self.said if line not in about_policy),
        ]
        for lines in (self.asked, self.failed, self.said):
            lines.clear()
        return [Finding(check, rule, kind, state, line) for check, rule, line in faults]


@contextmanager
def visits(
    browser: Browser, address: str, look: Look, calm: bool = False, warm: bool = False
) -> Iterator[tuple[Page, Watch]]:
    """Open an empty page with a look, watched. ``calm`` asks for reduced motion.

    ``warm`` fetches the site's first page before: fonts that come late are shown from the second page on.
    """
    context = browser.new_context(
        viewport={"width": look.width, "height": WIDTHS[look.width]},
        locale="sv-SE",
        color_scheme="dark" if look.scheme == "dark" else "light",
        forced_colors="active" if look.scheme == "forced" else "none",
        reduced_motion="reduce" if calm else "no-preference",
    )
    context.set_default_timeout(20_000)
    watch = Watch(address)
    watch.over(context)
    try:
        page = context.new_page()
        if warm:
            go(page, address)
        yield page, watch
    finally:
        context.close()


def go(page: Page, address: str) -> None:
    """Open a page, and wait until it stands still: fonts loaded, scripts done."""
    got = page.goto(address, wait_until="load")
    if not got or not got.ok:
        raise LookupError(f"no page at {address}")
    page.evaluate("document.fonts.ready.then(() => true)")
