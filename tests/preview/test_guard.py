"""The preview answers its own pages and nobody else's."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse

from macros.preview.guard import Guard
from tests.preview.calls import ask

HOST = {"host": "127.0.0.1:8000"}
OWN = {**HOST, "origin": "http://127.0.0.1:8000"}
APP = Guard(PlainTextResponse("inside"))


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", HOST, 200),
        ("HEAD", {"host": "localhost:8000"}, 200),
        ("GET", {**HOST, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200),
        ("GET", {**HOST, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200),
        ("POST", OWN, 200),
        ("POST", {**OWN, "sec-fetch-site": "same-origin"}, 200),
        ("POST", {**HOST, "sec-fetch-site": "same-origin"}, 200),
        ("GET", {}, 403),
        ("GET", {"host": "x.example:8000"}, 403),
        ("GET", {"host": "127.0.0.1.x.example"}, 403),
        ("GET", {"host": "192.168.1.5:8000"}, 403),
        ("GET", {**HOST, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
        ("GET", {**HOST, "sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403),
        ("POST", HOST, 403),
        ("POST", {**HOST, "origin": "null"}, 403),
        ("POST", {**HOST, "origin": "http://x.example"}, 403),
        ("POST", {**HOST, "origin": "http://127.0.0.1:9000"}, 403),
        ("POST", {**HOST, "origin": "https://127.0.0.1:8000"}, 403),
        ("POST", {**OWN, "sec-fetch-site": "cross-site"}, 403),
        ("POST", {**OWN, "sec-fetch-site": "same-site"}, 403),
        ("POST", {**HOST, "sec-fetch-site": "none"}, 403),
        ("POST", {**OWN, "host": "x.example:8000"}, 403),
        ("PUT", OWN, 405),
        ("OPTIONS", OWN, 405),
    ],
)
def test_others_are_refused(method: str, headers: dict[str, str], status: int) -> None:
    """Other hosts, other origins, requests that another site's page makes, and methods that nothing uses."""
    answer = ask(APP, "/kalix/", headers, method)

    assert status == answer.status
    assert (status == 200) == (answer.text == "inside")


def test_a_host_that_is_named_twice_is_refused() -> None:
    """Which of them counts is a matter of taste, and so a way round."""
    assert 403 == ask(APP, "/", {"host": "127.0.0.1:8000", "Host": "x.example"}).status


def test_each_answer_may_neither_be_framed_nor_kept() -> None:
    """Of what is refused, too."""
    for headers in (HOST, {"host": "x.example"}):
        sent = ask(APP, "/", headers).headers

        assert "frame-ancestors 'none'" in sent["content-security-policy"]
        assert ("no-store", "same-origin") == (sent["cache-control"], sent["cross-origin-resource-policy"])
