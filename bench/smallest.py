"""The smallest Textual app worth comparing with: a header, a footer and a line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Static


class Smallest(App[None]):
    """The yardstick of every first frame."""

    def compose(self) -> ComposeResult:
        """A Header, a Footer and a Static, nothing else."""
        yield Header()
        yield Static("Nothing to see here")
        yield Footer()


if __name__ == "__main__":
    Smallest().run()
