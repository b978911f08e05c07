"""What every test stands on: a clock that stands still, one language, and stores that open at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from builders import NOW
from hypothesis import settings

from samtui import clock, language
from samtui.store.schema import CASELOAD, DIRECTORY, Schema
from samtui.store.store import Store

KEY = bytes(range(32))
"""The key of every store in the tests."""

settings.register_profile("samtui", deadline=None)
settings.load_profile("samtui")


def pytest_configure() -> None:
    """Compiles the catalogues whose source is newer, so that tests run from a checkout."""
    for source in sorted(Path(language.__file__).with_name("locale").rglob("*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = compiled.with_suffix(".mo.part")
        with source.open("rb") as text, part.open("wb") as out:
            write_mo(out, read_po(text))
        part.replace(compiled)


@pytest.fixture(autouse=True)
def the_clock_stands() -> Iterator[None]:
    """It is Wednesday 25 November 2026, 10.00 in Sweden, unless a test moves the clock."""
    with clock.stopped(NOW):
        yield


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English, whatever the machine speaks."""
    with language.speaking("en"):
        yield


@pytest.fixture
def swedish(english: None) -> Iterator[None]:
    """Swedish for the length of a test."""
    with language.speaking("sv"):
        yield


@pytest.fixture(scope="session")
def empty_caseload(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty encrypted caseload, to be copied."""
    return _made(tmp_path_factory, CASELOAD)


@pytest.fixture(scope="session")
def empty_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty encrypted directory, to be copied."""
    return _made(tmp_path_factory, DIRECTORY)


@pytest.fixture
def caseload(empty_caseload: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty encrypted caseload, open."""
    yield from _opened(empty_caseload, tmp_path, CASELOAD)


@pytest.fixture
def directory(empty_directory: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty encrypted directory, open."""
    yield from _opened(empty_directory, tmp_path, DIRECTORY)


def _made(factory: pytest.TempPathFactory, kind: Schema) -> Path:
    path = factory.mktemp("empty") / f"{kind.name}.db"
    Store.create(path, KEY, kind).close()
    return path


def _opened(template: Path, folder: Path, kind: Schema) -> Iterator[Store]:
    path = folder / template.name
    shutil.copy(template, path)
    store = Store.open(path, KEY, kind)
    yield store
    store.close()
