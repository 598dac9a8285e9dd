"""The scalar type of telephone numbers: any way of writing a number becomes one.

Lengths, area codes and grouping are those of libphonenumber, which follows the numbering plans of each
country (in Sweden PTS's). Only how people write numbers here, and the short numbers, are our own.
"""

import re
from typing import Annotated

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from macros.problems import quote
from macros.records.scalars import fault, scalar
from macros.records.values import Phone

SHORT_NUMBERS = {
    "112": "112",  # SOS Alarm
    "1177": "1177",  # health advice
    "11313": "113 13",  # information in accidents and crises
    "11414": "114 14",  # the police
    "116000": "116 000",  # missing children
    "116006": "116 006",  # victims of crime
    "116111": "116 111",  # Bris
    "116117": "116 117",  # medical help that cannot wait
    "116123": "116 123",  # somebody to talk to
    "90101": "90101",  # Mind's line for thoughts of suicide
    "90390": "90390",  # the national line for adults in distress
}
"""The short numbers that may stand, as they are printed.

From PTS's *Den svenska telefoninummerplanen* (numbers that begin with 11), and the European Commission's
decision 2007/116/EC on numbers that begin with 116. Those that begin with 90 as their lines print them.
"""

_SWEDEN = 46
_LABEL = re.compile(r"^(?:tel(?:efon)?(?:nummer|nr)?|tfn|tlf|mobil)\b[.: ]*", re.IGNORECASE)
"""What may stand before a number and says nothing more: *tel.*, and what a link begins with, *tel:*."""
_SIGNS = re.compile(r"[\s()/.\u2010-\u2015-]")
"""What people write between figures: spaces, brackets, slashes, full stops and every kind of hyphen."""
_AND_MORE = re.compile(r"(?P<number>\+?[0-9\s()/.\u2010-\u2015-]*[0-9])(?P<more>[^0-9].*)")
_IN_PAIRS = re.compile(r"(77\d|200)(\d\d)(\d\d)(\d\d)")
"""Numbers that Sweden writes with four figures before the hyphen, 0771-12 34 56.

The plan counts them as 077 and 020, and libphonenumber prints them so.
"""
_PLAIN = re.compile(r"0[1-9][0-9]{5,9}")
"""A number as Sweden writes it, with its first 0."""
_NATIONAL_LENGTHS = range(6, 11)
"""How many figures a Swedish number may have, without its first 0: from 020-91 01 00 to 0900."""
_EXAMPLE = "till exempel 0980-31 92 10"
_SECOND = "Ett andra nummer, eller en anknytning, skriver du i note (anmärkning)."


def read_phone(text: str) -> Phone:
    """Return a number in the form in which it is printed.

    Swedish numbers are grouped as Sweden writes them, others as *+47 22 12 34 56*. Raise a fault for what is
    no number, for one that cannot be rung from anywhere, and for one of an impossible length.
    """
    number = _SIGNS.sub("", _LABEL.sub("", text))
    if not re.fullmatch(r"\+?[0-9]+", number):
        raise _report_words(text)
    if number in SHORT_NUMBERS:
        return Phone(SHORT_NUMBERS[number])
    if number[0] not in "0+":
        raise _report_no_area_code(text, number)
    parsed = _parse(number)
    if parsed is None:
        raise _report_length(text, number)
    if parsed.country_code != _SWEDEN:
        if not phonenumbers.is_possible_number(parsed):
            raise _report_length(text, number)
        if not phonenumbers.is_valid_number(parsed):
            message = f"numret {quote(text)} börjar inte som något nummer i landet +{parsed.country_code}"
            raise fault("phone-series", message, "Kontrollera numret.")
        return Phone(phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL))
    if not phonenumbers.is_valid_number(parsed):
        raise _report_swedish(text, str(parsed.national_number))
    if area_code := _find_code_before_zero(parsed):
        reason = f"efter riktnumret {area_code} kommer aldrig en nolla"
        raise fault("phone-series", f"numret {quote(text)} finns inte: {reason}", "Kontrollera numret.")
    pairs = _IN_PAIRS.fullmatch(str(parsed.national_number))
    if pairs:
        first, *others = pairs.groups()
        return Phone(f"0{first}-{' '.join(others)}")
    return Phone(phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL))


