"""What is typed under an item: written, or kept as a draft beside what somebody else has saved meanwhile."""

import pytest
from builders import a_family
from looking import meeting_of

from samtui.models.records import ItemRecord
from samtui.practice import drafts, meetings
from samtui.screens.pages import Pages, draft_place
from samtui.store.drafts import drafts as kept_drafts
from samtui.store.store import Store


@pytest.fixture
def meeting(caseload: Store) -> int:
    return a_family().with_meeting().in_(caseload).meetings[0]


def items_of(store: Store, meeting_id: int) -> tuple[ItemRecord, ...]:
    return meeting_of(store, meeting_id).items


def opened(store: Store, meeting_id: int) -> tuple[Pages, int]:
    """The pages as the screen has them after reading, and the first item's id."""
    pages = Pages()
    items = items_of(store, meeting_id)
    pages.heard(items, drafts_of(store))
    return pages, items[0].id


def drafts_of(store: Store) -> dict[int, str]:
    with store.read() as connection:
        return {
            int(draft.place.split("/")[1]): drafts.read(draft.fields)[0]["text"]
            for draft in kept_drafts(connection)
        }


def somebody_else_writes(store: Store, item_id: int, text: str) -> None:
    with store.change("elsewhere") as session:
        meetings.write(session, item_id, text)


def test_what_is_typed_is_written_once(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    assert pages.typed(item, "Lunch räcker inte.\n")
    assert pages.keep(caseload) == []
    assert items_of(caseload, meeting)[0].text == "Lunch räcker inte."
    version = items_of(caseload, meeting)[0].version
    assert not pages.typed(item, "Lunch räcker inte.\n")
    pages.keep(caseload)
    assert items_of(caseload, meeting)[0].version == version
    assert pages.safe


def test_what_is_only_read_is_never_written(caseload: Store, meeting: int) -> None:
    _pages, item = opened(caseload, meeting)
    somebody_else_writes(caseload, item, "a\tb")
    pages, item = opened(caseload, meeting)
    assert not pages.typed(item, pages.page(item).text)
    pages.keep(caseload)
    assert items_of(caseload, meeting)[0].text == "a\tb"


def test_every_item_keeps_its_own_text(caseload: Store, meeting: int) -> None:
    pages, _item = opened(caseload, meeting)
    for item in items_of(caseload, meeting):
        pages.typed(item.id, f"om {item.title}")
    pages.keep(caseload)
    assert [item.text for item in items_of(caseload, meeting)] == [
        f"om {item.title}" for item in items_of(caseload, meeting)
    ]


def test_nothing_is_written_over_what_somebody_else_saved(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    somebody_else_writes(caseload, item, "deras")
    pages.typed(item, "mitt")
    (sentence,) = pages.keep(caseload)
    assert "kept as a draft" in sentence
    assert items_of(caseload, meeting)[0].text == "deras"
    assert drafts_of(caseload) == {item: "mitt"}
    assert pages.safe
    pages.heard(items_of(caseload, meeting), {})
    assert (pages.page(item).text, pages.page(item).stored) == ("mitt", "deras")


def test_the_two_texts_are_put_together_and_the_draft_is_gone(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    somebody_else_writes(caseload, item, "deras")
    pages.typed(item, "mitt")
    pages.keep(caseload)
    pages.heard(items_of(caseload, meeting), {})
    assert pages.together(item) == "deras\n\nmitt"
    assert pages.keep(caseload) == []
    assert items_of(caseload, meeting)[0].text == "deras\n\nmitt"
    assert drafts_of(caseload) == {}


def test_an_emptied_field_lets_the_other_text_stand(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    somebody_else_writes(caseload, item, "deras")
    pages.typed(item, "mitt")
    pages.keep(caseload)
    pages.heard(items_of(caseload, meeting), {})
    pages.typed(item, "")
    pages.keep(caseload)
    assert pages.page(item).text == "deras"
    assert items_of(caseload, meeting)[0].text == "deras"
    assert drafts_of(caseload) == {}


def test_a_draft_from_yesterday_stands_beside_the_text(caseload: Store, meeting: int) -> None:
    item = items_of(caseload, meeting)[0].id
    with caseload.change("draft") as session:
        drafts.keep(session, draft_place(item), {"text": "mitt från i går"})
    pages, item = opened(caseload, meeting)
    assert pages.page(item).theirs
    assert pages.page(item).text == "mitt från i går"


def test_what_others_save_is_seen_while_nothing_is_typed(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    somebody_else_writes(caseload, item, "deras")
    pages.heard(items_of(caseload, meeting), {})
    assert pages.page(item).text == "deras"
    pages.typed(item, "deras och mitt")
    assert pages.keep(caseload) == []
    assert items_of(caseload, meeting)[0].text == "deras och mitt"


def test_in_a_locked_meeting_the_text_is_kept_as_a_draft(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    pages.typed(item, "för sent")
    with caseload.change("cancelled") as session:
        meetings.cancel(session, meeting)
    (sentence,) = pages.keep(caseload)
    assert "cancelled" in sentence
    assert drafts_of(caseload) == {item: "för sent"}
    assert pages.safe


def test_without_a_store_nothing_is_safe(caseload: Store, meeting: int) -> None:
    pages, item = opened(caseload, meeting)
    pages.typed(item, "mitt")
    assert pages.keep(None)
    assert not pages.safe
    assert pages.page(item).text == "mitt"
