"""The page read aloud, by a voice of the device and no other."""

import re
from json import dumps
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Opens, lend_watched
from tests.browser.tabs import Tabs

LOCAL = {"name": "Klara", "lang": "sv-SE", "localService": True}
CLOUD = {"name": "Moln", "lang": "sv-SE", "localService": False}
OTHER = {"name": "John", "lang": "en-GB", "localService": True}
ARABIC = {"name": "Leila", "lang": "ar-SA", "localService": True}
FAR_ARABIC = {"name": "Sahab", "lang": "ar-SA", "localService": False}
SPEECH = """
window.spoken = [];
const voices = %s;
const speech = { getVoices: () => voices, onvoiceschanged: null, cancel: () => spoken.push("(tyst)") };
speech.speak = (words) => { window.now = words; spoken.push(words.text); };
Object.defineProperty(window, "speechSynthesis", { value: speech });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
window.arrive = (voice) => { voices.push(voice); speech.onvoiceschanged?.(); };
"""


LISTEN = ".tools button"
BROKEN_OFF = "(tyst)"


def listening(opens: Opens, path: str, *voices: dict[str, Any], **more: Any) -> Page:
    """Open a page on a device with these voices."""
    return opens(path, SPEECH % dumps(voices), **more)


def spoken(page: Page) -> str:
    """Return what the device was last told to say."""
    return str(page.evaluate("spoken.at(-1)"))


@pytest.fixture
def routine(opens: Opens) -> Page:
    """A page on a device with a Swedish voice of its own, beside one in the cloud."""
    return listening(opens, "kalix/rutin/", CLOUD, LOCAL)


@pytest.mark.parametrize("voices", [(), (CLOUD,), (OTHER,), (CLOUD, OTHER)])
def test_only_a_swedish_voice_of_the_device_brings_the_button(
    opens: Opens, voices: tuple[dict[str, Any], ...]
) -> None:
    """A voice in the cloud would be sent the text, and an English one cannot read Swedish.

    Browsers load their voices when the page already stands.
    """
    page = listening(opens, "kalix/rutin/", *voices)
    button = page.get_by_role("button", name="Lyssna")
    assert (True, 0) == (page.locator(LISTEN).first.is_hidden(), button.count())

    page.evaluate("voice => arrive(voice)", CLOUD)
    assert not button.count()

    page.evaluate("voice => arrive(voice)", LOCAL | {"lang": "sv_SE"})
    assert button.is_visible()


def read_out(page: Page) -> list[str]:
    """Let the device say all of the page, and return what it said. Every piece is in sight when it is read."""
    return [text for _, text in read_by(page)]


def read_by(page: Page, button: str = "Lyssna") -> list[tuple[str, str]]:
    """Do that, and return who said each piece too."""
    page.get_by_role("button", name=button).click()
    page.emulate_media(reduced_motion="reduce")
    pieces: list[list[str]] = page.evaluate(
        """() => {
          const read = [];
          for (let many = 0; document.querySelector(".heard") && many < 2000; many++) {
            const { top } = document.querySelector(".heard").getBoundingClientRect();
            if (top < 0 || top > innerHeight) throw Error(`out of sight: ${now.text}`);
            read.push([now.voice.name, now.text]);
            now.onend();
          }
          return read;
        }"""
    )
    return [(name, text) for name, text in pieces]


def test_the_page_is_read_in_order_by_the_device(routine: Page) -> None:
    """Heading first, then the duty to report; the piece that is read is marked, and in sight."""
    pieces = read_out(routine)

    assert ["Rutinen i sju punkter", "Misstänker du att ett barn far illa?"] == pieces[:2]
    assert any(piece.startswith("När ett barn behöver hjälp") for piece in pieces)
    assert not re.search(r"Alla kommuner|Länk hit|\(PDF\)|^Pausa|¶|\u00ad", "\n".join(pieces), re.M)
    assert "Klara" == routine.evaluate("now.voice.name")
    assert ("Lyssna", 0) == (routine.locator(LISTEN).last.inner_text(), routine.locator(".heard").count())


def test_every_leaflet_can_be_read_aloud(site: Path, example_site: Path) -> None:
    """Each on its page, in each language: the script is there, and a button that waits for a voice."""
    pages = [page for folder in (site, example_site) for page in folder.glob("*/familj/**/index.html")]
    html = {str(page): page.read_text("utf-8") for page in pages}
    ready = ("listen.js", 'class="tools__listen"')

    assert len(html) > 18
    assert [] == [page for page, text in html.items() if not all(sign in text for sign in ready)]


def test_a_leaflet_is_read_and_not_the_page_around_it(opens: Opens) -> None:
    """From whom it is for to its last words: no list of other leaflets, and no way to complain."""
    page = listening(opens, "kalix/familj/barn/", LOCAL)
    pieces = read_out(page)
    thoughts = page.locator(".thoughts h2, .frames p, .own-words p").all_inner_texts()

    assert "Till dig som är barn" == pieces[0]
    assert thoughts == [piece for piece in pieces if piece in thoughts]
    assert thoughts[-1] == pieces[-1]
    assert not {"Vem är du?", "Så klagar du"} & {*pieces}


