"""What is typed under the items of an agenda, until it stands in the store. Knows no widget.

Every item has a page. What is typed on it is kept here at once and written with :meth:`Pages.keep`. Where
somebody else saved the item meanwhile nothing is written over: what was typed stays a draft beside the text
that is stored, until the two are put together.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samtui.errors import Changed, SamtuiError
from samtui.language import _
from samtui.models.records import ItemRecord
from samtui.practice import drafts, meetings
from samtui.screens.room import through_the_door
from samtui.store.store import Store
from samtui.widgets.plain import clean


def draft_place(item_id: int) -> str:
    """Where the draft of an item's text is kept."""
    return f"agendaitem/{item_id}"


@dataclass
class Page:
    """One item's text: as it is stored (in ``version``), and as it was typed where that is another."""

    version: int
    stored: str
    typed: str | None = None
    theirs: bool = False
    """Somebody else saved the item while this was typed: ``typed`` is a draft and is not written."""
    drafted: str | None = None

    @property
    def text(self) -> str:
        """What the person sees and goes on typing in."""
        return self.stored if self.typed is None else self.typed


class Pages:
    """The pages of one meeting."""

    def __init__(self) -> None:
        self._pages: dict[int, Page] = {}
        self._writing = threading.Lock()

    def page(self, item_id: int) -> Page:
        """The page of an item that has been heard of."""
        return self._pages[item_id]

    def heard(self, items: Iterable[ItemRecord], kept: Mapping[int, str]) -> None:
        """What the store says now. ``kept`` are the drafts, by item. Nothing that was typed is lost by it."""
        for item in items:
            page = self._pages.get(item.id)
            if page is None:
                page = self._pages[item.id] = Page(item.version, clean(item.text))
                if kept.get(item.id, "").strip() not in ("", page.stored.strip()):
                    page.typed = page.drafted = kept[item.id]
                    page.theirs = True
            elif item.version > page.version and (page.typed is None or page.theirs):
                page.version, page.stored = item.version, clean(item.text)

    def typed(self, item_id: int, text: str) -> bool:
        """Notes what stands in the field; says whether it still has to be kept.

        Where somebody else saved the item meanwhile, an emptied field means that their text is to stand.
        """
        page = self._pages[item_id]
        if not page.theirs:
            page.typed = None if text.strip() == page.stored.strip() else text
            return page.typed is not None
        if text.strip() not in ("", page.stored.strip()):
            page.typed = text
            return text != page.drafted
        page.theirs, page.typed = False, None
        return True

    @property
    def safe(self) -> bool:
        """Whether all that was typed stands in the store, as text or as a draft."""
        return all(page.typed is None or page.typed == page.drafted for page in self._pages.values())

    def together(self, item_id: int) -> str:
        """Puts the stored text and the typed one under each other; gives the whole, which is to be kept."""
        page = self._pages[item_id]
        own = (page.typed or "").strip()
        page.typed = page.stored.strip() + ("\n\n" + own if own else "")
        page.theirs = False
        return page.typed

    def keep(self, store: Store | None, *, writable: bool = True) -> list[str]:
        """Writes what was typed, in this thread; gives the sentences about what could not be written.

        Where the meeting is not ``writable`` any more, what was typed is kept as a draft.
        """
        with self._writing:
            sentences = [
                self._keep_page(store, item_id, page, writable) for item_id, page in list(self._pages.items())
            ]
        return list(dict.fromkeys(filter(None, sentences)))

    def _keep_page(self, store: Store | None, item_id: int, page: Page, writable: bool) -> str:
        text = page.typed
        try:
            if text is None:
                self._forget_draft(store, item_id, page)
            elif page.theirs or not writable:
                self._keep_draft(store, item_id, page, text)
            else:
                return self._write(store, item_id, page, text)
        except SamtuiError as error:
            return str(error)
        return ""

    def _write(self, store: Store | None, item_id: int, page: Page, text: str) -> str:
        try:
            version = through_the_door(
                store,
                "written under an item",
                lambda session: meetings.write(session, item_id, text, page.version),
            )
        except Changed:
            page.theirs = True
            self._keep_draft(store, item_id, page, text)
            return _(
                "Somebody else saved this item meanwhile. Your text is kept as a draft; both stand here."
            )
        except SamtuiError as error:
            self._keep_draft(store, item_id, page, text)
            return str(error)
        page.version, page.stored = version, text.strip()
        if page.typed == text:
            page.typed = None
        self._forget_draft(store, item_id, page)
        return ""

    def _keep_draft(self, store: Store | None, item_id: int, page: Page, text: str) -> None:
        if page.drafted != text:
            through_the_door(
                store,
                "draft kept",
                lambda session: drafts.keep(session, draft_place(item_id), {"text": text}),
            )
            page.drafted = text

    def _forget_draft(self, store: Store | None, item_id: int, page: Page) -> None:
        if page.drafted is not None:
            through_the_door(
                store, "draft done", lambda session: drafts.forget(session, draft_place(item_id))
            )
            page.drafted = None
