"""What the pages take from the code is there, and says what the code says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def check(root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """``python tools/pages.py --check`` on the pages under ``root``."""
    command = [sys.executable, str(ROOT / "tools" / "pages.py"), "--check", "--root", str(root)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The pages, to be spoiled."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("pictures"))
    return tmp_path


def test_no_table_of_the_pages_is_stale() -> None:
    """After a changed key, setting or column: ``make docs``."""
    found = check()
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize(
    ("page", "said", "told"),
    [
        ("guide.sv.md", "`caseload.new`", "docs/guide.sv.md is stale"),
        ("guide.en.md", "`idle_minutes` | 10", "docs/guide.en.md is stale"),
        ("data.md", "| consent_until |", "docs/data.md is stale"),
    ],
)
def test_a_stale_table_is_told(copied: Path, page: str, said: str, told: str) -> None:
    file = copied / "docs" / page
    text = file.read_text("utf-8")
    assert said in text
    file.write_text(text.replace(said, "something else"), "utf-8")
    found = check(copied)
    assert (found.returncode, found.stderr.splitlines()) == (1, [told])
    assert "something else" in file.read_text("utf-8")


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
    file.write_text(file.read_text("utf-8").replace(mark, spoilt), "utf-8")
    found = check(copied)
    assert found.returncode == 1
    assert told in found.stderr


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
