"""What a command starts from: the options before it, the settings, the stores, the passphrase."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from samtui.errors import Refused, SamtuiError, WrongSecret
from samtui.language import _
from samtui.options import Options, gather
from samtui.settings import Settings

if TYPE_CHECKING:
    from samtui.store.folder import DataFolder
    from samtui.store.store import Store

TRIES = 3
"""How many times a person may type the passphrase before the command gives up."""


@dataclass
class Invocation:
    """One command line: what stood before the command, and what follows from it once that is asked for."""

    lang: str | None = None
    data_dir: Path | None = None
    config: Path | None = None
    passphrase_file: str | None = None

    @cached_property
    def _gathered(self) -> tuple[Options, Settings]:
        return gather(lang=self.lang, data_dir=self.data_dir, config=self.config)

    @property
    def options(self) -> Options:
        """Where things lie. Raises SamtuiError where the settings are broken."""
        return self._gathered[0]

    @property
    def settings(self) -> Settings:
        """The settings. Raises SamtuiError where they are broken."""
        return self._gathered[1]

    @cached_property
    def folder(self) -> "DataFolder":
        """The data folder, which may not have been begun."""
        from samtui.store.folder import DataFolder

        return DataFolder(self.options.data_dir)

    def for_the_app(self) -> Options:
        """What the app starts with: as above, and the passphrase where a file was given."""
        return replace(self.options, secret=self.given_secret()) if self.passphrase_file else self.options

    @contextmanager
    def directory(self) -> Iterator["Store"]:
        """The directory store, open for the length of a ``with`` block."""
        self._refuse_empty_folder()
        with _closing(self.folder.open_directory()) as store:
            yield store

    @contextmanager
    def caseload(self) -> Iterator["Store"]:
        """The caseload store, unlocked for the length of a ``with`` block.

        Raises WrongSecret where nothing opens with what was given, Damaged where a file is, Refused where
        there is no caseload, SamtuiError where the passphrase is not given and nobody can be asked.
        """
        self._refuse_empty_folder()
        if not self.folder.has_caseload:
            raise Refused(
                _(
                    "There is no caseload in {folder}. samtui init --role coordinator begins one.",
                    folder=self.folder.path,
                )
            )
        self._refuse_damage_before_asking()
        with _closing(self._unlocked()) as store:
            yield store

    def given_secret(self) -> str | None:
        """The passphrase from a file, from standard input or from the environment; None where none is given.

        Raises SamtuiError where the file cannot be read or is empty.
        """
        if self.passphrase_file is not None:
            return _read_secret(self.passphrase_file)
        return os.environ.get("SAMTUI_PASSPHRASE") or None

    def _unlocked(self) -> "Store":
        given = self.given_secret()
        if given is not None:
            return self.folder.unlock(given)
        for _attempt in range(TRIES - 1):
            try:
                return self.folder.unlock(ask_secret(_("Passphrase: ")))
            except WrongSecret as error:
                sys.stderr.write(f"{error}\n")
        return self.folder.unlock(ask_secret(_("Passphrase: ")))

    def _refuse_empty_folder(self) -> None:
        if not self.folder.begun:
            raise Refused(
                _(
                    "There is nothing in {folder} yet. Begin with samtui init, or look at samtui demo.",
                    folder=self.folder.path,
                )
            )

    def _refuse_damage_before_asking(self) -> None:
        from samtui.store.connection import refuse_missing_or_empty
        from samtui.store.keyfile import KeyFile

        KeyFile.load(self.folder.caseload_key)
        refuse_missing_or_empty(self.folder.caseload_db)


def ask_secret(prompt: str) -> str:
    """What somebody types without echo. Raises SamtuiError where nobody can be asked."""
    if not can_ask():
        raise SamtuiError(
            _("The passphrase is needed. Give it with --passphrase-file FILE, or in SAMTUI_PASSPHRASE.")
        )
    try:
        return getpass(prompt, stream=sys.stderr)
    except EOFError:
        raise SamtuiError(_("No passphrase was typed, so nothing was done. Run the command again.")) from None


def can_ask() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


@contextmanager
def _closing(store: "Store") -> Iterator["Store"]:
    try:
        yield store
    finally:
        store.close()


def _read_secret(file: str) -> str:
    """The first line of a file; of standard input for "-"."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SamtuiError(
            _("The passphrase could not be read from {file}. See that it is a text file.", file=file)
        ) from None
    if not lines or not lines[0]:
        raise SamtuiError(_("There is no passphrase in {file}. Write it on the first line.", file=file))
    return lines[0]
