"""The preview behind ``parmen serve``: its pages follow the files.

They are built when they are looked at.
"""
