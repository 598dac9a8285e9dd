"""Characters that deceive are found and shown; languages are spelled as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.checks import check
from macros.checks.disguise import undisguise
from macros.checks.page_texts import find_deceptive_pages
from macros.problems import quote
from macros.records.deceptive_text import cut_piles, find_deceptive, find_foreign_twin, normalize_nfc
from macros.records.scalars import Plain, Web
from macros.records.text import TextField
from tests.conftest import Copy

TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u206a\u206f\u2800"
    "\u3164\ufe00\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffc\U000e0001\U000e0041\U000e007f\U000e0100"
)
MEANINGLESS = "\x00\x07\x1b\x7f\x85\u2028\u2029\u0378\ue000\uf8ff\ufdd0\ufffe\uffff\U000f0000\U0010ffff\ud800"


@pytest.mark.parametrize("char", [*TURNS, *UNSEEN, *MEANINGLESS], ids="U+{0!a}".format)
def test_what_shows_nothing_is_refused_everywhere_and_shown(char: str) -> None:
    """Alone, in a word, after it, and in a number; the message holds its number and not itself."""
    for text in (char, f"Ka{char}lix", f"Kalix{char}", f"070-174{char} 06 05", f"مرحبا {char}1 مرحبا"):
        finding = find_deceptive(text)
        assert finding is not None, text
        assert ("control-character", text.index(char)) == (finding.rule, finding.start)
        assert f"(U+{ord(char):04X})" in finding.message
        assert char not in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Ring 112. ”Vad – när?” kostar 5 € i §2 … och ½ kg à la Čáhppes ŋ ǩ Ǯ ʒ\u00a0–\u202f\u2011ja",
        "می\u200cخواهم کتاب\u200cها را بخوانم",
        "سال ۱۳۵۷ ه\u200d.ش.",
        "क\u094d\u200dष और श\u094d\u200cव",
        "ක්\u200dෂ",
        "സ്\u200c എന്ന",
        "العربية، ٣ دقائق و 5 أيام",
        "ትግርኛ፡ ሰላም",
        "Українська мова: об'єднання, п’ять, SIP-план 2026",
        "Ελληνικά και Кирилиця och svenska i samma mening",
        "日本語のテスト 한국어",
        "👩\u200d👩\u200d👧\u200d👦 ❤\ufe0f 👍\U0001f3fd 1\ufe0f\u20e3 ☎\ufe0e 👩\U0001f3fd\u200d⚕\ufe0f",
        "10 µg, 20 m², 5:a, nº 3, x₂",
        "SIP2 och Ƙ ɓ ɗ ə Yorùbá Ɛwɛ",
    ],
)
def test_languages_are_spelled_as_they_are(text: str) -> None:
    """Joiners where a script spells with them, whole words of any script, emoji and units."""
    assert find_deceptive(text) is None


def test_a_pile_of_accents_is_refused_before_it_is_put_in_order() -> None:
    """Ordering takes a time that grows with the square of the pile; no language has more than some."""
    pile = "\u0301\u0323" * 100_000
    finding = find_deceptive(f"Kalix a{pile}")

    assert finding is not None
    assert "här står fler än 10 accenter på samma bokstav (U+0301)" == finding.message
    assert f"a{pile}" == normalize_nfc(f"a{pile}")
    assert ["e\u0301e", "ée"] == [cut_piles("e\u0301e"), normalize_nfc("e\u0301e")]
    assert [12, "qq"] == [len(cut_piles(f"q{pile}q")), undisguise(f"q{pile}q")]
    assert find_deceptive("quy\u0302\u0301\u0323") is None


MIXED = [
    ("Kаlix", "а (U+0430) en kyrillisk bokstav bland latinska"),
    ("Κalix", "Κ (U+039A) en grekisk bokstav bland latinska"),
    ("ΚаΙix", "а (U+0430) en kyrillisk bokstav bland latinska"),
    ("Övеrtorneå", "е (U+0435) en kyrillisk bokstav bland latinska"),
    ("поpа", "p (U+0070) en latinsk bokstav bland kyrilliska"),
    ("Kɑlix", "ɑ (U+0251) en fonetisk bokstav bland latinska"),
    ("Kaǀix", "ǀ (U+01C0) en fonetisk bokstav bland latinska"),
    ("Haparanԁa", "ԁ (U+0501) en kyrillisk bokstav bland latinska"),
    ("Boօ", "օ (U+0585) en armenisk bokstav bland latinska"),
    ("Kαlix-", "α (U+03B1) en grekisk bokstav bland latinska"),
    ("Ka\u0301lіx", "і (U+0456) en kyrillisk bokstav bland latinska"),
    ("Kaⅼix", "ⅼ (U+217C) en främmande bokstav bland latinska"),
    ("ａ", "ａ (U+FF41) ett tecken i en särskild stil, ingen vanlig bokstav eller siffra"),
    ("𝐊alix", "𝐊 (U+1D40A) ett tecken i en särskild stil, ingen vanlig bokstav eller siffra"),
    ("rum𝟑", "𝟑 (U+1D7D1) ett tecken i en särskild stil, ingen vanlig bokstav eller siffra"),
    ("SIPام", "ا (U+0627) en arabisk bokstav bland latinska"),
    ("rum٣", "٣ (U+0663) en arabisk bokstav bland latinska"),
]


@pytest.mark.parametrize(("word", "what"), MIXED)
def test_a_twin_letter_in_a_word_is_named(word: str, what: str) -> None:
    """The one that is of another alphabet than the most; wherever the word stands."""
    for text in (word, f"Vi bor i {word}.", f"я {word}, ja"):
        finding = find_deceptive(text)
        assert finding is not None
        assert ("mixed-script", text.index(word.rstrip("-"))) == (finding.rule, finding.start)
        assert finding.message.endswith(what)


@pytest.mark.parametrize("number", ["07٠", "070-174 06 0٥", "2026-11-٢١", "10:٣٠", "1,۵"])
def test_a_number_of_two_sorts_of_figures_is_named(number: str) -> None:
    finding = find_deceptive(number)

    assert finding is not None
    assert "ingen vanlig siffra" in finding.message


@pytest.mark.parametrize("text", ["Орса", "ОХА", "Каӏіх", "ΑΒΒΑ", "rum ٣", "а", "a о b"])
def test_what_only_looks_latin_is_refused_in_names_and_latin_texts(text: str) -> None:
    """A text in Ukrainian or Arabic may be all of that."""
    takes = (Plain, TextField, dict[str, Plain])
    assert find_deceptive(text) is None
    assert find_foreign_twin(text) is not None
    for kind, value in zip(takes, (text, {"sv": "Hej", "fi": text}, {"x": text}), strict=True):
        with pytest.raises(ValidationError, match="U\\+0"):
            TypeAdapter(kind).validate_python(value)
    for language in ("uk", "ar", "ti"):
        TypeAdapter(TextField).validate_python({"sv": "Hej", language: text})


def test_a_word_that_does_not_look_latin_may_be_named_in_swedish() -> None:
    """Such as a language's own name."""
    text = "Vi talar українська, ελληνικά och العربية."

    assert find_foreign_twin(text) is None
    assert str(TypeAdapter(Plain).validate_python(text)) == text


