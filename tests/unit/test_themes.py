"""Every text can be read on every ground it may stand on (WCAG 2.2: AA normally, AAA in high contrast)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from samtui.themes import MEANINGS, THEMES, VARIABLE_DEFAULTS, contrast

SHEETS = ("background", "surface", "panel", "surface-active", "block-hover-background")
TEXTS = ("foreground", "text-muted", "text-disabled", "foreground-muted", "foreground-disabled", *MEANINGS)
COLOURED = ("primary", "secondary", "accent", "warning", "error", "success")

PAIRS = (
    *((text, sheet) for text in TEXTS for sheet in SHEETS),
    *((f"text-{name}", ground) for name in COLOURED for ground in ("background", "surface", f"{name}-muted")),
    ("primary", "background"),
    ("primary", "surface"),
    ("primary", "panel"),
    ("link-color", "surface"),
    ("link-color-hover", "link-background-hover"),
    # the row of the cursor, with and without the focus
    ("block-cursor-foreground", "block-cursor-background"),
    *((f"cursor-{name}", "block-cursor-background") for name in MEANINGS),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    *((name, "block-cursor-blurred-background") for name in MEANINGS),
    # the footer
    ("footer-key-foreground", "footer-key-background"),
    ("footer-description-foreground", "footer-description-background"),
    ("footer-foreground", "footer-background"),
    ("footer-description-foreground", "footer-item-background"),
    # what is selected, and the cursor in a field
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    # buttons, at rest and under the mouse
    ("button-foreground", "surface"),
    *(("button-color-foreground", name) for name in ("primary", "success", "warning", "error")),
    ("button-color-foreground", "primary-darken-2"),
)


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    return request.param


def colours(theme: Theme) -> dict[str, str]:
    """What a style sheet sees: as ``App.get_css_variables`` puts it together."""
    return theme.to_color_system().generate() | theme.variables


def wanted(theme: Theme) -> float:
    return 7.0 if theme.name.endswith("contrast") else 4.5


def test_contrast_is_that_of_the_web_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#336699", "#336699") == pytest.approx(1)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the famous near miss


def test_the_four_themes_are_named_and_two_are_dark() -> None:
    assert {theme.name: theme.dark for theme in THEMES} == {
        "samtui-dark": True,
        "samtui-light": False,
        "samtui-dark-contrast": True,
        "samtui-light-contrast": False,
    }


def test_every_text_can_be_read_on_its_ground(theme: Theme) -> None:
    values = colours(theme)
    weak = {
        f"{text} on {ground}": round(contrast(values[text], values[ground]), 2)
        for text, ground in PAIRS
        if contrast(values[text], values[ground]) < wanted(theme)
    }
    assert not weak


def test_no_ground_lets_another_shine_through(theme: Theme) -> None:
    values = colours(theme)
    names = {name for pair in PAIRS for name in pair}
    assert {name for name in names if Color.parse(values[name]).a != 1} == set()


def test_the_focused_border_and_the_mark_of_the_cursor_can_be_seen(theme: Theme) -> None:
    values = colours(theme)
    assert contrast(values["border"], values["surface"]) >= 3
    assert contrast(values["border"], values["background"]) >= 3
    assert contrast(values["cursor-mark"], values["surface"]) >= 3


def test_the_cursor_row_differs_from_the_others_and_the_hatch_stays_behind(theme: Theme) -> None:
    values = colours(theme)
    assert values["block-cursor-background"] != values["block-cursor-blurred-background"]
    assert contrast(values["block-cursor-background"], values["surface"]) >= 1.2
    assert contrast(values["hatch"], values["surface"]) < contrast(values["quiet"], values["surface"]) / 2


@pytest.mark.parametrize("name", ["samtui-dark-contrast", "samtui-light-contrast"])
def test_high_contrast_draws_its_borders_to_be_seen(name: str) -> None:
    theme = next(theme for theme in THEMES if theme.name == name)
    values = colours(theme)
    assert contrast(values["border-blurred"], values["surface"]) >= 3
    assert contrast(values["block-cursor-background"], values["surface"]) >= 7


def test_one_accent(theme: Theme) -> None:
    named = ("border", "footer-key-foreground", "input-cursor-background", "text-accent", "scrollbar-active")
    assert {theme.primary, theme.accent, *(theme.variables[name] for name in named)} == {theme.primary}


def test_the_meanings_are_five_different_colours(theme: Theme) -> None:
    values = colours(theme)
    assert len({values[name] for name in MEANINGS}) == len(MEANINGS)
    assert set(VARIABLE_DEFAULTS) <= set(values)
