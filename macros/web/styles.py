"""The one stylesheet of the screen: the theme's own and ours, joined, so that nothing else holds up a page.

The sources are not published. ``extra_css`` in mkdocs.yml names ours, in their order.
"""

from __future__ import annotations

from pathlib import Path

import material
import rcssmin  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

SCREEN = "assets/screen.css"
FONTS = (*(f"familjen-grotesk-{weight}" for weight in (400, 500, 600, 700)), "literata-400")
"""The fonts that stand at the top of every page: a browser fetches them at once."""

_THEMES = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"


def join_styles(files: Files, config: MkDocsConfig) -> None:
    """Replace the stylesheets with one that joins them."""
    texts = [_read_theme("main"), _read_theme("palette")]
    for path in map(str, config.extra_css):
        source = files.get_file_from_path(path)
        if source is None:
            raise LookupError(f"mkdocs.yml names a stylesheet that is not there: {path}")
        texts.append(str(rcssmin.cssmin(source.content_string)))
        files.remove(source)
    files.append(File.generated(config, SCREEN, content="\n".join(texts)))


def _read_theme(name: str) -> str:
    """Read a stylesheet of the theme, whose name has a hash in it. Its map is not published."""
    (file,) = _THEMES.glob(f"{name}.*.min.css")
    return file.read_text(encoding="utf-8").partition("/*# sourceMappingURL=")[0].strip()
