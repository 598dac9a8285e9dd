"""Our fonts have every letter we write, are small enough for the web, and measure text as it is set."""

import re

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from macros.drawing.metrics import width_of, wrap, wrap_evenly
from macros.project import FONTS
from macros.web import styles

LETTERS = "čđŋšŧžåäöČĐŊŠŦŽÅÄÖáéüÁÉÜ–—”’»…§·°%€0123456789"
TEXT_FONTS = [*sorted(FONTS.glob("familjen-*.[tw]*")), *sorted(FONTS.glob("literata-*.[tw]*f*"))]


@pytest.mark.parametrize(
    "file", [f for f in TEXT_FONTS if f.suffix in (".ttf", ".woff2")], ids=lambda f: f.name
)
def test_every_text_font_has_swedish_finnish_and_sami(file):
    with TTFont(file) as font:
        known = font.getBestCmap()
        features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}

    assert [letter for letter in LETTERS if ord(letter) not in known] == []
    assert "tnum" in features


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize(
    ("file", "letters"),
    [("noto-sans-arabic", "سلام"), ("noto-sans-ethiopic", "ሰላም"), ("noto-sans", "Привіт")],
)
def test_other_scripts_have_their_own_fonts(file, letters, weight):
    with TTFont(FONTS / f"{file}-{weight}.ttf") as font:
        assert all(ord(letter) in font.getBestCmap() for letter in letters)


def test_the_stylesheet_names_every_web_font_and_they_are_light():
    css = (FONTS.parent / "fonts.css").read_text("utf-8")
    named = {FONTS.parent / address for address in re.findall(r'url\("(.+?)"\)', css)}

    assert named == set(FONTS.glob("*.woff2"))
    assert sum((FONTS / f"{name}.woff2").stat().st_size for name in styles.FONTS) <= 60_000
    own = re.findall(r'"(Familjen Grotesk|Literata)"', css)
    assert len(own) == css.count("font-display: block")
    assert css.count("@font-face") == len(named)
    assert len(named) - len(own) == css.count("unicode-range") == css.count("font-display: swap")


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_web_font_draws_each_weight_as_paper_does(weight):
    """The joined font, at the weight, and the whole one: the same letters, as wide."""
    with (
        TTFont(FONTS / "familjen-grotesk.woff2") as web,
        TTFont(FONTS / f"familjen-grotesk-{weight}.ttf") as paper,
    ):
        drawn = instantiateVariableFont(web, {"wght": weight})
        names, known = drawn.getBestCmap(), paper.getBestCmap()
        widths = {
            letter: (drawn["hmtx"][names[ord(letter)]][0], paper["hmtx"][known[ord(letter)]][0])
            for letter in LETTERS
        }

    assert [] == [letter for letter, (one, other) in widths.items() if abs(one - other) > 1]


def test_every_family_has_its_licence_beside_it():
    families = {re.sub(r"-\d.*", "", file.name) for file in FONTS.glob("*.ttf")}
    licences = {
        file.name.removesuffix("-OFL.txt"): file.read_text("utf-8") for file in FONTS.glob("*-OFL.txt")
    }

    assert families <= {name for name, text in licences.items() if "SIL Open Font License" in text}


def test_wider_words_measure_wider_and_bold_is_wider_than_regular():
    assert width_of("ii") < width_of("mm")
    assert width_of("Samordnare", weight=400) < width_of("Samordnare", weight=700)
    assert width_of("mm", 32) == pytest.approx(2 * width_of("mm", 16))
    assert width_of("سلام") > 0


@pytest.mark.parametrize(
    ("breaker", "text", "room", "lines"),
    [
        (wrap, "Barn- och familjehälsa", 110, ["Barn- och", "familjehälsa"]),
        (wrap, "barn-/ungdomsmottagning", 170, ["barn-/", "ungdomsmottagning"]),
        (wrap, "  ", 100, []),
        (wrap, "Åtgärdsprogram", 100, ["Åtgärdspro-", "gram"]),
        (wrap, "Hälsobesök till och med 5 år", 195, ["Hälsobesök till och med 5", "år"]),
        (wrap_evenly, "Hälsobesök till och med 5 år", 195, ["Hälsobesök till", "och med 5 år"]),
        (wrap_evenly, "BUP", 195, ["BUP"]),
    ],
)
def test_lines_break_between_words_and_after_hyphens_as_in_swedish(breaker, text, room, lines):
    """A long word is hyphenated. In a box no word is left alone where lines can share."""
    assert lines == breaker(text, room)


@pytest.mark.parametrize("room", [1, 30, 90, 300])
def test_no_line_is_wider_than_its_room_unless_a_letter_is(room):
    for line in wrap("En x oändligtlångtordsomingenharskrivit 1234567890123456789 slut", room):
        assert width_of(line) <= room or len(line.rstrip("-")) == 1
