"""What the pages take from the code is there, and says what the code says."""

import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _pages() -> ModuleType:
    """``tools/pages.py``, which is no package."""
    spec = importlib.util.spec_from_file_location("pages", ROOT / "tools" / "pages.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pages = _pages()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The pages as they should be, to be spoiled."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures"))
    pages.bring_up_to_date(tmp_path, write=True)
    assert pages.bring_up_to_date(tmp_path, write=False) == []
    return tmp_path


def test_no_table_of_the_pages_is_stale() -> None:
    """After a changed key, setting, column or Swedish text: ``make docs``."""
    assert pages.bring_up_to_date(ROOT, write=False) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("guide.sv.md", "`caseload.new`"),
        ("guide.en.md", "`idle_minutes` | 10"),
        ("data.md", "| consent_until |"),
    ],
)
def test_a_stale_table_is_told_and_mended(copied: Path, page: str, said: str) -> None:
    file = copied / "docs" / page
    whole = file.read_text("utf-8")
    assert said in whole
    file.write_text(whole.replace(said, "something else"), "utf-8")
    assert pages.bring_up_to_date(copied, write=False) == [f"docs/{page} is stale"]
    assert "something else" in file.read_text("utf-8")
    pages.bring_up_to_date(copied, write=True)
    assert file.read_text("utf-8") == whole


@pytest.mark.parametrize(
    ("mark", "spoilt", "told"),
    [
        ("<!-- keys: caseload -->", "<!-- keys: form -->", "the keys of caseload stand nowhere"),
        ("<!-- keys: todo -->", "<!-- keys: todo attic -->", "there is no place attic"),
        ("<!-- keys: meetings meeting -->", "<!-- keys : meetings -->", "the keys of meeting stand nowhere"),
    ],
)
def test_no_place_is_forgotten_or_made_up(copied: Path, mark: str, spoilt: str, told: str) -> None:
    file = copied / "docs" / "guide.en.md"
    text = file.read_text("utf-8")
    assert mark in text
    file.write_text(text.replace(mark, spoilt), "utf-8")
    assert f"docs/guide.en.md: {told}" in pages.bring_up_to_date(copied, write=False)


def test_a_column_that_nobody_has_described_is_told(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = copied / "columns.toml"
    whole = (ROOT / "tools" / "columns.toml").read_text("utf-8")
    words.write_text(re.sub(r"^born = .*$", "", whole, flags=re.MULTILINE), "utf-8")
    monkeypatch.setattr("data_dictionary.COLUMNS", words)
    assert pages.bring_up_to_date(copied, write=False) == ["docs/data.md: columns.toml lacks: child.born"]


def test_the_check_exits_with_1_where_a_page_is_stale(copied: Path) -> None:
    """As ``make`` and a person at the keys call it."""
    command = [sys.executable, str(ROOT / "tools" / "pages.py"), "--check", "--root", str(copied)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    (copied / "docs" / "data.md").write_text("<!-- store: caseload -->\n<!-- end -->\n", "utf-8")
    found = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (found.returncode, found.stderr) == (1, "docs/data.md is stale\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for place, heading in LINK.findall(page.read_text("utf-8")):
        if place.startswith(("http:", "https:", "mailto:")):
            continue
        there = page.parent / place if place else page
        assert there.exists(), f"{page.name} leads to {place}"
        if heading:
            assert heading in anchors(there.read_text("utf-8")), f"{page.name} leads to {place}#{heading}"


def anchors(text: str) -> set[str]:
    """What headings are called in an address: small letters, hyphens, no other signs."""
    plain = (re.sub(r"[^\w\s-]", "", heading.lower()) for heading in HEADING.findall(text))
    return {heading.strip().replace(" ", "-") for heading in plain}
