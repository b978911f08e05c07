"""The rows of an agenda, and where one goes on writing."""

from samtui.language import _
from samtui.models.records import ItemRecord, MeetingCard
from samtui.widgets.list_table import Column, Row


def columns() -> list[Column]:
    """The item's number, its title, and a mark."""
    return [
        Column("place", "", 2, align="right"),
        Column("title", _("Item"), None, minimum=10),
        Column("mark", "", 2),
    ]


def rows(card: MeetingCard) -> list[Row]:
    """The items: ● where something is written or agreed, → where it gave a promise."""
    found = []
    for place, item in enumerate(card.items, start=1):
        promised = any(action.item_id == item.id for action in card.actions)
        mark = ("●" if is_written(item) else " ") + ("→" if promised else "")
        found.append(Row(item.id, (str(place), item.title, (mark, "calm"))))
    return found


def is_written(item: ItemRecord) -> bool:
    """Whether something stands under the item."""
    return bool(item.text.strip() or item.decisions)


def first_item(card: MeetingCard) -> int | None:
    """Where one goes on: the first item under which nothing stands; the first of all where there is none."""
    empty = [item.id for item in card.items if not is_written(item)]
    return next(iter(empty or [item.id for item in card.items]), None)
