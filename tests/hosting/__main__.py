"""Hold a running container, or this machine's nginx, against what the site promises.

``python -m tests.hosting`` stages the example (``.container/stage``) at the root of a host and in a folder of one,
and serves both. With an address it asks what runs there. By hand: not every machine has nginx.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

from macros.checks import load
from macros.web.headers import CALENDAR, FONTS, PAGES, base_path, headers
from macros.web.site_build import build_pages
from tests.edits import copy_example, edit_example
from tests.sites import ROOT, TODAY

ADDRESSES = ("https://exempelparmen.example/", "https://kommunen.example/a/parmen/")


def main(arguments: list[str]) -> int:
    """Ask a server; return 1 where it answers otherwise than it should."""
    faults = 0
    if arguments:
        address = load(ROOT / "data").site.address
        faults += report(arguments[0], list(ask(arguments[0].rstrip("/"), address, "kalix")))
    for address in () if arguments else ADDRESSES:
        with staged(address) as folder, served(folder) as host:
            faults += report(address, [*ask(host, address, "norrby"), *ask_health(host)])
    return int(faults > 0)


def ask_health(host: str) -> Iterator[str]:
    """Yield what the container's own health check says otherwise than it should, with and without a server."""
    port = str(urlsplit(host).port)
    for tried, healthy in ((port, True), ("1", False)):
        done = subprocess.run(
            [".container/healthy"],
            cwd=ROOT,
            env={**os.environ, "PORT": tried},
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if healthy != (done.returncode == 0):
            yield f".container/healthy on port {tried}: {done.returncode}"


def report(name: str, faults: list[str]) -> int:
    print(f"{name}: {'as it should' if not faults else 'NOT as it should'}")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return len(faults)


@contextmanager
def staged(address: str) -> Iterator[Path]:
    """Yield the folder that the container would serve of the example."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        work.chmod(0o755)  # started by root, nginx answers as somebody else
        site = edit_example("site.yaml", ("https://exempelparmen.example/", address))
        data = copy_example(work / "data", site)
        build_pages(work / "site", load(data, TODAY))
        environment = {**os.environ, "DATA": str(data)}
        command = [".container/stage", str(work / "out"), str(work / "site")]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        yield work / "out"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the host at which nginx serves a staged folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = folder / "nginx.conf"
    text = settings.read_text(encoding="utf-8").replace("listen 8080;", f"listen 127.0.0.1:{port};")
    settings.write_text(text.replace("/tmp/", f"{folder}/tmp-"), encoding="utf-8")
    command = ["nginx", "-e", "stderr", "-p", str(folder), "-c", "nginx.conf"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as server:
        try:
            while True:
                assert server.poll() is None, server.stderr and server.stderr.read().decode()
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    continue
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def get(host: str, path: str, **sent: str) -> tuple[HTTPResponse, bytes]:
    """Return an answer, as it is: nothing is followed."""
    connection = HTTPConnection(urlsplit(host).netloc, timeout=10)
    connection.request("GET", path, headers=sent)
    answer = connection.getresponse()
    return answer, answer.read()


def ask(host: str, address: str, town: str) -> Iterator[str]:
    """Yield what a server answers otherwise than it should."""
    base = base_path(address)
    promised = headers(address)
    cases = {
        base: (200, "text/html; charset=utf-8", PAGES),
        f"{base}{town}/kontakter/": (200, "text/html; charset=utf-8", PAGES),
        f"{base}finns-inte/": (404, "text/html; charset=utf-8", {}),
        f"{base}worker.js": (200, "application/javascript; charset=utf-8", PAGES),
        f"{base}{town}/kalender.ics": (200, f"{CALENDAR}; charset=utf-8", PAGES),
        f"{base}{town}/nytt.xml": (200, "application/atom+xml", PAGES),
        f"{base}assets/fonts/literata-400-italic.woff2": (200, "font/woff2", FONTS),
    }
    for path, (status, kind, cached) in cases.items():
        answer, content = get(host, path)
        said = dict(answer.getheaders())
        if (status, kind) != (answer.status, said.get("Content-Type")):
            yield f"{path}: {answer.status} {said.get('Content-Type')}, not {status} {kind}"
        wrong = {
            name: said.get(name) for name, value in (promised | cached).items() if said.get(name) != value
        }
        if wrong:
            yield f"{path}: {wrong}"
        if status == 404 and b"<title>" not in content:
            yield f"{path}: not the site's own page"
        if "/" in said.get("Server", ""):
            yield f"{path}: the server tells its version"
    answer, content = get(host, "/_health")
    if (200, b"ok\n") != (answer.status, content):
        yield f"/_health: {answer.status} {content[:40]!r}"
    answer, _ = get(host, f"{base}{town}")
    if (301, f"{base}{town}/") != (answer.status, answer.getheader("Location")):
        yield f"{base}{town}: {answer.status} {answer.getheader('Location')}"
    answer, _ = get(host, base, **{"Accept-Encoding": "gzip"})
    if answer.getheader("Content-Encoding") != "gzip":
        yield "pages are not compressed"
    for path in ("/../nginx.conf", "/site.conf", f"{base}.htaccess", f"{base}.built", f"{base}_headers"):
        answer, _ = get(host, path)
        if answer.status not in (400, 404):
            yield f"{path}: {answer.status}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
