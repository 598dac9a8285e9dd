"""Edits gone wrong: files of a data folder changed at random, always the same way for the same seed."""
