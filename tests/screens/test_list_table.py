"""The table that draws every list, by keys and mouse, and what stands on the screen afterwards."""

import pytest
from rich.cells import cell_len
from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input

from samtui.themes import THEMES, VARIABLE_DEFAULTS
from samtui.widgets.columns import ELLIPSIS, arrange, fit
from samtui.widgets.list_lines import ROLES
from samtui.widgets.list_table import Column, ListTable, Row

NAME = Column("name", "Familj", None, flex=2, minimum=10)
STATUS = Column("status", "Status", 13, drop=1)
MEETING = Column("meeting", "Nästa möte", 12)
OVERDUE = Column("overdue", "Försenat", 8, align="right", drop=2)
CONSENT = Column("consent", "Samtycke", 18, drop=3)
NEXT = Column("next", "Nästa steg", None, flex=3, minimum=12, drop=1)
COLUMNS = (NAME, STATUS, MEETING, OVERDUE, CONSENT, NEXT)

BIRDS = ("Pilfink", "Kornknarr", "Gråsiska", "Entita", "Sidensvans", "Nötskrika", "Domherre", "Tofsvipa")

HOSTILE = (
    "[skyddad] Anna",
    "a [/] b",
    "[b]Anna[/b]",
    "pris [kr]",
    "[1] lista",
    "[/b] x",
    "[link=x]hej",
    "a\\[b]",
    ":smile: x",
    "[@click=app.quit]x",
)


def family(number: int) -> Row:
    bird = BIRDS[number % len(BIRDS)]
    cells = (
        f"{bird} {number}",
        "stödperiod 1",
        f"2026-03-{number % 28 + 1:02d}",
        (str(number % 4), "trouble"),
        ("i sin ordning", "calm"),
        ("ringa skolan", "now"),
    )
    return Row(number, cells)


def families(count: int) -> tuple[Row, ...]:
    return tuple(family(number) for number in range(count))


class Desk(App[None]):
    """A field and a table, and everything the table said."""

    def __init__(self, rows: tuple[Row, ...], theme: str = "samtui-dark", **options: object) -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.table = ListTable(options.pop("columns", COLUMNS), rows, id="families", **options)
        self.said: list[tuple[str, object]] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return VARIABLE_DEFAULTS

    def compose(self) -> ComposeResult:
        yield self.table
        yield Input()

    def on_mount(self) -> None:
        self.table.focus()

    @on(ListTable.Moved, "#families")
    def note_moved(self, message: ListTable.Moved) -> None:
        self.said.append((type(message).__name__, message.key))

    @on(ListTable.Opened, "#families")
    def note_opened(self, message: ListTable.Opened) -> None:
        self.said.append((type(message).__name__, message.key))

    @on(ListTable.HeaderClicked, "#families")
    def note_header(self, message: ListTable.HeaderClicked) -> None:
        self.said.append((type(message).__name__, message.key))

    def lines(self) -> list[str]:
        """What stands inside the table's border."""
        strips = self.screen._compositor.render_strips()
        region = self.table.content_region
        return [strips[y].crop(region.x, region.right).text for y in range(region.y, region.bottom)]

    def cursor_lines(self) -> list[int]:
        """The lines drawn as the cursor; there should be one, or none when it is out of sight."""
        return [y for y, line in enumerate(self.lines()) if line.startswith("▌")]


# moving


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("down",), 1),
        (("j", "j", "k"), 1),
        (("up",), 0),
        (("down", "down", "up"), 1),
        (("end",), 199),
        (("end", "down"), 199),
        (("end", "home"), 0),
        (("pageup",), 0),
        (("end", "pagedown"), 199),
    ],
)
async def test_keys_move_the_cursor_and_never_out_of_the_list(keys: tuple[str, ...], place: int) -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.table.cursor_key == place
        drawn = app.cursor_lines()
        assert len(drawn) == 1
        assert BIRDS[place % len(BIRDS)] in app.lines()[drawn[0]]


async def test_a_page_keeps_one_row_in_sight_and_comes_back() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        last_seen = app.lines()[-1].split("  ")[0].strip()
        await pilot.press("pagedown")
        assert app.lines()[1].lstrip("▌ ").startswith(last_seen)
        assert app.cursor_lines() == [1]
        await pilot.press("pageup")
        assert (app.table.cursor, app.table.scroll_offset.y) == (0, 0)


async def test_the_header_stays_when_the_rows_scroll() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        before = app.lines()[0]
        await pilot.press("end")
        assert app.lines()[0] == before
        assert "Familj" in before
        assert "199" in app.lines()[-1]


