"""The one stylesheet for screens: the theme's and our own, joined.

A browser then waits for one file only. ``extra_css`` in mkdocs.yml names our own, in order; these sources
are not published. The fonts of every page stand in it too: nothing is ever painted in another, and nothing
moves when they come.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import material
import rcssmin  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.project import ROOT
from macros.records.content_folder import find_own_docs
from macros.web.session import SESSION
from macros.web.theme_styles import keep_used_rules, read_words

SCREEN = "assets/screen.css"
FONTS = ("familjen-grotesk", "literata")
"""The fonts that every page is set in."""

_THEMES = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Replace the stylesheets among the files with one that joins them.

    Raise LookupError for a stylesheet in mkdocs.yml that does not exist.
    """
    own = find_own_docs(SESSION.shelf.folder) if SESSION.shelf else None
    words = read_words((ROOT / "overrides", ROOT / "docs", *([own] if own else [])))
    texts = [keep_used_rules(read_theme(name), words) for name in ("main", "palette")]
    for path in map(str, config.extra_css):
        source = files.get_file_from_path(path)
        if source is None:
            raise LookupError(f"mkdocs.yml names a stylesheet that is not there: {path}")
        texts.append(str(rcssmin.cssmin(source.content_string)))
        files.remove(source)
    files.append(File.generated(config, SCREEN, content=_embed_fonts("\n".join(texts), files)))


def _embed_fonts(css: str, files: Files) -> str:
    """Return a stylesheet with the fonts of every page in it.

    They are published nowhere else.
    """
    for name in FONTS:
        font = files.get_file_from_path(f"assets/fonts/{name}.woff2")
        assert font is not None, "fonts.css names it, and a test reads that"
        data = b64encode(font.content_bytes).decode()
        css = css.replace(f'"fonts/{name}.woff2"', f"data:font/woff2;base64,{data}")
        files.remove(font)
    return css


def read_theme(name: str) -> str:
    """Return a stylesheet of the theme, without the reference to its source map.

    Its file name has a hash in it.
    """
    (file,) = _THEMES.glob(f"{name}.*.min.css")
    return file.read_text(encoding="utf-8").partition("/*# sourceMappingURL=")[0].strip()
