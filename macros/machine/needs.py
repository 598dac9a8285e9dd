"""List what the machine must have, why, and how to install it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from macros.machine.probes import Driver, Environments, Files, Library, Probe, Program, Python

OLDEST_PYTHON = (3, 11)

PURPOSES = {
    "pages": ("Kontrollera och förhandsgranska", "kontrollera och förhandsgranska"),
    "sheets": ("Bygga webbplatsen med blad på papper", "göra blad på papper"),
    "history": ("Jämföra med förr och lämna in ändringar", "jämföra med förr"),
    "setup": ("Sätta upp projektet med make", "sätta upp projektet med make"),
    "fast": ("Köra de snabba testerna (make fast)", "köra de snabba testerna"),
    "test": ("Köra alla tester (make test)", "köra alla tester"),
    "audit": ("Granska alla sidor (make audit)", "granska alla sidor"),
}
"""What the needs are for: as a heading, and as words after *Du kan*. In the order that people need them."""

TARGETS = {
    "setup": ("pages", "setup"),
    "site": ("pages", "setup", "sheets"),
    "fast": ("pages", "setup", "history", "fast"),
    "test": ("pages", "setup", "sheets", "history", "fast", "test"),
    "audit": ("pages", "setup", "sheets", "history", "fast", "test", "audit"),
}
"""The purposes of each target of the Makefile."""

_PACMAN = "pacman -S mingw-w64-ucrt-x86_64-pango"
_WSL = "wsl --install Debian"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that the machine must have.

    ``why`` is a sentence for people. ``apt`` is a package of Debian and Ubuntu; ``brew`` and ``windows`` are
    whole commands, the package last. An empty string: nothing to install there.
    """

    name: str
    why: str
    purpose: str
    probe: Probe
    apt: str
    brew: str
    windows: str


NEEDS = (
    Need(
        "Python 3.11 eller nyare",
        "Pärmens program är skrivet i Python.",
        "pages",
        Python(OLDEST_PYTHON),
        apt="python3",
        brew="brew install python@3.13",
        windows="winget install Python.Python.3.13",
    ),
    Need(
        "GObject",
        "Pango bygger på det.",
        "sheets",
        Library(
            (
                "libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0",
                "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll",
            ),
            "g_object_unref",
        ),
        apt="libglib2.0-0",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "Pango",
        "Placerar texten på bladen: rader, stycken och skrift från höger till vänster.",
        "sheets",
        Library(
            (
                "libpango-1.0-0", "pango-1.0-0", "pango-1.0",
                "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll",
            ),
            "pango_font_get_hb_font",
            "pango_version_string",
        ),
        apt="libpango-1.0-0",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "HarfBuzz",
        "Väljer hur varje bokstav ser ut.",
        "sheets",
        Library(
            (
                "libharfbuzz-0", "harfbuzz", "harfbuzz-0.0",
                "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll",
            ),
            "hb_face_get_table_tags",
            "hb_version_string",
        ),
        apt="libharfbuzz0b",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "HarfBuzz-subset",
        "Lägger in bara de bokstäver som bladet använder.",
        "sheets",
        Library(
            (
                "libharfbuzz-subset-0", "harfbuzz-subset", "harfbuzz-subset-0.0",
                "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll",
            ),
            "hb_subset_or_fail",
        ),
        apt="libharfbuzz-subset0",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "Fontconfig",
        "Hittar pärmens egna typsnitt.",
        "sheets",
        Library(
            (
                "libfontconfig-1", "fontconfig-1", "fontconfig",
                "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll",
            ),
            "FcConfigParseAndLoadFromMemory",
            "FcGetVersion",
            numbered=True,
        ),
        apt="libfontconfig1",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "PangoFT2",
        "Läser typsnitten åt Pango.",
        "sheets",
        Library(
            (
                "libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0",
                "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll",
            ),
            "pango_fc_font_map_set_config",
        ),
        apt="libpangoft2-1.0-0",
        brew="brew install pango",
        windows=_PACMAN,
    ),
    Need(
        "Git",
        "parmen diff och parmen show läser äldre versioner ur Git, och ändringar lämnas in med Git.",
        "history",
        Program((("git", "--version"),)),
        apt="git",
        brew="brew install git",
        windows="winget install Git.Git",
    ),
    Need(
        "venv",
        "Gör mappen .venv, där pärmens program ligger för sig.",
        "setup",
        Environments(),
        apt=f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",
        brew="brew install python@3.13",
        windows="winget install Python.Python.3.13",
    ),
    Need(
        "make",
        "Testerna läser vad varje mål i Makefile gör.",
        "fast",
        Program((("make", "--version"),)),
        apt="make",
        brew="brew install make",
        windows=_WSL,
    ),
    Need(
        "Poppler",
        "Testerna läser text och bild ur färdiga blad (pdftotext, pdftoppm).",
        "test",
        Program((("pdftotext", "-v"), ("pdftoppm", "-v"))),
        apt="poppler-utils",
        brew="brew install poppler",
        windows=_WSL,
    ),
    Need(
        "Chromium",
        "Testerna läser sidorna i en webbläsare.",
        "test",
        Program((("chromium-headless-shell", "--version"), ("chromium", "--version")), either=True),
        apt="chromium-headless-shell",
        brew="brew install --cask chromium",
        windows=_WSL,
    ),
    Need(
        "Playwrights Node",
        "Styr webbläsaren i testerna. Den följer med Playwright, men behöver biblioteket libatomic.",
        "test",
        Driver(Library(("libatomic.so.1",))),
        apt="libatomic1",
        brew="",
        windows=_WSL,
    ),
    Need(
        "Java",
        "Kör vnu, som läser all HTML mot standarden.",
        "audit",
        Program((("java", "-version"),)),
        apt="default-jre-headless",
        brew="brew install --cask temurin",
        windows=_WSL,
    ),
    Need(
        "pdf.js",
        "Fyller i blanketterna som Firefox gör.",
        "audit",
        Files(("/usr/share/javascript/pdf/build/pdf.js", "/usr/share/javascript/pdf/build/pdf.worker.js")),
        apt="libjs-pdf",
        brew="",
        windows=_WSL,
    ),
    Need(
        "LibreOffice",
        "Öppnar och sparar kontakternas kalkylark, som en redaktör gör.",
        "audit",
        Program((("soffice", "--version"),)),
        apt="libreoffice-calc-nogui",
        brew="brew install --cask libreoffice",
        windows=_WSL,
    ),
)  # fmt: skip


def library_versions() -> dict[str, str]:
    """Return the versions of the native libraries, by name.

    Only of libraries that can tell theirs; empty where one is missing.
    """
    libraries = ((need.name, need.probe) for need in NEEDS if isinstance(need.probe, Library))
    return {name: library.version() for name, library in libraries if library.version_function}


def find_missing(purposes: Iterable[str], needs: tuple[Need, ...] = NEEDS) -> list[Need]:
    """Return what does not work of all that some purposes need.

    The probes run side by side.
    """
    purposes = set(purposes)
    relevant = [need for need in needs if need.purpose in purposes]
    with ThreadPoolExecutor(len(relevant) or 1) as pool:
        works = pool.map(lambda need: need.probe.works(), relevant)
        return [need for need, worked in zip(relevant, works, strict=True) if not worked]
