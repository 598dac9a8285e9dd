"""The page read aloud, by a voice of the device and no other."""

from __future__ import annotations

import re
from json import dumps
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Opens

LOCAL = {"name": "Klara", "lang": "sv-SE", "localService": True}
CLOUD = {"name": "Moln", "lang": "sv-SE", "localService": False}
OTHER = {"name": "John", "lang": "en-GB", "localService": True}
SPEECH = """
window.said = [];
const voices = %s;
const speech = { getVoices: () => voices, onvoiceschanged: null, cancel: () => said.push("(tyst)") };
speech.speak = (words) => { window.now = words; said.push(words.text); };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.arrive = (voice) => { voices.push(voice); speech.onvoiceschanged?.(); };
"""


def listening(opens: Opens, path: str, *voices: dict[str, Any], **more: Any) -> Page:
    """Open a page on a device with these voices."""
    return opens(path, SPEECH % dumps(voices), **more)


@pytest.mark.parametrize("voices", [(), (CLOUD,), (OTHER,), (CLOUD, OTHER)])
def test_without_a_voice_of_the_device_there_is_no_button(
    opens: Opens, voices: tuple[dict[str, Any], ...]
) -> None:
    """A voice in the cloud would be sent the text, and an English one cannot read Swedish."""
    page = listening(opens, "kalix/rutin/", *voices)

    assert page.locator(".tools button").first.is_hidden()
    assert not page.get_by_role("button", name="Lyssna").count()


def test_a_voice_that_comes_later_brings_the_button(opens: Opens) -> None:
    """Browsers load their voices when the page already stands."""
    page = listening(opens, "kalix/rutin/")
    page.evaluate("voice => arrive(voice)", CLOUD)

    assert not page.get_by_role("button", name="Lyssna").count()

    page.evaluate("voice => arrive(voice)", LOCAL | {"lang": "sv_SE"})

    assert page.get_by_role("button", name="Lyssna").is_visible()


def test_the_page_is_read_in_order_by_the_device(opens: Opens) -> None:
    """Heading first, then the duty to report; the piece that is read is marked, and in sight."""
    page = listening(opens, "kalix/rutin/", CLOUD, LOCAL)
    page.get_by_role("button", name="Lyssna").click()

    assert "Klara" == page.evaluate("now.voice.name")
    assert page.locator("h1").evaluate("name => name.classList.contains('heard')")

    read = read_out(page)

    assert read[:2] == ["Rutinen i sju punkter", "Misstänker du att ett barn far illa?"]
    assert any(one.startswith("När ett barn behöver hjälp") for one in read)
    assert not [one for one in read if re.search(r"Alla kommuner|Länk hit|\(PDF\)|^Pausa|¶|\u00ad", one)]
    assert "Lyssna" == page.locator(".tools button").last.inner_text()
    assert not page.locator(".heard").count()


def read_out(page: Page) -> list[str]:
    """Let the device say all of it, and give what it said. Every piece is in sight when it is read."""
    page.emulate_media(reduced_motion="reduce")
    said: list[str] = page.evaluate(
        """() => {
          const read = [];
          for (let many = 0; document.querySelector(".heard") && many < 2000; many++) {
            const { top } = document.querySelector(".heard").getBoundingClientRect();
            if (top < 0 || top > innerHeight) throw Error(`out of sight: ${now.text}`);
            read.push(now.text);
            now.onend();
          }
          return read;
        }"""
    )
    return said


def test_a_table_is_read_row_by_row(opens: Opens) -> None:
    """When to call, whom, and the number, in one piece; what is hidden is not read."""
    page = listening(opens, "kalix/", LOCAL)
    page.get_by_role("button", name="Lyssna").click()
    row = page.locator(".call_table tbody tr").first
    when, number = row.locator("th").inner_text(), row.locator(".number").inner_text()
    read = read_out(page)

    assert [one for one in read if one.startswith(when) and number in one]
    assert not [one for one in read if ".." in one or one.startswith(".")]


def test_a_question_is_read_in_one_piece(opens: Opens) -> None:
    """Its number, its words and its hint; the ticks' own panel is not read."""
    page = listening(opens, "kalix/checklista/", LOCAL)
    page.get_by_role("button", name="Lyssna").click()
    asked = page.locator(".question .ask").all_inner_texts()
    read = read_out(page)

    assert all(
        any(one.startswith(f"{number}. {words}") for one in read) for number, words in enumerate(asked, 1)
    )
    assert not [one for one in read if "Spara bockarna" in one]


def test_one_pauses_goes_on_and_stops_by_keyboard(opens: Opens) -> None:
    """The piece that was broken off is read again; to stop leads back to where one began."""
    page = listening(opens, "kalix/rutin/", LOCAL)
    button = page.locator(".tools button").last
    button.focus()
    page.keyboard.press("Enter")
    page.evaluate("now.onend()")
    broken = page.evaluate("now.text")

    assert "Pausa" == button.inner_text()

    page.keyboard.press("Space")
    page.evaluate("now.onend()")

    assert "Fortsätt" == button.inner_text()
    assert "(tyst)" == page.evaluate("said.at(-1)")

    page.keyboard.press("Enter")

    assert broken == page.evaluate("said.at(-1)")
    assert "Pausa" == button.inner_text()

    page.keyboard.press("Shift+Tab")
    assert "Sluta" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert "(tyst)" == page.evaluate("said.at(-1)")
    assert "Lyssna" == page.evaluate("document.activeElement.textContent")
    assert page.get_by_role("button", name="Sluta").count() == 0


def test_it_falls_silent_when_one_leaves(opens: Opens) -> None:
    """And when the voice fails."""
    page = listening(opens, "kalix/rutin/", LOCAL)
    page.get_by_role("button", name="Lyssna").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert "(tyst)" == page.evaluate("said.at(-1)")

    page.get_by_role("button", name="Lyssna").click()
    page.evaluate("now.onerror()")

    assert page.get_by_role("button", name="Lyssna").is_visible()


def test_nothing_moves_when_a_voice_is_found(opens: Opens) -> None:
    """Neither on a desk nor on a phone, with a sheet or without."""
    for path in ("kalix/", "kalix/rutin/", "kalix/nytt/"):
        for width in (1280, 390, 320):
            page = listening(opens, path, width=width, has_touch=width < 1000)
            place = "document.querySelector('h1').getBoundingClientRect().top"
            before = page.evaluate(place)
            page.evaluate("voice => arrive(voice)", LOCAL)

            assert before == page.evaluate(place), (path, width)
            assert width == page.evaluate("document.documentElement.scrollWidth"), (path, width)
