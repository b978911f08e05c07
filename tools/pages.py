"""Regenerates what the pages take from the code: key tables, settings, data dictionary, pictures.

    python tools/pages.py             tables, then pictures
    python tools/pages.py --tables    tables only
    python tools/pages.py --check     writes nothing; says which pages are stale, and exits with 1 if any is

A table stands between ``<!-- keys: caseload -->`` (or ``settings:``, ``store:``) and ``<!-- end -->``.
"""

import argparse
import re
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pictures
from catalogues import compile_all
from data_dictionary import Undescribed, dictionary

from samtui import settings
from samtui.commands import COMMANDS, Command, Place, commands_of
from samtui.language import _, speaking
from samtui.models import caseload, directory
from samtui.widgets.key_line import shown_key

ROOT = Path(__file__).parent.parent
GUIDES = {"docs/guide.sv.md": "sv", "docs/guide.en.md": "en"}
PAGES = {**GUIDES, "docs/data.md": "en"}
MARKED = re.compile(r"(<!-- (keys|settings|store): ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
STORES = {"caseload": caseload, "directory": directory}
HEADINGS = {"sv": ("Tangent", "Gör", "Namn"), "en": ("Key", "Does", "Name")}
SETTINGS = {
    "sv": ("Inställning", "Från början", "Vad den är till för"),
    "en": ("Setting", "At first", "What it is for"),
}


class Stale(Exception):
    """A page that asks for something that is not there, or lacks what should be in it."""


def fresh(text: str, language: str) -> str:
    """The page's text with every marked table made anew. Raises Stale for a mark that names nothing."""
    with speaking(language):
        return MARKED.sub(
            lambda found: f"{found[1]}\n{_made(found[2], found[3], language)}\n\n{found[4]}", text
        )


def _made(kind: str, what: str, language: str) -> str:
    if kind == "keys":
        return key_table([_place(name) for name in what.split()], language)
    if kind == "settings":
        return settings_table(language)
    if what not in STORES:
        raise Stale(f"there is no store {what}")
    return dictionary(STORES[what])


def _place(name: str) -> Place:
    try:
        return Place(name)
    except ValueError:
        raise Stale(f"there is no place {name}") from None


def key_table(places: list[Place], language: str) -> str:
    """The commands of these places: every key, what it does, and the name by which it gets another key."""
    rows = [(_keys(one), _(one.title), f"`{one.id}`") for one in commands_of(*places)]
    if not rows:
        raise Stale(f"there is no command in {', '.join(places)}")
    return table(HEADINGS[language], rows)


def _keys(command: Command) -> str:
    return ", ".join(f"`{shown_key(key)}`" for key in command.keys.split(","))


def settings_table(language: str) -> str:
    """Every setting, what it is at first, and what it is for."""
    rows = []
    for key in settings.KEYS:
        at_first = getattr(settings.DEFAULTS, key)
        shown = str(at_first).lower() if isinstance(at_first, bool) else str(at_first or "")
        rows.append((f"`{key}`", "" if key == "keymap" else shown, _(settings.DESCRIPTIONS[key])))
    return table(SETTINGS[language], rows)


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [list(headings), ["---"] * len(list(headings)), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def lacking(text: str) -> list[str]:
    """The places whose keys stand in no table of a guide."""
    there = {name for found in MARKED.finditer(text) if found[2] == "keys" for name in found[3].split()}
    return sorted({command.place.value for command in COMMANDS} - there)


def bring_up_to_date(root: Path, *, write: bool) -> list[str]:
    """Makes every table anew; gives what was stale, in a sentence each."""
    said = []
    for name, language in PAGES.items():
        page = root / name
        old = page.read_text("utf-8")
        try:
            new = fresh(old, language)
        except (Stale, Undescribed) as error:
            said.append(f"{name}: {error}")
            continue
        if name in GUIDES:
            said += [f"{name}: the keys of {place} stand nowhere" for place in lacking(old)]
        if new != old:
            said.append(f"{name} is stale")
            if write:
                page.write_text(new, "utf-8")
    return said


def main() -> int:
    """Does what the command line asks for."""
    parser = argparse.ArgumentParser(description="Regenerates the tables and pictures of the pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a page is stale")
    parser.add_argument("--tables", action="store_true", help="no pictures")
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not options.check:
        compile_all()
    said = bring_up_to_date(options.root, write=not options.check)
    sys.stderr.writelines(f"{sentence}\n" for sentence in said)
    if options.check:
        return 1 if said else 0
    if not options.tables:
        return pictures.main(options.root / "docs" / "pictures")
    return 0


if __name__ == "__main__":
    sys.exit(main())