def _find_code_before_zero(parsed: PhoneNumber) -> str:
    """Return the area code of a Swedish number that goes on with 0; else nothing.

    No subscriber has such a number: within the area, a first 0 would begin an area code. libphonenumber
    takes it for valid.
    """
    national = str(parsed.national_number)
    if not re.match(r"[1-9][0-9]{0,2}0", national):  # most numbers: the search below takes its time
        return ""
    size: int = phonenumbers.length_of_geographical_area_code(parsed)
    return f"0{national[:size]}" if size and national[size:].startswith("0") else ""


def _parse(number: str) -> PhoneNumber | None:
    """Return the parts of a number: figures, perhaps after a plus.

    None for no number. libphonenumber takes a third of the time to find out that a plain Swedish one is.
    """
    if _PLAIN.fullmatch(number):
        return PhoneNumber(country_code=_SWEDEN, national_number=int(number))
    try:
        return phonenumbers.parse(number, "SE")
    except NumberParseException:
        return None


def _is_swedish(national: str) -> bool:
    """Return whether figures, without the first 0, are a number that Sweden can have."""
    return phonenumbers.is_valid_number(PhoneNumber(country_code=_SWEDEN, national_number=int(national)))


def _report_words(text: str) -> Exception:
    """Return the fault of a text that is no number, or that says something more."""
    match = _AND_MORE.fullmatch(_LABEL.sub("", text))
    number = match["number"].strip() if match else ""
    more = match["more"].strip(" ()/,.;") if match else ""
    if more and _reads(_SIGNS.sub("", number)):
        advice = f"Skriv bara numret här: {number}. Det andra, {quote(more)}, skriver du i note (anmärkning)."
        return fault("phone", f"i {quote(text)} står mer än ett telefonnummer", advice)
    advice = f"Skriv ett nummer, {_EXAMPLE}. {_SECOND}"
    return fault("phone", f"{quote(text)} är inget telefonnummer", advice)


def _report_no_area_code(text: str, number: str) -> Exception:
    """Return the fault of a number that cannot be rung from another place."""
    if re.fullmatch(r"1[0-9]{0,5}|90[0-9]{3}", number):
        known = ", ".join(SHORT_NUMBERS.values())
        return fault(
            "phone", f"{quote(text)} är inget kortnummer som vi känner till", f"Kortnumren är: {known}."
        )
    guess = next((form for form in (f"0{number}", f"+{number}") if _reads(form)), "")
    hint = f"Menade du {read_phone(guess)}? " if guess else ""
    advice = f"{hint}Skriv det så att det går att ringa från en mobil: 0980-31 92 10."
    return fault("phone", f"numret {quote(text)} saknar riktnummer", advice)


def _reads(number: str) -> bool:
    """Return whether figures are a Swedish number."""
    parsed = _parse(number)
    return parsed is not None and parsed.country_code == _SWEDEN and phonenumbers.is_valid_number(parsed)


def _report_swedish(text: str, national: str) -> Exception:
    """Return the fault of a Swedish number of an impossible length or series."""
    lengths = [size for size in _NATIONAL_LENGTHS if _is_swedish(national[:size].ljust(size, "2"))]
    if not lengths or len(national) in lengths:
        message = f"numret {quote(text)} börjar inte som något svenskt nummer"
        return fault("phone-series", message, "Har riktnumret blivit fel? Kontrollera numret.")
    allowed = f"{lengths[0] + 1}" if len(lengths) == 1 else f"{lengths[0] + 1}–{lengths[-1] + 1}"
    too_long = len(national) > lengths[-1]
    message = f"numret {quote(text)} är för {'långt' if too_long else 'kort'}: {len(national) + 1} siffror"
    advice = f"Ett nummer som börjar så har {allowed} siffror. Kontrollera numret."
    return fault("phone-length", message, f"{advice} {_SECOND}" if too_long else advice)


def _report_length(text: str, number: str) -> Exception:
    """Return the fault of a number that no country can have."""
    if number.startswith("0") and not number.startswith("00"):
        what = "långt" if len(number) > 10 else "kort"
        return fault("phone-length", f"numret {quote(text)} är för {what}", f"Kontrollera numret. {_SECOND}")
    advice = (
        "Efter + kommer landets nummer, till exempel +47, och sedan högst 15 siffror. Kontrollera numret."
    )
    return fault("phone-length", f"numret {quote(text)} går inte att ringa till något land", advice)


PhoneField = Annotated[
    Phone,
    *scalar(
        read_phone,
        f"ett telefonnummer, {_EXAMPLE}",
        r"^[A-Za-z]{0,14}[.: ]*\+?[0-9(][0-9\s()/.\u2010-\u2015-]{1,30}$",
        number=True,
    ),
]
