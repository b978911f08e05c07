"""Pictures of the screens: the app itself, without a terminal, on the fictional families, driven by keys.

The clock stands at Wednesday 25 November 2026, 10.00 in Sweden, so that the same program gives the same pictures.
"""

import asyncio
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from samtui import clock
from samtui.app import Samtui
from samtui.options import Options

try:
    import resvg_py
except ImportError:
    resvg_py = None

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NARROW, WIDE = (80, 24), (150, 45)
PNG_WIDTH = 1200
LARGEST_SVG = 100_000
FONTS = [Path("/usr/share/fonts/truetype/firacode"), Path("/usr/share/fonts/truetype/dejavu")]
FOREIGN_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
PATIENCE = 30.0
UNTIL_KEPT = 1.5  # seconds until what is typed has been saved by itself
STEP = 0.05

# From the first section: the keys that lead to each picture. A word in quotes is typed.
SCREENS: dict[str, tuple[str, ...]] = {
    "caseload": ("down", "down"),
    "family": ("slash", "'pilfink'", "enter", "enter", "right", "right"),
    "who-does-what": ("2", "'avlösning'"),
    "card": ("2", "'avlösning'", "enter"),
    "consent": ("3", "slash", "'pilfink'", "enter", "enter"),
    "meeting": ("4", "enter", "f5", "'Linus visar sitt stödblad: fråga mig först.'"),
    "minutes": ("4", "o", "enter", "f9"),
    "to-do": ("5",),
    "lock": (),
}
FORMS = ((WIDE, "sv", "png"), (NARROW, "sv", "svg"), (NARROW, "en", "svg"))


@dataclass(frozen=True)
class Picture:
    """One picture to take."""

    screen: str
    size: tuple[int, int]
    language: str
    kind: str

    @property
    def file(self) -> str:
        """What its file is called: ``caseload-150x45-sv.png``."""
        return f"{self.screen}-{self.size[0]}x{self.size[1]}-{self.language}.{self.kind}"


def take_all(folder: Path, wanted: frozenset[str] = frozenset()) -> list[str]:
    """Takes every picture (or those of the ``wanted`` screens); gives what could not be taken, and why."""
    said = []
    folder.mkdir(parents=True, exist_ok=True)
    for screen in SCREENS:
        for size, language, kind in FORMS:
            picture = Picture(screen, size, language, kind)
            if (wanted and screen not in wanted) or (kind == "png" and not _can_draw()):
                continue
            with clock.stopped(NOW):
                said += asyncio.run(_take(picture, folder))
    return said


def _can_draw() -> bool:
    return resvg_py is not None and all(path.is_dir() for path in FONTS)


async def _take(picture: Picture, folder: Path) -> list[str]:
    demo = Path(tempfile.mkdtemp(prefix="samtui-"))
    try:
        svg = await _svg(picture, demo)
    except (ImportError, TimeoutError, AttributeError) as error:
        return [f"{picture.file} is not taken: {error or type(error).__name__}"]
    finally:
        shutil.rmtree(demo, ignore_errors=True)
    data = _png(svg) if picture.kind == "png" else svg.encode("utf-8")
    if picture.kind == "svg" and len(data) > LARGEST_SVG:
        return [f"{picture.file} is not kept: it has {len(data)} bytes"]
    (folder / picture.file).write_bytes(data)
    return []


async def _svg(picture: Picture, demo: Path) -> str:
    """Leads a fresh app to the screen, and gives what it shows."""
    async with _app(picture, demo).run_test(size=picture.size) as pilot:
        await _until(pilot, "caseload")
        for key in SCREENS[picture.screen]:
            await pilot.press(*(key.strip("'") if key.startswith("'") else (key,)))
            await _settle(pilot)
        if picture.screen != "lock":
            await pilot.pause(UNTIL_KEPT)
            await _settle(pilot)
            return _shot(pilot)
        pilot.app.desk.close()  # type: ignore[attr-defined]
    async with _app(picture, demo).run_test(size=picture.size) as pilot:
        await _settle(pilot)
        return _shot(pilot)


def _app(picture: Picture, demo: Path) -> Samtui:
    nowhere = demo / "nowhere"
    return Samtui(Options(nowhere, demo / "settings.toml", picture.language, demo=True), demo)


async def _until(pilot: Pilot[str], section: str) -> None:
    """Waits until the section is shown and filled."""
    for _step in range(int(PATIENCE / STEP)):
        await pilot.pause(STEP)
        if pilot.app.current_mode == section:
            await _settle(pilot)
            return
    raise TimeoutError(f"{section} is not shown")


async def _settle(pilot: Pilot[str]) -> None:
    """Waits until nothing works any more."""
    for _step in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(STEP)


def _shot(pilot: Pilot[str]) -> str:
    """The screen as SVG that asks nobody for a font."""
    return FOREIGN_FONT.sub("", pilot.app.export_screenshot(title="samtui"))


def _png(svg: str) -> bytes:
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=PNG_WIDTH,
            font_dirs=[str(path) for path in FONTS],
            font_family="Fira Code",
            monospace_family="DejaVu Sans Mono",
        )
    )


def main(folder: Path, wanted: frozenset[str] = frozenset()) -> int:
    """Takes the pictures, and says what could not be taken; 1 if that was for another reason than a font."""
    if not _can_draw():
        sys.stderr.write("No PNG is made: that takes resvg-py (the group docs) and the font Fira Code.\n")
    said = take_all(folder, wanted)
    sys.stderr.writelines(f"{sentence}\n" for sentence in said)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).parent.parent / "docs" / "pictures", frozenset(sys.argv[1:])))
