"""Let paper use our fonts and no others, whatever the machine has.

A glyph that our fonts lack would otherwise be taken from any font of the machine, without a word. With a
font configuration of our own WeasyPrint warns instead, and equal input gives equal bytes everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from macros import project
from macros.cache import cache_folder, make_folder
from macros.files import STAGED

ASSETS, FONTS = project.ASSETS, project.FONTS

_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>
  <alias><family>serif</family><prefer><family>Literata</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>Familjen Grotesk</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>Familjen Grotesk</family></prefer></alias>
</fontconfig>
"""


@contextmanager
def own_fonts() -> Iterator[None]:
    """Let Fontconfig read our own fonts, and no others, in the block that starts it.

    It finds its configuration through an environment variable. Its cache is made anew in a temporary folder:
    that takes no time with so few fonts, and Fontconfig would trust whatever lies in an older one. The store
    removes what a killed process leaves of it.
    """
    make_folder(cache_folder())
    with TemporaryDirectory(STAGED, ".fonts-", cache_folder(), ignore_cleanup_errors=True) as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(_CONFIG.format(fonts=escape(str(FONTS)), cache=escape(folder)), encoding="utf-8")
        earlier = os.environ.pop("FONTCONFIG_FILE", None)
        os.environ |= {"FONTCONFIG_FILE": str(file), "FC_LANG": "sv"}
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            if earlier is not None:
                os.environ["FONTCONFIG_FILE"] = earlier
