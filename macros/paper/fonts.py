"""Let paper use our fonts and no others, whatever the machine has.

A glyph that our fonts lack would otherwise be taken from any font of the machine, without a word. With a
font configuration of our own WeasyPrint warns instead, and equal input gives equal bytes everywhere.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from macros import project
from macros.files import write_file

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


def use_own_fonts() -> Path:
    """Point Fontconfig at our own fonts; return the configuration file.

    It works through environment variables. Call it before WeasyPrint is imported.
    """
    cache = project.CACHE / "fontconfig"
    config = _CONFIG.format(fonts=escape(str(FONTS)), cache=escape(str(cache)))
    file = cache / f"fonts-{sha256(config.encode()).hexdigest()[:16]}.conf"
    if not file.exists():
        write_file(file, config)
    os.environ["FONTCONFIG_FILE"] = str(file)
    os.environ["FC_LANG"] = "sv"
    return file
