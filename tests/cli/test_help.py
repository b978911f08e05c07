"""Help texts, wrong usage, the version, completion: in both languages, and light."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from outside import Samtui, environment

COMMANDS = ["demo", "init", "who", "today", "family", "minutes", "actions", "config", "backup", "check"]
HEAVY = ["textual", "sqlalchemy", "sqlmodel", "pydantic", "alembic", "rich", "sqlcipher3", "cryptography"]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ["Usage: samtui [OPTIONS]", "Options:", "Commands:", "Show this message", "[ARGS]"]),
        ("sv", ["Användning: samtui [FLAGGOR]", "Flaggor:", "Kommandon:", "Visa den här texten", "FIL"]),
    ],
)
def test_help_speaks_the_language_and_names_every_command(fresh: Samtui, lang: str, words: list[str]) -> None:
    text = fresh("--lang", lang, "--help", SAMTUI_LANG="").text
    assert [word for word in words if word not in text] == []
    assert re.findall(r"^  ([a-z]+)  ", text, re.MULTILINE) == sorted(
        re.findall(r"^  ([a-z]+)  ", text, re.MULTILINE), key=lambda name: text.index(f"  {name} ")
    )
    assert {name for name in COMMANDS if not re.search(rf"^  {name}\b", text, re.MULTILINE)} == set()


def test_no_english_is_left_in_a_swedish_help_text(fresh: Samtui) -> None:
    for command in ("who", "actions", "minutes", "init", "demo", "backup"):
        text = fresh("--lang", "sv", command, "--help").text
        assert not re.search(r"\b(the|Options|Arguments|Usage|required|FILE|FAMILY|Only|of)\b", text), text


def test_help_is_spoken_in_the_language_of_the_settings(fresh: Samtui, home: Path) -> None:
    (home / "settings.toml").write_text('language = "sv"\n')
    assert fresh("--help", SAMTUI_LANG="").text.startswith("Användning")
    assert fresh("--help", SAMTUI_LANG="en").text.startswith("Usage")


@pytest.mark.parametrize("system", [("sv_SE.UTF-8", "Användning"), ("de_DE.UTF-8", "Usage")])
def test_without_a_choice_the_system_decides(fresh: Samtui, system: tuple[str, str]) -> None:
    assert fresh("--help", SAMTUI_LANG="", LC_ALL=system[0]).text.startswith(system[1])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["who"], "ORD... saknas."),
        (["wo"], "Det finns inget kommando ”wo”. Menade du 'who'?"),
        (["qqq"], "Det finns inget kommando ”qqq”."),
        (["family"], "Det saknas ett kommando."),
        (["today", "--jsn"], "Det finns ingen flagga --jsn. Menade du --json?"),
        (["who", "x", "--limit"], "Flaggan --limit behöver ett värde."),
        (["who", "x", "--limit", "tre"], "--limit tar ett heltal, och ”tre” är inget heltal."),
        (["who", "x", "--limit", "0"], "--limit tar ett tal inom 1<=x<=1000, och 0 ligger utanför."),
        (["init", "--role", "chef"], "--role tar något av 'coordinator', 'guide', och ”chef”"),
        (["today", "nu"], "Det här är ett ord för mycket: nu"),
        (["today", "--json=1"], "Flaggan --json tar inget värde."),
        (["actions", "--json", "--csv"], "Använd antingen --json eller --csv"),
        (["--lang", "de", "today"], "Språket är de; det kan vara sv eller en."),
    ],
)
def test_wrong_usage_exits_2_and_says_what_in_swedish(fresh: Samtui, arguments: list[str], said: str) -> None:
    ended = fresh(*arguments, code=2, SAMTUI_LANG="", LC_ALL="sv_SE.UTF-8")
    assert said in ended.stderr
    assert ended.stdout == b""


def test_wrong_usage_in_english(fresh: Samtui) -> None:
    ended = fresh("today", "--jsn", code=2)
    assert ended.stderr.startswith("Usage: samtui today [OPTIONS]\n")
    assert "There is no option --jsn. Did you mean --json?" in ended.stderr


def test_a_wrong_language_in_the_environment_is_wrong_usage(fresh: Samtui) -> None:
    assert "fr" in fresh("today", code=2, SAMTUI_LANG="fr").stderr


@pytest.mark.parametrize("arguments", [["--version"], ["--lang", "sv", "--version"]])
def test_the_version(fresh: Samtui, arguments: list[str]) -> None:
    assert re.fullmatch(r"samtui \d+\.\d+\.\d+\n", fresh(*arguments).text)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["family", "--help"], ["who"]])
def test_nothing_heavy_is_imported_to_explain(home: Path, arguments: list[str]) -> None:
    script = (
        "import json, sys\n"
        f"sys.argv = ['samtui', *{arguments!r}]\n"
        "from samtui.__main__ import main\n"
        "main()\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment(home), check=True, timeout=60
    )
    loaded = {name.partition(".")[0] for name in json.loads(ended.stderr.splitlines()[-1])}
    assert loaded.isdisjoint(HEAVY)
    assert arguments != ["--version"] or "typer" not in loaded


def test_the_shell_can_complete(fresh: Samtui, home: Path) -> None:
    known = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    assert "_SAMTUI_COMPLETE=complete_bash" in fresh("--show-completion", "bash", **known).text
    asked = {"_SAMTUI_COMPLETE": "complete_bash", "COMP_WORDS": "samtui fam", "COMP_CWORD": "1"}
    assert fresh(**asked).lines == ["family"]
    installed = fresh("--lang", "sv", "--install-completion", "bash", **known)
    assert "är installerad" in installed.text
    assert (home / ".bash_completions" / "samtui.sh").exists()