async def test_a_cursor_key_draws_two_lines_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Desk(families(200))
    async with app.run_test(size=(150, 45)) as pilot:
        await pilot.press("down")
        drawn: list[int] = []
        draw = app.table.render_line
        monkeypatch.setattr(app.table, "render_line", lambda y: drawn.append(y) or draw(y))
        await pilot.press("down")
        assert sorted(set(drawn)) == [2, 3]


async def test_what_moved_and_what_was_opened_is_said_once() -> None:
    app = Desk(families(30))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "up", "up")
        assert app.said == [("Moved", 0), ("Moved", 1), ("Opened", 1), ("Moved", 0)]


async def test_move_to_a_key_brings_it_into_sight() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.table.move_to(150)
        await pilot.pause()
        assert len(app.cursor_lines()) == 1
        assert not app.table.move_to("nobody")
        assert app.table.cursor_key == 150


async def test_the_cursor_stays_in_sight_when_the_terminal_shrinks() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(*["down"] * 30)
        await pilot.resize_terminal(80, 15)
        await pilot.pause()
        assert len(app.cursor_lines()) == 1


# the mouse


async def test_a_click_moves_a_double_click_opens_a_title_says_its_column() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(ListTable, offset=(5, 5))
        assert app.table.cursor == 3
        await pilot.double_click(ListTable, offset=(5, 7))
        await pilot.click(ListTable, offset=(3, 1))
        assert app.said == [
            ("Moved", 0),
            ("Moved", 3),
            ("Moved", 5),
            ("Opened", 5),
            ("HeaderClicked", "name"),
        ]


async def test_a_click_below_the_last_row_does_nothing() -> None:
    app = Desk(families(3))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.double_click(ListTable, offset=(5, 12))
        assert app.said == [("Moved", 0)]


async def test_the_wheel_scrolls_and_leaves_the_cursor_until_a_key() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.scroll_to(y=100, animate=False)
        await pilot.pause()
        assert app.cursor_lines() == []
        await pilot.press("down")
        assert len(app.cursor_lines()) == 1
        assert app.table.cursor == 1


# other rows


async def test_the_cursor_stays_on_its_family_while_the_list_is_filtered() -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.move_to(42)
        app.table.set_rows(row for row in families(200) if row.key % 2 == 0)
        await pilot.pause()
        assert app.table.cursor_key == 42
        assert "Gråsiska 42" in app.lines()[app.cursor_lines()[0]]
        app.table.set_rows(families(200))
        await pilot.pause()
        assert app.table.cursor_key == 42
        assert len(app.cursor_lines()) == 1
        assert app.said == [("Moved", 0), ("Moved", 42)]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ((0, 1, 2, 4, 5), 4),  # removed: the next one
        ((0, 1, 2), 2),  # the last was removed: the one before
        ((0, 9), 0),  # of two that are left, the nearer one
        ((77, 78), 77),  # all others: the first
    ],
)
async def test_when_its_row_has_gone_the_nearest_has_the_cursor(left: tuple[int, ...], expected: int) -> None:
    app = Desk(families(10))
    async with app.run_test(size=(80, 24)) as pilot:
        app.table.move_to(3)
        app.table.set_rows([family(number) for number in left])
        await pilot.pause()
        assert app.table.cursor_key == expected
        assert app.said[-1] == ("Moved", expected)


async def test_rows_that_look_the_same_are_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Desk(families(200))
    async with app.run_test(size=(80, 24)) as pilot:
        drawn: list[int] = []
        draw = app.table.render_line
        monkeypatch.setattr(app.table, "render_line", lambda y: drawn.append(y) or draw(y))
        changed = [row if row.key != 4 else Row(4, ("Entita åter",)) for row in families(200)]
        app.table.set_rows(changed)
        await pilot.pause()
        assert sorted(set(drawn)) == [5]
        assert "Entita åter" in app.lines()[5]


async def test_rows_and_columns_can_change_together_and_back_and_forth_from_nothing() -> None:
    app = Desk((), empty="Ingen familj än.")
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.said == []
        app.table.set_rows(families(5))
        await pilot.pause()
        assert "Pilfink 0" in app.lines()[1]
        app.table.set_rows([Row("a", ("Björkskolan",))], [Column("actor", "Aktör", None)])
        await pilot.pause()
        assert app.lines()[0].strip() == "Aktör"
        assert app.lines()[1].lstrip("▌").strip() == "Björkskolan"
        app.table.set_rows(())
        await pilot.pause()
        assert any("Ingen familj än." in line for line in app.lines())
        assert app.said == [("Moved", 0), ("Moved", "a"), ("Moved", None)]
        assert (app.table.cursor_key, app.table.row_count, app.table.rows) == (None, 0, ())


