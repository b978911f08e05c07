"""The minutes (mötesanteckningar) as they read: locked here, written to a file, corrected by a new version."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from samtui.commands import Place, bindings_of
from samtui.errors import Refused
from samtui.exchange import minutes as exchange
from samtui.language import _
from samtui.models.caseload import MeetingStatus
from samtui.models.records import MeetingCard
from samtui.practice import minutes
from samtui.practice.words import word
from samtui.screens.form import Field, Form, FormPlan
from samtui.screens.room import Room
from samtui.store.files import write_whole
from samtui.store.meetings import meeting_card
from samtui.widgets.plain import content
from samtui.widgets.reading import Reading
from samtui.widgets.signed import Signed, SignedLines


@dataclass(frozen=True)
class Shown:
    """The meeting, what its minutes say, what is still empty, and all of it as a file would hold it."""

    card: MeetingCard
    document: minutes.Document
    wanting: tuple[str, ...]
    text: str


class MinutesRoom(Room[Shown | None]):
    """What the file will say, with the nudges above it. Locked minutes stay as they are."""

    CSS_PATH = "minutes.tcss"
    section = "meetings"
    tables = frozenset({
        "*", "meeting", "participant", "participation", "agendaitem", "decision", "action", "minutes", "family",
        "child", "adult", "contact", "involvement",
    })  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(Place.MINUTES)]
    AUTO_FOCUS = "#document"
    last_folder: ClassVar[Path | None] = None
    """Where the last file was written, so that the next one is offered the same place."""

    def __init__(self, meeting_id: int) -> None:
        super().__init__()
        self.meeting_id = meeting_id
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield self.top_line()
        yield SignedLines(id="nudges")
        with VerticalScroll(id="document"):
            yield Reading()
        yield self.key_line()

    def read(self) -> Shown | None:
        store = self.samtui.desk.caseload
        if store is None:
            return None
        with store.read() as connection:
            card = meeting_card(connection, self.meeting_id)
        if card is None:
            return None
        document = minutes.document(card, self.samtui.settings.organisation)
        nudges = minutes.wanting(card) if card.status is not MeetingStatus.LOCKED else []
        return Shown(card, document, tuple(nudges), exchange.markdown(document, draft=False))

    def show(self, shown: Shown | None) -> None:
        self._shown = shown
        if shown is None:
            self.dismiss()
            return
        self.query_one("#nudges", SignedLines).put(_nudges(shown))
        self.query_one(Reading).markdown = shown.text
        sheet = self.query_one("#document")
        sheet.border_title = _("Minutes, version {n}", n=shown.document.number)
        sheet.border_subtitle = word(
            MeetingStatus.LOCKED if shown.document.locked_at else MeetingStatus.DRAFT
        )

    # Commands

    def action_lock_minutes(self) -> None:
        """Asks once, since what is locked stays."""
        if self._shown is not None:
            self.app.push_screen(Form(self._lock_plan(self._shown)))

    def _lock_plan(self, shown: Shown) -> FormPlan:
        own = self.samtui.settings

        async def save(values: dict[str, Any]) -> int:
            return await self.changed(
                "minutes locked",
                lambda session: minutes.lock(
                    session, shown.card.id, shown.card.version, values["by"], own.organisation
                ),
            )

        said = [_("Locked minutes stay as they are; a correction is a new version. Enter locks them.")]
        return FormPlan(
            title=_("Lock the minutes"),
            intro=" ".join([*said, *shown.wanting]),
            fields=[
                Field("by", _("Locked by"), value=own.name, hint=_("your name, as it stands in the minutes"))
            ],
            save=save,
            said=_("The minutes are locked."),
        )

    def action_export(self) -> None:
        if self._shown is not None:
            self.app.push_screen(Form(_export_plan(self, self._shown)))

    async def action_version(self) -> None:
        """Opens locked minutes for a new version; the locked one stays."""
        await self.change(
            "new version of the minutes",
            lambda session: minutes.correct(session, self.meeting_id),
            _("A new version is open. The locked one stays as it was."),
        )

    def action_copy(self) -> None:
        if self._shown is not None:
            self.app.copy_to_clipboard(self._shown.text)
            self.samtui.say(_("The text is copied."))

    def action_back(self) -> None:
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Locking where something can be locked, a new version where something is."""
        status = self._shown.card.status if self._shown else None
        if action == "lock_minutes":
            return status not in (None, MeetingStatus.LOCKED, MeetingStatus.CANCELLED)
        if action == "version":
            return status is MeetingStatus.LOCKED
        if action in ("export", "copy"):
            return status is not None
        return True


def _nudges(shown: Shown) -> list[Signed]:
    """What is still empty; where nothing is, what one can do now."""
    if shown.document.locked_at:
        day, by = shown.document.locked_at[:10], shown.document.locked_by
        said = _("Locked {day} by {name}.", day=day, name=by) if by else _("Locked {day}.", day=day)
        return [("✓", content(said).stylize("$calm"))]
    if not shown.wanting:
        return [("✓", Content.styled(_("Nothing is empty. l locks the minutes."), "$calm"))]
    return [("○", Content.styled(sentence, "$soon")) for sentence in shown.wanting]


def _export_plan(room: MinutesRoom, shown: Shown) -> FormPlan:
    """Where the file is to lie. It is written whole or not at all, and never over another one."""
    data = shown.text.encode("utf-8")

    async def save(values: dict[str, Any]) -> str:
        path = _target(values["folder"], values["file"])
        try:
            await asyncio.to_thread(write_whole, path, data, new=True)
        except Refused as error:
            raise Refused(str(error), "file") from error
        MinutesRoom.last_folder = path.parent
        room.samtui.say(_("{file} is written.", file=path))
        return str(path)

    return FormPlan(
        title=_("The minutes as a file"),
        intro=_("The whole text, as it stands here. Nothing is written over."),
        fields=[
            Field("folder", _("Folder"), value=str(MinutesRoom.last_folder or Path.home())),
            Field("file", _("File name"), value=exchange.file_name(shown.document)),
        ],
        save=save,
    )


def _target(folder: str, name: str) -> Path:
    """The path that is meant. Raises Refused at the field that will not do."""
    where = Path(folder.strip()).expanduser()
    if not folder.strip() or not where.is_dir():
        raise Refused(_("There is no such folder. Write one that is there."), "folder")
    plain = name.strip()
    if not plain or Path(plain).name != plain or "\0" in plain:
        raise Refused(_("Write a file name without / and without a folder."), "file")
    return where / plain
