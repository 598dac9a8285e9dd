"""Turns records into HTML: the Jinja environment, texts, components."""

from macros.rendering.renderer import Renderer
from macros.rendering.surface import Paper, Surface, Web

__all__ = ["Paper", "Renderer", "Surface", "Web"]