async def test_rows_may_come_before_the_table_is_on_the_screen() -> None:
    app = Desk(())
    app.table.set_rows(families(3))
    async with app.run_test(size=(80, 24)):
        assert app.table.row_count == 3
        assert app.said == [("Moved", 0)]


# widths


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (40, ["Familj", "Nästa möte"]),
        (80, ["Familj", "Status", "Nästa möte", "Försenat", "Nästa steg"]),
        (150, ["Familj", "Status", "Nästa möte", "Försenat", "Samtycke", "Nästa steg"]),
    ],
)
async def test_what_there_is_no_room_for_is_left_out_whole(width: int, titles: list[str]) -> None:
    app = Desk(families(200))
    async with app.run_test(size=(width, 24)):
        header = app.lines()[0]
        assert [title for title in (column.title for column in COLUMNS) if title in header] == titles
        assert header.split() == " ".join(titles).split()
        assert {cell_len(line) for line in app.lines()} == {width - 2}


@pytest.mark.parametrize("width", [20, 40, 80, 150])
async def test_columns_stand_under_their_titles_whatever_is_written_in_them(width: int) -> None:
    texts = (
        "Elsa",
        "👩‍👩‍👧 familj",
        "❤️ 日本語テキスト",
        "Zoe\u0308 A\u030angstro\u0308m",
        "ليلى",
        "\u202eanna\u202c",
        "en\nnoll\ttab\x00\x1b[2J",
        "mycket " * 20,
    )
    columns = (Column("text", "Text", None, minimum=8), Column("end", "Slut", 4))
    rows = tuple(Row(text, (text, "|end")) for text in texts)
    app = Desk(rows, columns=columns)
    async with app.run_test(size=(width, 24)):
        lines = [app.table.render_line(y).text for y in range(1, 1 + len(texts))]
        assert {cell_len(line) for line in lines} == {width - 2}
        before = {cell_len(line[: line.index("|end")]) for line in lines}
        assert len(before) == 1
        assert not any(character < " " or character == "\u202e" for line in lines for character in line)


def test_a_text_is_never_cut_without_an_ellipsis() -> None:
    assert fit("Gråsiska", 8) == "Gråsiska"
    assert fit("Gråsiska", 7) == "Gråsis" + ELLIPSIS
    assert fit("Entita", 5) == "Enti" + ELLIPSIS
    assert fit("日本語", 5) == "日本" + ELLIPSIS
    assert fit("日本語", 4) == "日 " + ELLIPSIS  # no half sign
    assert fit("17", 4, "right") == "  17"
    assert fit("å", 3, "right") == "  å"
    assert fit("en\ntvå", 7) == "en två "


def test_a_text_from_right_to_left_leaves_the_next_column_alone() -> None:
    assert fit("ليلى", 6) == "ليلى\u200e  "
    assert cell_len(fit("ليلى", 6)) == 6


def test_columns_vanish_by_rank_and_flexible_ones_share_the_rest() -> None:
    def keys(width: int) -> list[str]:
        return [COLUMNS[place.index].key for place in arrange(COLUMNS, width)]

    assert keys(200) == [column.key for column in COLUMNS]
    assert keys(78) == ["name", "status", "meeting", "overdue", "next"]
    assert keys(60) == ["name", "status", "meeting", "next"]
    assert keys(50) == ["name", "status", "meeting"]
    assert keys(30) == ["name", "meeting"]
    assert keys(16) == ["name", "meeting"]  # squeezed to its minimum before it goes
    assert keys(14) == ["name"]
    assert keys(1) == ["name"]
    for width in range(20, 160):
        places = arrange(COLUMNS, width)
        assert sum(place.width for place in places) + 2 * (len(places) - 1) == width
    assert arrange((), 80) == ()