def test_a_link_of_twins_is_refused() -> None:
    with pytest.raises(ValidationError, match="latinska"):
        TypeAdapter(Web).validate_python("https://kalix.example/орос-а")


@pytest.mark.parametrize("name", ["nоrrby", "norr\u200bby", "norr\u202eby", "ｎorrby"])
def test_a_file_or_folder_with_a_twins_name_is_not_its_twin(name: str, example_copy: Copy) -> None:
    """The municipality, its file, and a page: each is refused, and what it is of is shown."""
    folder = example_copy({})
    town = (folder / "municipalities" / "norrby.yaml").read_text(encoding="utf-8")
    named = town.replace("name: Norrby", f'name: "{name.capitalize()}"')
    (folder / "municipalities" / f"{name}.yaml").write_text(town, encoding="utf-8")
    (folder / "municipalities" / "prov.yaml").write_text(named, encoding="utf-8")
    docs = folder.parent / "docs"
    docs.mkdir()
    (docs / f"{name}.md").write_text("# Hej", encoding="utf-8")
    rules = {"control-character", "mixed-script"}

    places = {problem.file for problem in check(folder)[1] if problem.rule in rules}

    assert 3 == len(places)
    assert {"data/municipalities/prov.yaml"} < places


PAGES = {
    "\ufeff# Hej\n\nVälkommen till Kаlix.\n": [(3, "mixed-script")],
    "a\n\nRing &#x202E;211 &shy; nu\n": [(3, "control-character")],
    "Fika &amp; prat &nbsp; 🙂\ufe0f i Kalix, العربية\n": [],
    "ett\u200b\ntvå\u2066\n": [(1, "control-character"), (2, "control-character")],
}


@pytest.mark.parametrize(("text", "expected"), PAGES.items())
def test_a_page_that_deceives_is_named_by_line(
    text: str, expected: list[tuple[int, str]], tmp_path: Path
) -> None:
    """Written as the character or as HTML's name for it."""
    (tmp_path / "sida.md").write_text(text, encoding="utf-8")

    assert expected == [(problem.line, problem.rule) for problem in find_deceptive_pages(tmp_path)]


def test_a_message_shows_what_it_quotes() -> None:
    """No quotation turns a message round, or hides what is in it."""
    assert "”ka⟨U+202E⟩lix⟨U+3164⟩ ⟨U+200B⟩”" == quote("ka\u202elix\u3164 \u200b")
