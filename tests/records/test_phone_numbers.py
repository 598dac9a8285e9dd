"""Telephone numbers: however a number is written it is printed as one, and can be rung from anywhere."""

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.checks.privacy import find_in_text
from macros.records.phone_numbers import PhoneField
from macros.records.values import Phone

ADAPTER: TypeAdapter[Phone] = TypeAdapter(PhoneField)
KALIX = (
    "0980-31 92 20", "0980-319220", "0980/319220", "0980 - 31 92 20", "0980319220", "(0980) 31 92 20",
    "0980.31.92.20", "0980\u201131\u00a092\u202f20", "0980–31 92 20", "+46980319220", "+46 980 31 92 20",
    "+46 (0)980-31 92 20", "+46(0)980319220", "0046980319220", "00 46 980 31 92 20", "tel. 0980-31 92 20",
    "Tel: 0980-319220", "tfn 0980-31 92 20", "telefon 0980-31 92 20", "tel:+46980319220",
)  # fmt: skip
"""How people write one number. It is of a series that nobody has."""


@pytest.mark.parametrize("text", KALIX)
def test_any_way_of_writing_a_number_is_one_number(text: str) -> None:
    """It is printed and dialled alike."""
    phone = ADAPTER.validate_python(text)

    assert ("0980-31 92 20", "tel:0980319220") == (phone, phone.href)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0846500400", "08-465 004 00"),
        ("0313900605", "031-390 06 05"),
        ("0701740605", "070-174 06 05"),
        ("065019000", "0650-190 00"),
        ("0101234567", "010-123 45 67"),
        ("020910100", "020-91 01 00"),
        ("0771-123 456", "0771-12 34 56"),
        ("0700-12 34 56", "070-012 34 56"),
        ("0200123456", "0200-12 34 56"),
        ("1177", "1177"),
        ("11414", "114 14"),
        ("116-111", "116 111"),
        ("+47 22123456", "+47 22 12 34 56"),
        ("0035816123456", "+358 16 123456"),
    ],
)
def test_a_number_is_grouped_as_its_country_does(text: str, printed: str) -> None:
    """And once printed, it stays as it is."""
    assert (printed, printed) == (ADAPTER.validate_python(text), ADAPTER.validate_python(printed))


@pytest.mark.parametrize(
    ("text", "rule", "says"),
    [
        ("0980-1234", "phone-length", "Ett nummer som börjar så har 9–10 siffror"),
        ("0980-31 92 200", "phone-length", "för långt: 11 siffror"),
        ("08-1234", "phone-length", "8–10 siffror"),
        ("070-174 06", "phone-length", "har 10 siffror"),
        ("0771-12345", "phone-length", "har 10 siffror"),
        ("0", "phone-length", "för kort"),
        ("+46", "phone-length", "Efter + kommer landets nummer"),
        ("+47 12", "phone-length", "Efter + kommer landets nummer"),
        ("+" + "9" * 40, "phone-length", "högst 15 siffror"),
        ("0689-12 34 56", "phone-series", "riktnumret"),
        ("08-00", "phone-length", "för kort: 4 siffror"),
        ("08-00 00 00", "phone-series", "efter riktnumret 08 kommer aldrig en nolla"),
        ("0980-00 00 00", "phone-series", "efter riktnumret 0980 kommer aldrig en nolla"),
        ("0100-12 34 56", "phone-series", "börjar inte som något svenskt nummer"),
        ("+1 111 111 1111", "phone-series", "i landet +1"),
        ("980-31 92 20", "phone", "Menade du 0980-31 92 20?"),
        ("46980319220", "phone", "Menade du 0980-31 92 20?"),
        ("31 92 20", "phone", "saknar riktnummer"),
        ("91 23 45", "phone", "saknar riktnummer"),
        ("90102", "phone", "kortnummer"),
        ("115", "phone", "Kortnumren är: 112, 1177"),
        ("0980-31 92 20, 0980-31 92 21", "phone", "Det andra, ”0980-31 92 21”, skriver du i note"),
        ("tel. 0980-31 92 20 ankn. 12", "phone", "Det andra, ”ankn. 12”, skriver du i note"),
        ("0980-٣١ 92 20", "phone", "inget telefonnummer"),
        ("tel:javascript", "phone", "inget telefonnummer"),
        ("()", "phone", "inget telefonnummer"),
    ],
)
def test_a_number_that_nobody_can_ring_is_refused(text: str, rule: str, says: str) -> None:
    """With the lengths there are where it begins so, and what was probably meant."""
    with pytest.raises(ValidationError) as caught:
        ADAPTER.validate_python(text)

    [fault] = caught.value.errors()
    assert rule == fault["type"]
    assert says in f"{fault['ctx']['message']} {fault['ctx']['advice']}"


@pytest.mark.parametrize("text", KALIX)
def test_a_mobile_number_is_refused_however_it_is_written(text: str) -> None:
    """What may be written as a number is what the privacy gate must see through."""
    figures = iter("731234567")
    head, tail = re.fullmatch(r"(.*?)((?:\D*\d){9})", text).groups()  # type: ignore[union-attr]
    mobile = head + re.sub(r"\d", lambda _: next(figures), tail)
    ADAPTER.validate_python(mobile)

    assert ["personal-address"] == [problem.rule for problem in find_in_text(f"phone: {mobile}", "f.yaml")]
