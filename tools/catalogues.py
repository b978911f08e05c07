"""Brings the gettext catalogues up to date with the code, and compiles them.

    python tools/catalogues.py [more.po …]

Messages of the code that a catalogue lacks are added (in the English one with themselves as the text), those the
code no longer has are taken out. Texts from ``more.po`` fill what the Swedish catalogue lacks. Says what is
still missing, and exits with 1 if anything is.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "samtui"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def catalogue_file(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "samtui.po"


def messages_of_the_code() -> Catalog:
    """Every message that the code marks, with where it stands."""
    found = Catalog(project="samtui", charset="utf-8")
    for name, _line, message, comments, context in sorted(
        extract_from_dir(PACKAGE, keywords=KEYWORDS), key=lambda entry: (entry[0], str(entry[2]))
    ):
        found.add(message, locations=[(f"samtui/{name}", 0)], auto_comments=comments, context=context)
    return found


def read(path: Path, language: str) -> Catalog:
    """A catalogue as it stands; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=language, project="samtui", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str, wanted: Catalog, more: list[Catalog]) -> Catalog:
    """The catalogue with exactly the messages of the code, as far as their texts are known."""
    old = read(catalogue_file(language), language)
    new = Catalog(locale=language, project="samtui", charset="utf-8", header_comment="# The words of samtui.")
    for message in wanted:
        if message.id:
            text = next((t for t in (_text(one, message) for one in (old, *more)) if t), None)
            if not text and language == "en":
                text = message.id
            files = sorted({(file, None) for file, _line in message.locations})
            new.add(message.id, text or "", locations=files)
    return new


def _text(known: Catalog, message: Message) -> object:
    found = known.get(message.id)
    fits = found is not None and isinstance(found.string, tuple) == isinstance(message.id, tuple)
    return found.string if fits and _whole(found) else None


def _whole(message: Message) -> bool:
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(texts)


def missing(catalogue: Catalog) -> list[str]:
    """The messages without a text."""
    return [str(message.id) for message in catalogue if message.id and not _whole(message)]


def written(catalogue: Catalog) -> bytes:
    """The catalogue as its file holds it: no dates, so that the same words give the same bytes."""
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, omit_header=False, ignore_obsolete=True, width=110)
    lines = out.getvalue().decode("utf-8").splitlines(keepends=True)
    dropped = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Generated-By',
        '"Report-Msgid',
    )
    return "".join(line for line in lines if not line.startswith(dropped)).encode("utf-8")


def compile_all() -> None:
    """Writes the .mo beside each .po."""
    for language in ("sv", "en"):
        path = catalogue_file(language)
        with path.with_suffix(".mo").open("wb") as out:
            write_mo(out, read(path, language))


def main() -> int:
    wanted = messages_of_the_code()
    more = [read(Path(name), "sv") for name in sys.argv[1:]]
    left = 0
    for language in ("sv", "en"):
        catalogue = bring_up_to_date(language, wanted, more if language == "sv" else [])
        path = catalogue_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        for message in missing(catalogue):
            left += 1
            sys.stderr.write(f"{language}: {message}\n")
    compile_all()
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
