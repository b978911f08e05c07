"""A screen on which recorded terminal output is played back, to know what a person saw and when."""

import codecs
import re
from typing import Any

import pyte

# Sequences that pyte would print as text: keyboard protocols, mode queries.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[[0-9;?]*\$[a-zA-Z]|\x1b\[\?u")
# pyte knows colours as 38;5;n, not as 38:5:n.
_COLON_COLOURS = re.compile(rb"\x1b\[[0-9;:]*:[0-9;:]*m")
# A sequence that goes on in the next chunk.
_CUT_OFF = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?\Z")


class _Screen(pyte.Screen):
    """pyte's screen, silent to queries: whoever recorded the output has answered them."""

    def report_device_status(self, *_args: Any, **_kwargs: Any) -> None:
        """Answered while recording."""

    def report_device_attributes(self, *_args: Any, **_kwargs: Any) -> None:
        """Answered while recording."""


class Replay:
    """Takes output piece by piece, cut anywhere, and shows the screen it makes."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = b""

    def feed(self, data: bytes) -> None:
        """Plays one piece; the beginning of a sequence at its end waits for the next."""
        data = self._held + data
        cut = _CUT_OFF.search(data)
        self._held = cut.group() if cut else b""
        whole = data[: len(data) - len(self._held)]
        whole = _UNKNOWN_TO_PYTE.sub(b"", whole)
        whole = _COLON_COLOURS.sub(lambda match: match.group().replace(b":", b";"), whole)
        self._stream.feed(self._decoder.decode(whole))

    def lines(self) -> list[str]:
        """The screen's rows from the top, each as wide as the screen."""
        return list(self._screen.display)

    def shows(self, *texts: str) -> bool:
        """Whether one of the texts stands in a row; without texts, whether anything is on the screen."""
        lines = self.lines()
        if not texts:
            return any(not line.isspace() for line in lines)
        return any(text in line for line in lines for text in texts)
