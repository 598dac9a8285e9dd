"""Each language that a text may have can be shown: its letters on the web and on paper, and its direction."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from macros.checks import load
from macros.paper.documents import Writer
from macros.records.glyphs import glyph_class
from macros.records.languages import LANGUAGES, RIGHT_TO_LEFT, SWEDISH_NAMES, language_tag
from tests.edits import copy_example, edit_example
from tests.sites import ROOT, TODAY

LETTERS = {
    "fi": "åäöšž",
    "fit": "åäöšž",
    "se": "áčđŋšŧž",
    "smj": "áåäńñŋö",
    "sma": "ïåäæøö",
    "en": "z",
    "so": "dhkhxc’",
    "kmr": "çêîşû",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’«»",
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة،؛؟",
    "fa": "پچژگکیءآأؤئهۀ،؛؟۰۱۲۳۴۵۶۷۸۹«»\u200c",
    "ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆھەیێ،؛؟",
    "ti": "ሀለሐመሠረሰሸቀቐበተቸነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐ፡።፣",
}
"""The letters of each language that Swedish lacks, and its own signs."""


@pytest.fixture(scope="module")
def web_letters() -> set[int]:
    letters: set[int] = set()
    for file in (ROOT / "docs" / "assets" / "fonts").glob("*.woff2"):
        with TTFont(file, lazy=True) as font:
            letters |= font.getBestCmap().keys()
    return letters


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in ("sv", "lattlast")])
def test_our_fonts_have_every_letter_of_a_language(language: str, web_letters: set[int]) -> None:
    """With those of its own name, on the web and on paper."""
    words = LETTERS[language] + LANGUAGES[language].replace(" ", "")
    letters = set(words + words.upper())

    assert "" == "".join(sorted(letter for letter in letters if ord(letter) not in web_letters))
    assert re.fullmatch(f"[{glyph_class()}]+", words + words.upper())
    assert SWEDISH_NAMES[language] != LANGUAGES[language] or language == "fit"


def test_a_sheet_says_its_language_and_runs_in_its_direction(tmp_path: Path) -> None:
    """Values keep their own direction, and so do Swedish words in between."""
    title = ("  fi: Kun moni auttaa sinua\n", "".join(f"  {code}: {name}\n" for code, name in NAMES.items()))
    phone = ("      ar: تحدّث مع صحة الطلاب، هاتف {contacts.elevhalsa.phone}.\n",) * 2
    leaflet = edit_example(
        "agreements/exempelavtalet/leaflets/familj.yaml",
        title,
        (phone[0], phone[0] + "      fa: ‏تلفن {contacts.elevhalsa.phone}\n".replace("\u200f", "")),
    )
    shelf = load(copy_example(tmp_path / "data", leaflet), TODAY)
    writer = Writer(shelf, shelf.binders["norrby"])
    heads = {code: writer.sheet(f"familj-{code}").html.split(">")[1] for code in NAMES}

    assert heads == {
        code: f'\n<html lang="{language_tag(code)}"' + (' dir="rtl"' if code in RIGHT_TO_LEFT else "")
        for code in NAMES
    }
    assert "<bdi>070-174 06 20 (exempel)</bdi>" in writer.sheet("familj-fa").html
    assert 'dir="ltr">\u200eVi träffas\u200e</span>' in writer.sheet("familj-ckb").html
    assert ">Kurmanji: 1 av 53 texter</span>" in writer.sheet("familj-kmr").html


NAMES = {code: name for code, name in LANGUAGES.items() if code not in ("sv", "en", "ar")}
