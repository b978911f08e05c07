"""What each way of starting imports: the first frame and the help need little, and Alembic almost never comes."""

import subprocess
import sys
from pathlib import Path

import pytest
from desks import PASSPHRASE, begun, environment

SHOW = """
import sys
print("LOADED", *sorted(name for name in sys.modules if "." not in name))
"""

SLOW = {"sqlalchemy", "sqlmodel", "pydantic", "alembic", "typer", "sqlcipher3", "cryptography"}

THE_LOCK = """
from pathlib import Path
from samtui.app import Samtui
from samtui.options import Options
app = Samtui(Options(Path(DATA), Path(DATA) / "settings.toml", "sv"))
assert type(app.first_screen()).__name__ == SCREEN
"""

THE_COMMAND_LINE = """
import runpy
import sys
sys.argv = ["samtui", *ARGUMENTS]
try:
    runpy.run_module("samtui", run_name="__main__")
except SystemExit as end:
    assert end.code in (0, None), end.code
"""

THE_STORES = """
from pathlib import Path
from samtui.store.folder import DataFolder
folder = DataFolder(Path(DATA))
for store in (folder.open_directory(), folder.unlock(SECRET)):
    with store.change("nothing") as session:
        session.connection()
    with store.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    store.close()
"""


def loaded(tmp_path: Path, program: str, **names: object) -> set[str]:
    """The packages a fresh process holds after a program."""
    values = "".join(f"{name} = {value!r}\n" for name, value in names.items())
    ended = subprocess.run(
        [sys.executable, "-c", values + program + SHOW],
        env=environment(tmp_path / "home"),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return set(ended.stdout.rpartition("LOADED ")[2].split())


def test_the_first_frame_of_the_lock_needs_textual_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "caseload.key.json").touch()
    found = loaded(tmp_path, THE_LOCK, DATA=str(data), SCREEN="Lock")
    assert "textual" in found
    assert found & SLOW == set()


def test_the_first_frame_without_a_caseload_needs_textual_alone(tmp_path: Path) -> None:
    found = loaded(tmp_path, THE_LOCK, DATA=str(tmp_path / "data"), SCREEN="Opening")
    assert "textual" in found
    assert found & SLOW == set()


@pytest.mark.parametrize(
    ("arguments", "also"),
    [
        (["--version"], {"typer", "rich", "sqlmodel", "sqlcipher3", "cryptography"}),
        (["--help"], {"sqlmodel", "sqlcipher3", "cryptography"}),
        (["demo", "--help"], {"sqlmodel", "sqlcipher3", "cryptography"}),
        (["family", "--help"], {"sqlmodel", "sqlcipher3", "cryptography"}),
    ],
)
def test_help_and_version_import_nothing_slow(tmp_path: Path, arguments: list[str], also: set[str]) -> None:
    found = loaded(tmp_path, THE_COMMAND_LINE, ARGUMENTS=arguments)
    assert "samtui" in found
    assert found & ({"textual", "sqlalchemy", "pydantic", "alembic"} | also) == set()


def test_alembic_does_not_come_when_stores_are_opened_and_changed(tmp_path: Path) -> None:
    folder = begun(tmp_path / "data")
    found = loaded(tmp_path, THE_STORES, DATA=str(folder.path), SECRET=PASSPHRASE)
    assert {"sqlalchemy", "sqlcipher3"} <= found
    assert "alembic" not in found
