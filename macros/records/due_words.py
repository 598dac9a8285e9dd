"""Kinds of what falls due, with the Swedish words and the advice for each."""

from typing import Literal

from macros.records.recurrence import Said
from macros.records.validity import STANDING_WORDS

Kind = Literal[
    "contact", "number", "revision", "end", "rule", "languages", "membership", "law", "reading",
    "statement", "security", "holidays", "begin", "join", "meeting", "task",
    "translation", "phrase",
]  # fmt: skip

_ENDS = (STANDING_WORDS["current"].lower(), STANDING_WORDS["ended"].lower())

DUE_WORDS: dict[Kind, tuple[str, str]] = {
    "contact": ("ska kontrolleras senast", "skulle ha kontrollerats senast"),
    "number": ("ska kontrolleras senast", "skulle ha kontrollerats senast"),
    "languages": ("ska kontrolleras senast", "skulle ha kontrollerats senast"),
    "revision": ("ska ses över senast", "skulle ha setts över senast"),
    "end": _ENDS,
    "rule": _ENDS,
    "membership": _ENDS,
    "law": _ENDS,
    "reading": ("ska läsas igen senast", "skulle ha lästs igen senast"),
    "statement": ("ska ses över senast", "skulle ha setts över senast"),
    "security": _ENDS,
    "holidays": ("räcker till och med", "räckte till och med"),
    "begin": ("börjar gälla", "började gälla"),
    "join": ("börjar gälla", "började gälla"),
    "meeting": ("hålls", "hölls"),
    "task": ("ska vara klart senast", "skulle ha varit klart senast"),
    "translation": ("ska läsas igen senast", "skulle ha lästs igen senast"),
    "phrase": ("ska läsas senast", "skulle ha lästs senast"),
}
"""What is to be done by the day, and what should have been."""

SAID_WORDS: dict[tuple[Kind, Said], tuple[str, str]] = {
    ("task", "on"): ("infaller", "inföll"),
    ("task", "from"): ("börjar", "började"),
}
"""What is said instead of what the data gives a day to, and no last day."""

NEVER_WORDS: dict[Kind, str] = {
    "contact": "har aldrig kontrollerats",
    "number": "har aldrig kontrollerats",
    "revision": "ska ses över, men det står inte när det senast gjordes",
    "translation": "översattes från en äldre svensk text, och visas på svenska",
    "phrase": "har ingen läst",
}
"""What is said of what has no day to count from."""

PLANNED: frozenset[Kind] = frozenset(("meeting", "task"))
"""What is listed but asks for no edit of the data: the check does not warn of it."""

ADVICE: dict[Kind, str] = {
    "contact": "Ring och kontrollera uppgifterna. Skriv sedan dagen i checked (kontrollerad).",
    "number": "Läs numret på organisationens egen sida. Skriv sedan dagen i checked (kontrollerad).",
    "languages": "Jämför med lagen. Skriv sedan dagen i checked (kontrollerat).",
    "revision": "Gå igenom texten. Skriv sedan en ny dag i revise_by (ses över senast). "
    "Står det där hur ofta? Låt det stå, och skriv dagen i reviewed (senast genomgången).",
    "end": "Är den förlängd? Skriv den nya dagen i valid_to (gäller till), eller lägg in den nya texten.",
    "rule": "Finns det en ny regel? Skriv in den. Annars står det på sidan när den gällde.",
    "membership": "Är kommunen kvar? Ändra dagen i until (till), eller skriv  status: left",
    "law": "Läs vad som gäller i stället, lägg in det i laws.yaml och byt i texterna som nämner paragrafen.",
    "reading": "Läs paragraferna i lagen, ändra det som behövs och skriv dagen i read (läst) i laws.yaml.",
    "statement": "Läs, ändra det som behövs och skriv dagen (reviewed eller checked) i accessibility.yaml.",
    "security": "Stämmer adressen? Skriv en ny dag i expires (gäller till), högst ett år fram.",
    "holidays": "Skriv ett senare år i last (till och med) under holidays (helgdagar) i site.yaml.",
    "begin": "Stämmer texten och dagen? Då behöver du inte göra något: pärmen byter själv den dagen.",
    "join": "Har kommunen beslutat? Skriv  status: member  så gäller det här från den dagen.",
    "meeting": "Är dagen bestämd? Skriv in den i when (när), så visas den på sidan och på bladet.",
    "translation": "Låt en människa läsa och rätta översättningen. parmen translations  visar vilka texter.",
    "phrase": "Låt någon som kan språket läsa frasen, och skriv dagen i reviewed (läst). Bladet ”tolk” har "
    "bara fraser som är lästa.",
    "task": "Gör det som står. Skriv sedan dagen i done (klar).",
}