async def test_a_sorted_column_has_its_mark_also_when_the_title_is_cut() -> None:
    columns = (
        Column("a", "Namn", 10),
        Column("b", "Senaste kontakt", 8),
        Column("c", "Dagar", 8, align="right"),
    )
    app = Desk((), columns=columns, sorted_by=("a", False))
    async with app.run_test(size=(60, 10)) as pilot:
        assert app.lines()[0].split("  ")[0].strip() == "Namn ▲"
        app.table.sorted_by = ("b", True)
        await pilot.pause()
        assert "Senas… ▼" in app.lines()[0]
        assert "▲" not in app.lines()[0]
        app.table.sorted_by = ("c", True)
        await pilot.pause()
        assert " Dagar ▼" in app.lines()[0]
        app.table.sorted_by = None
        await pilot.pause()
        assert "▼" not in app.lines()[0]


# what people write


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_people_write_is_shown_as_it_stands(text: str) -> None:
    columns = (Column("name", text, 30), Column("note", "Anteckning", None))
    app = Desk((Row(1, (text, (text, "now"))),), columns=columns, empty=text)
    async with app.run_test(size=(80, 12)) as pilot:
        header, row = app.lines()[:2]
        assert header.strip().startswith(text)
        assert row.count(text) == 2
        app.table.set_rows(())
        await pilot.pause()
        assert any(text in line for line in app.lines())


# the empty place


@pytest.mark.parametrize("width", [20, 40, 80, 150])
async def test_an_empty_list_says_so_in_the_middle_of_a_hatch(width: int) -> None:
    app = Desk((), empty="Inga anteckningar än.\n\nTryck n för att skriva den första.")
    async with app.run_test(size=(width, 24)):
        lines = app.lines()
        assert lines[1] == "╱" * (width - 2)
        assert lines[-1] == "╱" * (width - 2)
        said = " ".join(" ".join(lines[1:]).replace("╱", " ").split())
        assert said == "Inga anteckningar än. Tryck n för att skriva den första."
        assert {cell_len(line) for line in lines} == {width - 2}
        first = next(y for y, line in enumerate(lines) if "Inga" in line)
        assert 6 <= first <= 12
        if width >= 40:
            left, right = lines[first].split("Inga anteckningar än.")
            assert abs(len(left) - len(right)) <= 1


async def test_keys_and_clicks_do_nothing_in_an_empty_list() -> None:
    app = Desk((), empty="Ingen familj än.")
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.press("down", "up", "pagedown", "end", "home", "enter")
        await pilot.double_click(ListTable, offset=(5, 4))
        assert app.said == []
        assert app.table.cursor_key is None


# looks


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_role_has_its_colour_and_the_cursor_row_its_own(theme: str) -> None:
    rows = tuple(Row(role, (role,), role) for role in ROLES)
    app = Desk(rows, theme=theme, columns=(Column("role", "Roll", None),))
    async with app.run_test(size=(40, 14)) as pilot:
        values = app.theme_variables

        def colour(y: int, part: str) -> str:
            segments = [s for s in app.table.render_line(y) if s.text.strip(" ▌")]
            return getattr(segments[0].style, part).name

        for y, role in enumerate(ROLES, 1):
            app.table.cursor = (y + 2) % len(ROLES)
            if role != "strong":
                assert colour(y, "color") == values[role].lower()
                app.table.cursor = y - 1
                assert colour(y, "color") == values[f"cursor-{role}"].lower()
                assert colour(y, "bgcolor") == values["block-cursor-background"].lower()
        await pilot.press("tab")
        assert colour(app.table.cursor + 1, "bgcolor") == values["block-cursor-blurred-background"].lower()


async def test_another_theme_takes_hold_at_once() -> None:
    app = Desk(families(5))
    async with app.run_test(size=(80, 12)) as pilot:
        dark = app.table.render_line(2)
        app.theme = "samtui-light"
        await pilot.pause()
        assert list(app.table.render_line(2)) != list(dark)


def test_no_key_of_the_table_fills_the_footer_and_each_can_be_changed() -> None:
    assert all(not binding.show and binding.id for binding in ListTable.BINDINGS)


# many


async def test_of_a_hundred_thousand_rows_only_those_seen_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = families(100_000)
    app = Desk(rows)
    drawn: set[int] = set()
    draw = ListTable.render_line

    def counted(table: ListTable, y: int) -> object:
        drawn.add(y - 1 + table.scroll_offset.y)
        return draw(table, y)

    monkeypatch.setattr(ListTable, "render_line", counted)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("end", "pageup", "up")
        assert app.table.cursor_key == 100_000 - 1 - (app.table.size.height - 2) - 1
        assert "99999" not in app.lines()[1]
        await pilot.press("end")
        assert "Tofsvipa 99999" in app.lines()[-1]
        assert len(drawn) < 200
        assert len(app.table._strips) <= 256
