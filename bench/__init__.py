"""Measuring samtui from outside, through a pseudo-terminal: ``python -m bench``."""
