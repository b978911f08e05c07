"""The four themes, and the only place in Python where a colour stands.

Each is made from one :class:`Palette`: quiet surfaces that differ by a breath, thin borders, one
accent, and four colours that mean something. Style sheets name the meanings, never the colours:

=============  ==========================================================
``$now``       wants somebody today
``$soon``      has a day, and it comes
``$calm``      settled, answered, done
``$trouble``   late, refused, missing, broken
``$quiet``     what may be read second
``$hatch``     the pattern of an empty place
``$cursor-…``  the same meanings on the row of the cursor, and its mark
=============  ==========================================================

A colour is never alone in saying something: the words or a sign say it too.
"""

from dataclasses import dataclass

from textual.color import Color
from textual.theme import Theme

MEANINGS = ("now", "soon", "calm", "trouble", "quiet")
"""The names a style sheet may use beside Textual's own: ``$now`` and, on the cursor row, ``$cursor-now``."""


def contrast(foreground: str, background: str) -> float:
    """The contrast of two opaque colours, from 1 (none) to 21 (black on white).

    Takes colours as a style sheet writes them; ``ColorParseError`` for what is none.
    The formula is that of WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    lights = sorted((_luminance(Color.parse(foreground)), _luminance(Color.parse(background))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, by what they are for."""

    dark: bool
    background: str  # the desk
    surface: str  # a sheet on it: tables, fields; the same, so that a round border leaves no corner behind
    panel: str  # bars: footer, header row
    raised: str  # the sheet in use
    line: str  # a border nobody is in
    hatch: str  # the pattern of an empty place
    ink: str
    quiet: str
    faint: str  # placeholders, what cannot be chosen
    accent: str
    accent_ink: str  # on the accent and on the filled colours
    cursor: str
    cursor_ink: str
    cursor_quiet: str
    cursor_mark: str
    cursor_blurred: str  # the cursor of a table nobody is in
    selection: str
    now: str
    soon: str
    calm: str
    trouble: str
    cursor_now: str
    cursor_soon: str
    cursor_calm: str
    cursor_trouble: str
    tint: float = 0.16  # how much of a colour its muted ground holds


DARK = Palette(
    dark=True,
    background="#16181f",
    surface="#16181f",
    panel="#1d2029",
    raised="#20242e",
    line="#3a4150",
    hatch="#262b36",
    ink="#e4e7ee",
    quiet="#99a2b4",
    faint="#8790a3",
    accent="#9fb4ff",
    accent_ink="#10131b",
    cursor="#2a3352",
    cursor_ink="#ffffff",
    cursor_quiet="#b7c0d4",
    cursor_mark="#9fb4ff",
    cursor_blurred="#232835",
    selection="#3a4878",
    now="#f0c674",
    soon="#d3bf9c",
    calm="#9dcfa6",
    trouble="#ff9a91",
    cursor_now="#f7d28b",
    cursor_soon="#dfcdae",
    cursor_calm="#aedcb6",
    cursor_trouble="#ffaaa2",
)

LIGHT = Palette(
    dark=False,
    background="#faf9f6",
    surface="#faf9f6",
    panel="#efede7",
    raised="#ffffff",
    line="#c9c5ba",
    hatch="#e4e1d9",
    ink="#22252d",
    quiet="#5b606c",
    faint="#636874",
    accent="#3a4fb4",
    accent_ink="#ffffff",
    cursor="#dbe1f9",
    cursor_ink="#12141c",
    cursor_quiet="#4a4f5c",
    cursor_mark="#3a4fb4",
    cursor_blurred="#e9e8ea",
    selection="#c5cff5",
    now="#8a4a00",
    soon="#6c5a26",
    calm="#256237",
    trouble="#b0261d",
    cursor_now="#7c4200",
    cursor_soon="#5d4d1d",
    cursor_calm="#1f552f",
    cursor_trouble="#9d1f17",
    tint=0.10,
)

DARK_CONTRAST = Palette(
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#141414",
    raised="#141414",
    line="#8f8f8f",
    hatch="#4a4a4a",
    ink="#ffffff",
    quiet="#d2d2d2",
    faint="#c4c4c4",
    accent="#b4c5ff",
    accent_ink="#000000",
    cursor="#b4c5ff",
    cursor_ink="#000000",
    cursor_quiet="#1c1c1c",
    cursor_mark="#b4c5ff",
    cursor_blurred="#2a2a2a",
    selection="#1f3a8a",
    now="#ffd76a",
    soon="#f0ddb4",
    calm="#9df0a9",
    trouble="#ffb3ab",
    cursor_now="#3d2300",
    cursor_soon="#2f2708",
    cursor_calm="#06300f",
    cursor_trouble="#5a0500",
    tint=0.10,
)

