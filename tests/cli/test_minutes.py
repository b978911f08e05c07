"""``samtui minutes``: the own whole copy, as a file or on standard output."""

from pathlib import Path

import pytest
from outside import Samtui


@pytest.fixture
def meetings(samtui: Samtui) -> dict[str, int]:
    """Ids of the family Pilfink's meetings: one that is locked, one that is planned."""
    card = samtui("family", "show", "pilfink", "--json").json
    return {meeting["status"]: meeting["id"] for meeting in card["meetings"]}


def test_locked_minutes_and_a_draft(samtui: Samtui, meetings: dict[str, int]) -> None:
    locked = samtui("--lang", "sv", "minutes", str(meetings["locked"])).text
    assert locked.startswith("# Mötesanteckningar")
    assert "UTKAST" not in locked
    assert "UTKAST" in samtui("--lang", "sv", "minutes", str(meetings["planned"])).text


def test_a_file_is_written_whole_and_nothing_is_written_over(
    samtui: Samtui, meetings: dict[str, int], home: Path
) -> None:
    file = home / "ut.md"
    said = samtui("minutes", str(meetings["locked"]), "-o", file)
    assert str(file) in said.text
    text = file.read_bytes()
    assert text == samtui("minutes", str(meetings["locked"]), "-o", "-").stdout
    file.write_text("mine")
    assert "--force" in samtui("minutes", str(meetings["locked"]), "-o", file, code=1).stderr
    assert file.read_text() == "mine"
    samtui("minutes", str(meetings["locked"]), "-o", file, "--force")
    assert file.read_bytes() == text


def test_in_a_folder_the_file_gets_a_neutral_name(
    samtui: Samtui, meetings: dict[str, int], home: Path
) -> None:
    folder = home / "ut"
    folder.mkdir()
    samtui("--lang", "sv", "minutes", str(meetings["locked"]), "-o", folder)
    (made,) = folder.iterdir()
    assert made.name.startswith("motesanteckningar-")
    assert "pilfink" not in made.name.lower()


def test_words_that_match_several_meetings_list_them(samtui: Samtui) -> None:
    ended = samtui("minutes", "pilfink", code=1)
    assert len(ended.stderr.splitlines()) == 5
    assert samtui("--lang", "sv", "minutes", "pilfink förmöte").text.startswith("# Mötesanteckningar")
