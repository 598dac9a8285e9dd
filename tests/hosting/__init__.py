"""Serve the site as the container does, and ask what a reader's browser and an operator would."""
