"""The words of the buttons that read a page aloud.

``docs/assets/listen.js`` reads it.
"""

from macros.records.contents import shown_record
from macros.rendering import Renderer
from macros.web.patterns import TABS

_WORDS = ("listen", "pause", "go_on", "stop")


def name_buttons(renderer: Renderer, tab: str, key: str = "") -> dict[str, str] | None:
    """Return the words of the buttons on a family page in another language.

    None where they are Swedish, as they also are while one of them lacks in that language.
    """
    if renderer.binder is None or renderer.language == "sv":
        return None
    words = shown_record(renderer.binder, TABS[tab], key).words
    texts = {name: getattr(words, name) for name in _WORDS}
    if any(text.language_shown(renderer.language) != renderer.language for text in texts.values()):
        return None
    return {name: renderer.plain(text) for name, text in texts.items()}
