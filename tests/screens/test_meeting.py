"""One meeting: prepared, held, written under; what is typed is never lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from builders import NOW, FamilyBuilder, Told, a_family, days
from desks import PASSPHRASE, Desk, at, begun, kept_drafts, seen, unlocked, until, until_ended, until_on, until_seen
from looking import meeting_of
from textual.widgets import Static
from typing_extensions import Self

from samtui.models.caseload import (
    AbsenceReason,
    ActionState,
    Attendance,
    Information,
    MeetingStatus,
    ParticipationWay,
    Principal,
    Protection,
)
from samtui.models.records import MeetingCard
from samtui.practice import meetings, minutes
from samtui.screens.item_sheet import ItemSheet
from samtui.screens.meeting import IDLE_MINUTES_LIVE, MeetingRoom
from samtui.store.folder import DataFolder
from samtui.store.store import Store
from samtui.widgets.writing import Writing

SIZES = [(80, 24), (110, 30), (150, 45)]
HOSTILE = ["[/]", "[b]x[/b] [red]", ":smile:", "\u202eomvänd", "עברית", "👩‍👧 fam", "ä" * 200]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return begun(tmp_path / "data")