LIGHT_CONTRAST = Palette(
    dark=False,
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    raised="#f0f0f0",
    line="#6a6a6a",
    hatch="#b8b8b8",
    ink="#000000",
    quiet="#363636",
    faint="#434343",
    accent="#1b2a80",
    accent_ink="#ffffff",
    cursor="#1b2a80",
    cursor_ink="#ffffff",
    cursor_quiet="#e2e4f2",
    cursor_mark="#1b2a80",
    cursor_blurred="#e3e3e3",
    selection="#ccd6ff",
    now="#5c3000",
    soon="#473a10",
    calm="#0b4019",
    trouble="#7d0b04",
    cursor_now="#ffdf9a",
    cursor_soon="#f0e2c4",
    cursor_calm="#b9f0c2",
    cursor_trouble="#ffc9c4",
    tint=0.06,
)


def _theme(name: str, palette: Palette) -> Theme:
    """A palette as Textual takes it. Raises ``ColorParseError`` where a colour is none."""
    return Theme(
        name=name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=palette.quiet,
        accent=palette.accent,
        warning=palette.now,
        error=palette.trouble,
        success=palette.calm,
        foreground=palette.ink,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        luminosity_spread=0.08,
        variables=_meanings(palette) | _texts(palette) | _parts(palette),
    )


def _meanings(palette: Palette) -> dict[str, str]:
    """What samtui's own style sheets name."""
    colours = {name: getattr(palette, name) for name in MEANINGS}
    on_cursor = {f"cursor-{name}": getattr(palette, f"cursor_{name}") for name in MEANINGS}
    return colours | on_cursor | {"cursor-mark": palette.cursor_mark, "hatch": palette.hatch}


def _texts(palette: Palette) -> dict[str, str]:
    """Text in every strength, and coloured text with the muted ground it stands on."""
    texts = {
        "text": "auto 100%",
        "text-muted": palette.quiet,
        "text-disabled": palette.faint,
        "foreground-muted": palette.quiet,
        "foreground-disabled": palette.faint,
        "link-color": palette.accent,
        "link-color-hover": palette.accent_ink,
        "link-background-hover": palette.accent,
    }
    coloured = {
        "primary": palette.accent,
        "secondary": palette.quiet,
        "accent": palette.accent,
        "warning": palette.now,
        "error": palette.trouble,
        "success": palette.calm,
    }
    ground = Color.parse(palette.background)
    for name, colour in coloured.items():
        texts[f"text-{name}"] = colour
        texts[f"{name}-muted"] = ground.blend(Color.parse(colour), palette.tint).hex
    return texts


def _parts(palette: Palette) -> dict[str, str]:
    """The parts Textual's own widgets are made of."""
    return {
        "border": palette.accent,
        "border-blurred": palette.line,
        "surface-active": palette.raised,
        "block-cursor-foreground": palette.cursor_ink,
        "block-cursor-background": palette.cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-foreground": palette.ink,
        "block-cursor-blurred-background": palette.cursor_blurred,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": palette.raised,
        "footer-foreground": palette.quiet,
        "footer-background": palette.panel,
        "footer-key-foreground": palette.accent,
        "footer-key-background": palette.panel,
        "footer-description-foreground": palette.quiet,
        "footer-description-background": palette.panel,
        "footer-item-background": palette.panel,
        "input-cursor-foreground": palette.accent_ink,
        "input-cursor-background": palette.accent,
        "input-cursor-text-style": "none",
        "input-selection-foreground": palette.ink,
        "input-selection-background": palette.selection,
        "screen-selection-foreground": palette.ink,
        "screen-selection-background": palette.selection,
        "button-foreground": palette.ink,
        "button-color-foreground": palette.accent_ink,
        "button-focus-text-style": "b reverse",
        "scrollbar": palette.line,
        "scrollbar-hover": palette.quiet,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.surface,
        "scrollbar-background-hover": palette.surface,
        "scrollbar-background-active": palette.surface,
        "scrollbar-corner-color": palette.surface,
    }


THEMES: tuple[Theme, ...] = (
    _theme("samtui-dark", DARK),
    _theme("samtui-light", LIGHT),
    _theme("samtui-dark-contrast", DARK_CONTRAST),
    _theme("samtui-light-contrast", LIGHT_CONTRAST),
)
"""Dark, light, and each with high contrast; to be registered with the app."""

VARIABLE_DEFAULTS: dict[str, str] = _meanings(DARK)
"""For ``App.get_theme_variable_defaults``: what samtui's style sheets name, for a theme that lacks it."""