def test_a_translated_leaflet_is_read_in_its_language(tabs: Tabs, example_address: str) -> None:
    """By a local voice of it, its Swedish by a Swedish one, with buttons that its reader can read."""
    page_of = "norrby/familj/ar/"
    with lend_watched(tabs, example_address, script=SPEECH % dumps([FAR_ARABIC, LOCAL])) as page:
        page.goto(example_address + page_of)
        assert page.locator(LISTEN).first.is_hidden()

        page.evaluate("voice => arrive(voice)", ARABIC)
        pieces = read_by(page, "استمع")
        swedish = [text for name, text in pieces if name == "Klara"]

        assert {"Klara", "Leila"} == {name for name, _ in pieces}
        assert ("Leila", "عندما تكون الحياة أو الصحة في خطر.") in [
            (name, text.removeprefix("112. ")) for name, text in pieces
        ]
        assert [text for text in swedish if "Skolsköterskan" in text]
        assert not [text for text in swedish if re.search("[\u0600-\u06ff]", text)]

        page.get_by_role("button", name="استمع").click()
        assert ["إنهاء", "إيقاف مؤقت"] == page.locator(f"{LISTEN}:visible").all_inner_texts()


def test_a_leaflet_that_is_partly_swedish_needs_a_swedish_voice_too(tabs: Tabs, example_address: str) -> None:
    """Else some of it would be left out unheard, and nobody would know."""

    def make_old(route: Route) -> None:
        response = route.fetch()
        old = '<p class="untranslated">…</p><p class="lead"><span class="swedish" lang="sv">Ibland.</span> '
        route.fulfill(response=response, body=response.text().replace('<p class="lead">', old))

    with lend_watched(tabs, example_address, script=SPEECH % dumps([ARABIC])) as page:
        page.route("**/familj/ar/", make_old)
        page.goto(example_address + "norrby/familj/ar/")
        assert page.locator(LISTEN).first.is_hidden()

        page.evaluate("voice => arrive(voice)", LOCAL)
        assert ("Klara", "Ibland.") in read_by(page, "استمع")


def test_a_table_is_read_row_by_row(opens: Opens) -> None:
    """When to call, whom, and the number, in one piece; what is hidden is not read."""
    page = listening(opens, "kalix/", LOCAL)
    row = page.locator(".call_table tbody tr").first
    when, number = row.locator("th").inner_text(), row.locator(".number").inner_text()
    pieces = read_out(page)

    assert [piece for piece in pieces if piece.startswith(when) and number in piece]
    assert not [piece for piece in pieces if ".." in piece or piece.startswith(".")]


def test_a_question_is_read_in_one_piece(opens: Opens) -> None:
    """Its number, its words and its hint; the ticks' own panel is not read."""
    page = listening(opens, "kalix/checklista/", LOCAL)
    questions = enumerate(page.locator(".question .ask").all_inner_texts(), 1)
    text = "\n" + "\n".join(read_out(page))

    assert [] == [words for number, words in questions if f"\n{number}. {words}" not in text]
    assert "Spara bockarna" not in text


def test_one_pauses_goes_on_and_stops_by_keyboard(routine: Page) -> None:
    """The piece that was broken off is read again; to stop leads back to where one began."""
    button = routine.locator(LISTEN).last
    button.focus()
    routine.keyboard.press("Enter")

    assert routine.locator("h1").evaluate("name => name.classList.contains('heard')")

    routine.evaluate("now.onend()")
    piece = routine.evaluate("now.text")

    assert "Pausa" == button.inner_text()

    routine.keyboard.press("Space")
    routine.evaluate("now.onend()")

    assert ("Fortsätt", BROKEN_OFF) == (button.inner_text(), spoken(routine))

    routine.keyboard.press("Enter")

    assert ("Pausa", piece) == (button.inner_text(), spoken(routine))

    routine.keyboard.press("Shift+Tab")
    assert "Sluta" == routine.evaluate("document.activeElement.textContent")
    routine.keyboard.press("Enter")

    assert BROKEN_OFF == spoken(routine)
    assert "Lyssna" == routine.evaluate("document.activeElement.textContent")
    assert 0 == routine.get_by_role("button", name="Sluta").count()


def test_it_falls_silent_when_one_leaves(routine: Page) -> None:
    """And when the voice fails."""
    button = routine.get_by_role("button", name="Lyssna")
    button.click()
    routine.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert BROKEN_OFF == spoken(routine)

    button.click()
    routine.evaluate("now.onerror()")

    assert button.is_visible()


@pytest.mark.parametrize("path", ["kalix/", "kalix/rutin/", "kalix/nytt/"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_moves_when_a_voice_is_found(opens: Opens, path: str, width: int) -> None:
    """Neither on a desk nor on a phone, with a sheet or without."""
    page = listening(opens, path, width=width, has_touch=width < 1000)
    top = "document.querySelector('h1').getBoundingClientRect().top"
    before = page.evaluate(top)
    page.evaluate("voice => arrive(voice)", LOCAL)

    assert (before, width) == (page.evaluate(top), page.evaluate("document.documentElement.scrollWidth"))
