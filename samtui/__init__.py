"""samtui: the desk of a coordinator and the switchboard of a guide, in a terminal."""

__version__ = "0.1.0"
