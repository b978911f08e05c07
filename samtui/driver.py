"""A terminal driver for which Esc is as quick as any other key.

On a terminal without the kitty protocol a lone Esc looks like the beginning of an arrow key, so one must wait
a little to tell them apart. Textual 8.2 asks only every 100 ms whether the wait is over, and waits twice that
long when it stops. This driver sleeps exactly as long as the wait, and is woken when the program ends.
"""

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import textual
from textual import constants
from textual.driver import Driver
from textual.message import Message

try:
    from textual._xterm_parser import XTermParser
    from textual.drivers.linux_driver import LinuxDriver
except ImportError:  # Windows, or a Textual that keeps its parts elsewhere
    _CAN_BE_FAST = False
else:
    _CAN_BE_FAST = True

KNOWN_TEXTUAL = "8.2."
"""The driver reaches into Textual, so it is used only with the versions it was written for."""

IDLE_SECONDS = 0.1
"""How long the input thread sleeps when nothing is pending."""

LAST_SECONDS = 0.025
"""How long the terminal may go on talking (mouse reports on their way) when input has ended."""


def escape_seconds() -> float:
    """How long a lone Esc may be the beginning of something: ``ESCDELAY`` (ms) if set, otherwise 25 ms."""
    return constants.ESCAPE_DELAY if "ESCDELAY" in os.environ else 0.025


def driver_class() -> type[Driver] | None:
    """The driver for ``App(driver_class=...)``, or ``None`` where Textual's own choice should stand.

    That is on Windows, with a Textual this was not written for, and where ``TEXTUAL_DRIVER`` names another.
    """
    wanted = _CAN_BE_FAST and constants.DRIVER is None
    return FastEscapeDriver if wanted and _is_known_textual(Path(textual.__file__).parent.parent) else None


def _is_known_textual(packages: Path) -> bool:
    # Asking importlib.metadata says the same and costs 14 ms before the first frame.
    return any(packages.glob(f"textual-{KNOWN_TEXTUAL}*.dist-info"))


class _Keys:
    """Bytes of the terminal in, messages out: Textual's parser, with the wait for Esc in our hands."""

    def __init__(self, debug: bool) -> None:
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")("replace").decode

    @property
    def is_waiting(self) -> bool:
        """Whether an Esc stands there that may be the beginning of something."""
        return self._parser._timeout_time is not None

    def feed(self, data: bytes) -> Iterable[Message]:
        if text := self._decode(data):
            yield from self._parser.feed(text)

    def wait_is_over(self) -> Iterable[Message]:
        """Nothing followed, so what stood there was Esc itself."""
        self._parser._timeout_time = 0.0
        return self._parser.tick()


if _CAN_BE_FAST:

    class FastEscapeDriver(LinuxDriver):
        """Textual's driver for Linux and macOS with another input thread."""

        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._bell, self._bell_push = os.pipe()

        def disable_input(self) -> None:
            """Stops the input thread, and wakes it first so that it stops at once."""
            if self._key_thread is not None and self._key_thread.is_alive():
                os.write(self._bell_push, b"!")
            super().disable_input()

        def close(self) -> None:
            """As Textual's, and gives the pipe back."""
            super().close()
            if self._bell >= 0:
                os.close(self._bell)
                os.close(self._bell_push)
                self._bell = self._bell_push = -1

        def run_input_thread(self) -> None:
            """Reads keys and the mouse until input ends; runs in a thread of its own."""
            keys = _Keys(self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                selector.register(self._bell, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    self._take_turn(selector, keys, escape_seconds() if keys.is_waiting else IDLE_SECONDS)
                selector.unregister(self._bell)
                self._take_turn(selector, keys, LAST_SECONDS)

        def _take_turn(self, selector: selectors.BaseSelector, keys: _Keys, seconds: float) -> None:
            """Waits up to ``seconds`` for something to read, and handles it, or that nothing came."""
            ready = {key.fd for key, _ in selector.select(seconds)} if selector.get_map() else set()
            if self._bell in ready:
                os.read(self._bell, 1)
                self.exit_event.wait(IDLE_SECONDS)
            messages: Iterable[Message] = ()
            if self.fileno in ready:
                if data := os.read(self.fileno, 4096):
                    messages = keys.feed(data)
                else:  # the other end is closed: it would be "ready" for ever
                    selector.unregister(self.fileno)
            elif keys.is_waiting:
                messages = keys.wait_is_over()
            for message in messages:
                self.process_message(message)
