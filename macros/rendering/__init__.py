"""Records → HTML: the one environment, texts with placeholders filled in, components."""

from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper, Surface, Web

__all__ = ["Paper", "Renderer", "Surface", "Web"]
