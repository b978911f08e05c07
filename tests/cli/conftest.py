"""The fictional caseload, and the program on it, as every test of the command line meets them."""

import shutil
from pathlib import Path

import pytest
from outside import Ended, Samtui, run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder in which nothing has been done yet."""
    return tmp_path


@pytest.fixture
def samtui(home: Path, demo_folder: Path, answered: dict[object, Ended]) -> Samtui:
    """The program on the fictional caseload, its passphrase in the environment.

    A question that was asked before, without a path in it, is not asked again: the answer would be the same.
    """

    def start(*arguments: str | Path, stdin: bytes | None = None, code: int = 0, **more: str) -> Ended:
        begun = {"SAMTUI_DATA_DIR": str(demo_folder), "SAMTUI_PASSPHRASE": "demo", **more}
        question = (arguments, stdin, code, tuple(sorted(more.items())))
        if question not in answered or any(isinstance(word, Path) for word in arguments):
            answered[question] = run(home, *arguments, stdin=stdin, code=code, **begun)
        return answered[question]

    return start


@pytest.fixture
def fresh(home: Path) -> Samtui:
    """The program on a computer where it has never been used."""

    def start(*arguments: str | Path, stdin: bytes | None = None, code: int = 0, **more: str) -> Ended:
        return run(home, *arguments, stdin=stdin, code=code, **more)

    return start


@pytest.fixture(scope="session")
def answered() -> dict[object, Ended]:
    """What the program has answered about the fictional caseload, which nobody changes."""
    return {}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fictional caseload as ``samtui demo --to`` writes it. For reading only."""
    folder = tmp_path_factory.mktemp("demo") / "stores"
    ended = run(tmp_path_factory.mktemp("home"), "demo", "--to", folder)
    assert str(folder) in ended.text
    return folder


@pytest.fixture
def own_demo(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the fictional caseload that a test may harm."""
    return Path(shutil.copytree(demo_folder, tmp_path / "own"))
