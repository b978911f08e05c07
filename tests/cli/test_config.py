"""``samtui config``, and the settings file itself: nothing in it gets lost."""

import os
from pathlib import Path

import pytest
from outside import Samtui

from samtui import settings
from samtui.errors import Refused, SamtuiError
from samtui.language import speaking
from samtui.settings import DEFAULTS, DESCRIPTIONS, KEYS, Settings, changed, load, save


def test_the_path_is_said_even_where_the_file_is_broken(fresh: Samtui, home: Path) -> None:
    file = home / "settings.toml"
    assert fresh("config", "path").text == f"{file}\n"
    file.write_text("language = \n")
    assert fresh("config", "path").text == f"{file}\n"
    assert fresh("--config", home / "other.toml", "config", "path").text == f"{home / 'other.toml'}\n"


def test_set_and_show(fresh: Samtui, home: Path) -> None:
    fresh("config", "set", "name", "Malin Körvel")
    fresh("config", "set", "keymap.todo.done", "f5")
    shown = fresh("config", "show").lines
    assert any(line.split()[:3] == ["name", "Malin", "Körvel"] for line in shown)
    assert any(line.split()[:2] == ["keymap.todo.done", "f5"] for line in shown)
    assert "Ditt namn" in fresh("--lang", "sv", "config", "show").text
    assert "no setting colour" in fresh("config", "set", "colour", "red", code=1).stderr
    assert "whole number" in fresh("config", "set", "idle_minutes", "long", code=1).stderr


def test_a_broken_file_is_named_with_its_line_and_left_as_it_is(fresh: Samtui, home: Path) -> None:
    file = home / "settings.toml"
    file.write_text('name = "Malin"\nrole = \n')
    for command in (["config", "show"], ["config", "set", "name", "Ylva"], ["today"]):
        ended = fresh(*command, code=1)
        assert str(file) in ended.stderr
        assert "line 2" in ended.stderr
    assert file.read_text() == 'name = "Malin"\nrole = \n'
    assert fresh("--help").text


def test_the_settings_say_where_the_stores_are_and_the_command_line_goes_first(
    fresh: Samtui, home: Path, demo_folder: Path
) -> None:
    fresh("config", "set", "data_dir", str(demo_folder))
    assert fresh("who", "skola", "--json").json
    assert str(home / "other") in fresh("who", "skola", code=1, SAMTUI_DATA_DIR=str(home / "other")).stderr
    both = {"SAMTUI_DATA_DIR": str(home / "other")}
    assert fresh("--data-dir", demo_folder, "who", "skola", "--json", **both).json


@pytest.mark.parametrize(
    ("text", "line"),
    [(b"a = 1\nb = \n", 2), (b'a = 1\nb = "\xff"\n', 2), (b'a = """\nb', 2), (b"= 1", 1), (b"a=1\na=2\n", 2)],
)
def test_a_line_that_is_not_toml_is_counted(tmp_path: Path, text: bytes, line: int) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text)
    with pytest.raises(SamtuiError, match=f"line {line} "):
        load(file)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", '"de"'),
        ("role", '"chef"'),
        ("name", "1"),
        ("name", '"a\\nb"'),
        ("board", f'"{"x" * 201}"'),
        ("theme", '"Dark Side"'),
        ("idle_minutes", "true"),
        ("idle_minutes", "-1"),
        ("idle_minutes", '"10"'),
        ("animation", "1"),
        ("keymap", '"f5"'),
        ("keymap", "{ a = 1 }"),
        ("data_dir", "[]"),
    ],
)
def test_a_value_that_will_not_do_is_named_with_what_the_key_takes(
    tmp_path: Path, key: str, value: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"{key} = {value}\n")
    with pytest.raises(Refused, match=key) as refused:
        load(file)
    assert str(file) in str(refused.value)
    assert refused.value.field == key


def test_what_is_not_known_is_kept_and_defaults_are_not_written(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.toml"
    save(file, DEFAULTS)
    assert load(file) == DEFAULTS
    assert file.read_bytes() == b""
    file.write_text('name = "Malin"\nfuture = [1, 2]\n[newer]\nkey = 2026-11-25\n')
    save(file, changed(load(file), "theme", "samtui-light"))
    kept = load(file)
    assert (kept.name, kept.theme, kept.idle_minutes) == ("Malin", "samtui-light", 10)
    assert list(kept.unknown) == ["future", "newer"]
    assert "key = 2026-11-25" in file.read_text()
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]
    if os.name != "nt":
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_missing_file_is_defaults_and_a_folder_is_none(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml") == Settings()
    with pytest.raises(SamtuiError, match="cannot be read"):
        load(tmp_path)


def test_a_failing_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('name = "Malin"\n')

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settings.os, "fsync", full)
    with pytest.raises(SamtuiError, match="full"):
        save(file, changed(load(file), "name", "Ylva"))
    assert file.read_text() == 'name = "Malin"\n'
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_values_as_they_are_typed() -> None:
    assert changed(DEFAULTS, "idle_minutes", "0").idle_minutes == 0
    assert changed(DEFAULTS, "animation", "true").animation is True
    with_key = changed(DEFAULTS, "keymap.todo.done", "f5")
    assert with_key.keymap == {"todo.done": "f5"}
    assert changed(with_key, "keymap.todo.done", "").keymap == {}
    with pytest.raises(Refused):
        changed(DEFAULTS, "unknown", "x")
    with pytest.raises(Refused):
        changed(DEFAULTS, "animation", "ja")


def test_every_key_is_described_in_both_languages() -> None:
    assert set(DESCRIPTIONS) == set(KEYS)
    with speaking("sv"):
        from samtui.language import _

        assert [text for text in DESCRIPTIONS.values() if _(text) == text] == []
