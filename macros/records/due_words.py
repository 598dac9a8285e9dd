"""Kinds of what falls due, with the Swedish words and the advice for each."""

from typing import Literal

from macros.records.validity import STANDING_WORDS

Kind = Literal[
    "contact", "revision", "end", "rule", "languages", "membership", "law", "statement", "security",
    "holidays", "begin", "join",
]  # fmt: skip

_ENDS = (STANDING_WORDS["current"].lower(), STANDING_WORDS["ended"].lower())

DUE_WORDS: dict[Kind, tuple[str, str]] = {
    "contact": ("ska kontrolleras senast", "skulle ha kontrollerats senast"),
    "languages": ("ska kontrolleras senast", "skulle ha kontrollerats senast"),
    "revision": ("ska ses över senast", "skulle ha setts över senast"),
    "end": _ENDS,
    "rule": _ENDS,
    "membership": _ENDS,
    "law": _ENDS,
    "statement": ("ska ses över senast", "skulle ha setts över senast"),
    "security": _ENDS,
    "holidays": ("räcker till och med", "räckte till och med"),
    "begin": ("börjar gälla", "började gälla"),
    "join": ("börjar gälla", "började gälla"),
}
"""What is to be done by the day, and what should have been."""

ADVICE: dict[Kind, str] = {
    "contact": "Ring och kontrollera uppgifterna. Skriv sedan dagen i checked (kontrollerad).",
    "languages": "Läs i källan. Skriv sedan dagen i checked (kontrollerat).",
    "revision": "Gå igenom texten. Skriv sedan en ny dag i revise_by (ses över senast).",
    "end": "Är den förlängd? Skriv den nya dagen i valid_to (gäller till), eller lägg in den nya texten.",
    "rule": "Finns det en ny regel? Skriv in den. Annars står det på sidan när den gällde.",
    "membership": "Är kommunen kvar? Ändra dagen i until (till), eller skriv  status: left",
    "law": "Läs vad som gäller i stället, lägg in det i laws.yaml och byt i texterna som nämner paragrafen.",
    "statement": "Läs, ändra det som behövs och skriv dagen (reviewed eller checked) i accessibility.yaml.",
    "security": "Stämmer adressen? Skriv en ny dag i expires (gäller till), högst ett år fram.",
    "holidays": "Skriv ett senare år i last (till och med) under holidays (helgdagar) i site.yaml.",
    "begin": "Stämmer texten och dagen? Då behöver du inte göra något: pärmen byter själv den dagen.",
    "join": "Har kommunen beslutat? Skriv  status: member  så gäller det här från den dagen.",
}
