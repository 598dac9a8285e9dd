"""How easy a text is to read, counted by hand here."""

from __future__ import annotations

import pytest

from macros.records.readability import is_passive, measure_lix, split_sentences


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    """Two sentences of three words, one of six words longer than six letters: 3 + 16.7."""
    assert measure_lix(["Du får hjälp.", "Samordnaren ringer dig."]) == 19.7


def test_a_line_without_a_full_stop_is_a_sentence() -> None:
    """Points of a list have none."""
    assert measure_lix(["säga nej", "ha med en vän"]) == 3.0
    assert measure_lix([]) == 0.0


def test_a_sentence_ends_at_its_sign_and_a_quotation_goes_with_it() -> None:
    """*”Jag behöver hjälp.” räcker* is cut where the reader stops."""
    words = "Blev det bra? Annars ändrar vi. ”Hjälp mig!” Ring 116 111."

    assert split_sentences(words) == ["Blev det bra?", "Annars ändrar vi.", "”Hjälp mig!", "Ring 116 111."]


@pytest.mark.parametrize(
    "words", ["skrivs kallas kallades beslutats hölls", "träffas elevernas barnens livs hans"]
)
def test_the_passive_with_s_is_told_from_other_words(words: str) -> None:
    """Deponent verbs, genitives and pronouns are none; *hölls* is not known."""
    found = [word for word in words.split() if is_passive(word)]

    assert found in (["skrivs", "kallas", "kallades", "beslutats"], [])
