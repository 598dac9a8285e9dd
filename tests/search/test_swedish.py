"""Where compounds are put together, and what folding and stemming do."""

import pytest

from macros.web.search.swedish import cut_compound, first_part, fold, irregular_stems, stem, words

WORDS = {
    *("nätverk", "möte", "skola", "skol", "sköterska", "hälsa", "elev", "barn", "förälder", "avvikelse"),
    *("rapport", "lag", "ort", "samordning", "samordningsmöte", "socialtjänst", "kyrka", "kola"),
}
"""A small word list, so that the tests do not depend on the large one."""


def known(word: str) -> bool:
    return word in WORDS


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("nätverksmöte", ("nätverk", "möte")),
        ("skolsköterska", ("skol", "sköterska")),
        ("elevhälsa", ("elev", "hälsa")),
        ("avvikelserapport", ("avvikelse", "rapport")),
        ("föräldramöte", ("föräldra", "möte")),
        ("socialtjänstlag", ("socialtjänst", "lag")),
        ("samordningsmöte", ("samordning", "möte")),
        ("barnsamordningsmöte", ("barn", "samordning", "möte")),
        ("elevskola", ("elev", "kola")),
        ("skollag", ("skol", "lag")),
        *(
            (word, (word,))
            for word in ("möte", "barnet", "xyzzyqwvk", "rapport", "transport", "barnxort", "")
        ),
    ],
)
def test_a_compound_is_cut_and_what_is_none_stays_whole(word: str, parts: tuple[str, ...]) -> None:
    """With its joint left out, if it may have one; a part that is a compound is cut too.

    Whole stay a short word, one that is not known, and one that only ends like a word. A last part of three letters
    must be a common one: *lag* may end a compound, *ort* in *transport* may not.
    """
    assert parts == cut_compound(word, known)


@pytest.mark.parametrize(
    ("first", "word"),
    [
        ("nätverks", "nätverk"),
        ("skol", "skol"),
        ("kyrk", "kyrk"),
        ("kyrko", "kyrk"),
        ("föräldra", "föräldra"),
        ("barn", "barn"),
        ("avvikels", "avvikels"),
        ("xyz", ""),
        ("ab", ""),
    ],
)
def test_the_first_part_without_its_joint(first: str, word: str) -> None:
    """An s, a vowel that is left out or changed, *-ra* for *-er*; nothing for what is no word."""
    assert word == first_part(first, known)


def test_words_and_folding() -> None:
    """A hyphen parts, signs are none, accents go; nothing breaks on emoji or an empty text."""
    assert [("sip", "möte", "inom", "14", "dagar"), ()] == [
        words("SIP-möte, inom 14 dagar! 🙂"),
        words(" …–§ "),
    ]
    assert "overenskommelse" == fold("Överenskommelse")
    assert words("hälsa") == words("ha\u0308lsa")


def test_forms_of_a_word_share_a_stem() -> None:
    """Those that do not are told as irregular."""
    assert 1 == len({stem(form) for form in ("barnen", "barnens", "barn")})
    assert [stem("föräldrar")] == irregular_stems(["förälder", "föräldrar"], stem("förälder"))
