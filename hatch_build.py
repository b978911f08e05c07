"""Compiles the gettext catalogues when the package is built, so that no binary file is kept."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "samtui", "locale").rglob("*.po")):
            with source.open("rb") as text, source.with_suffix(".mo").open("wb") as out:
                write_mo(out, read_po(text))
