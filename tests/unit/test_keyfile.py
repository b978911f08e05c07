"""The key file: the passphrase or the recovery key opens it, and nothing else does."""

import json
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from samtui import errors
from samtui.store import recovery
from samtui.store.keyfile import Cost, KeyFile, load_or_make_plain_key

PASSPHRASE = "tomat läser gul kanot"
RECOVERY = recovery._written(bytes(range(20)))
ANOTHER_RECOVERY = recovery._written(bytes(range(50, 70)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "caseload.key.json"


@pytest.fixture
def data_key(path: Path) -> bytes:
    return KeyFile.create(path, PASSPHRASE, RECOVERY, Cost.CHEAPEST)


def rewrite(path: Path, **changes: object) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def slots_of(path: Path) -> dict[str, dict]:
    return {slot["kind"]: slot for slot in json.loads(path.read_text())["slots"]}


def test_passphrase_and_recovery_key_open_in_the_same_field(path: Path, data_key: bytes) -> None:
    assert len(data_key) == 32
    key_file = KeyFile.load(path)
    assert key_file.slot_kinds() == ["passphrase", "recovery"]
    assert key_file.intact
    assert key_file.unlock(PASSPHRASE) == data_key
    assert key_file.unlock(RECOVERY) == data_key
    assert key_file.unlock(RECOVERY.lower().replace("-", " ").replace("0", "o")) == data_key


def test_the_file_is_small_private_alone_and_holds_no_secret(path: Path, data_key: bytes) -> None:
    text = path.read_text()
    assert len(text) < 1500
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for secret in (PASSPHRASE, RECOVERY, RECOVERY[:5], data_key.hex()):
        assert secret not in text


def test_no_two_key_files_have_anything_in_common(tmp_path: Path) -> None:
    keys = [
        KeyFile.create(tmp_path / name, PASSPHRASE, RECOVERY, Cost.CHEAPEST)
        for name in ("one", "two", "three")
    ]
    assert len(set(keys)) == 3
    for part in ("salt", "nonce", "wrapped"):
        parts = [
            slot[part] for name in ("one", "two", "three") for slot in slots_of(tmp_path / name).values()
        ]
        assert len(set(parts)) == 6
    assert len({KeyFile.load(tmp_path / name).vault for name in ("one", "two", "three")}) == 3


def test_a_key_file_is_never_written_over(path: Path, data_key: bytes) -> None:
    before = path.read_bytes()
    with pytest.raises(errors.Refused, match="already a file"):
        KeyFile.create(path, "something else altogether", ANOTHER_RECOVERY, Cost.CHEAPEST)
    assert path.read_bytes() == before


def test_a_mistyped_recovery_key_makes_no_key_file(path: Path) -> None:
    with pytest.raises(errors.WrongSecret):
        KeyFile.create(path, PASSPHRASE, RECOVERY[:-1] + "0", Cost.CHEAPEST)
    assert not path.exists()


@pytest.mark.parametrize(
    "secret",
    [
        "",
        PASSPHRASE + " ",
        PASSPHRASE.upper(),
        "tomat laser gul kanot",
        ANOTHER_RECOVERY,
        "\udcff",
        "\0",
        "x" * 9999,
    ],
)
def test_anything_else_opens_nothing(path: Path, data_key: bytes, secret: str) -> None:
    with pytest.raises(errors.WrongSecret) as caught:
        KeyFile.load(path).unlock(secret)
    assert caught.value.exit_code == errors.ExitCode.WRONG_SECRET


def test_the_sentence_knows_what_was_meant(path: Path, data_key: bytes) -> None:
    with pytest.raises(errors.WrongSecret, match="recovery key does not open"):
        KeyFile.load(path).unlock(RECOVERY[:-1] + "0")
    with pytest.raises(errors.WrongSecret, match="passphrase does not open"):
        KeyFile.load(path).unlock("tomat läser gul")


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_it_does_not_matter_how_the_keyboard_makes_the_swedish_letters(path: Path, form: str) -> None:
    typed = "Åtta små ödlor på ängen ﬁnns"
    data_key = KeyFile.create(path, unicodedata.normalize("NFD", typed), RECOVERY, Cost.CHEAPEST)
    assert KeyFile.load(path).unlock(unicodedata.normalize(form, typed)) == data_key


def test_a_passphrase_may_have_the_form_of_a_recovery_key(path: Path) -> None:
    data_key = KeyFile.create(path, ANOTHER_RECOVERY, RECOVERY, Cost.CHEAPEST)
    assert KeyFile.load(path).unlock(ANOTHER_RECOVERY) == data_key


def test_a_flipped_bit_anywhere_gives_the_right_key_or_a_sentence(path: Path, data_key: bytes) -> None:
    whole = path.read_bytes()
    refused = 0
    for place in range(len(whole)):
        for flip in (0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ flip]) + whole[place + 1 :])
            for secret in (RECOVERY, PASSPHRASE) if flip in {0x01, 0x10} else (RECOVERY,):
                try:
                    assert KeyFile.load(path).unlock(secret) == data_key
                except (errors.Damaged, errors.TooNew):
                    refused += 1
    assert refused > len(whole)


def test_a_cut_file_gives_a_sentence(path: Path, data_key: bytes) -> None:
    whole = path.read_bytes().rstrip()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(errors.Damaged):
            KeyFile.load(path)


def test_a_damaged_slot_is_told_from_a_wrong_passphrase(path: Path, data_key: bytes) -> None:
    slots = slots_of(path)
    slots["passphrase"]["wrapped"] = slots["recovery"]["wrapped"]
    rewrite(path, slots=list(slots.values()))
    key_file = KeyFile.load(path)
    assert not key_file.intact
    with pytest.raises(errors.Damaged):
        key_file.unlock(PASSPHRASE)
    assert key_file.unlock(RECOVERY) == data_key


def test_a_lowered_cost_is_refused(path: Path) -> None:
    dear = Cost(t=2, m=128, p=2)
    data_key = KeyFile.create(path, PASSPHRASE, RECOVERY, dear)
    assert KeyFile.load(path).unlock(PASSPHRASE) == data_key
    for lowered in ({"t": 1}, {"m": 64}, {"p": 1}, {"t": 1, "m": 64, "p": 1}):
        slots = slots_of(path)
        slots["passphrase"]["kdf"] |= lowered
        changed = path.with_name("lowered.json")
        changed.write_text(json.dumps(json.loads(path.read_text()) | {"slots": list(slots.values())}))
        with pytest.raises(errors.Damaged):
            KeyFile.load(changed).unlock(PASSPHRASE)


def test_the_cost_is_bound_to_the_slot_even_for_one_who_knows_the_passphrase(path: Path) -> None:
    """Not the checksum but the seal refuses: the slot is opened with the key of its original cost."""
    from dataclasses import replace
    from unittest.mock import patch

    from samtui.store.keyslot import Slot

    slot = Slot.wrap("vault", b"k" * 32, b"secret", "passphrase", Cost(t=2, m=128, p=1))
    right_key = slot._wrapping_key(b"secret")
    with patch.object(Slot, "_wrapping_key", return_value=right_key):
        assert slot.open("vault", b"secret") == b"k" * 32
        assert replace(slot, cost=Cost.CHEAPEST).open("vault", b"secret") is None
        assert replace(slot, salt=bytes(16)).open("vault", b"secret") is None
        assert replace(slot, kind="recovery").open("vault", b"secret") is None
        assert slot.open("another vault", b"secret") is None


@pytest.mark.parametrize(
    "kdf",
    [
        {"name": "argon2id", "t": 3, "m": 1 << 40, "p": 4},
        {"name": "argon2id", "t": 1_000_000, "m": 64, "p": 1},
        {"name": "argon2id", "t": 1, "m": 64, "p": 9},
        {"name": "argon2id", "t": 0, "m": 64, "p": 1},
        {"name": "argon2id", "t": -1, "m": 64, "p": 1},
        {"name": "argon2id", "t": True, "m": 64, "p": 1},
        {"name": "argon2id", "t": 1.0, "m": 64, "p": 1},
        {"name": "argon2id", "t": "1", "m": 64, "p": 1},
        {"name": "argon2id", "t": 1, "m": 64},
        {"name": "argon2id", "t": 1, "m": 64, "p": 1, "x": 1},
        {"name": "pbkdf2"},
        {"name": "hkdf-sha256"},
        {},
        None,
        7,
        "argon2id",
        ["name"],
    ],
)
def test_parameters_out_of_bounds_are_never_computed(path: Path, data_key: bytes, kdf: object) -> None:
    slots = slots_of(path)
    slots["passphrase"]["kdf"] = kdf
    rewrite(path, slots=list(slots.values()))
    key_file = KeyFile.load(path)
    assert key_file.slot_kinds() == ["recovery"]
    assert key_file.unlock(RECOVERY) == data_key
    with pytest.raises(errors.Damaged):
        key_file.unlock(PASSPHRASE)


@pytest.mark.parametrize("part", ["salt", "nonce", "wrapped", "kind", "kdf"])
@pytest.mark.parametrize("value", ["", "AAAA", "ååå", "!", None, 5, [], {}])
def test_a_slot_that_is_none_is_damage(path: Path, data_key: bytes, part: str, value: object) -> None:
    slots = slots_of(path)
    slots["passphrase"][part] = value
    rewrite(path, slots=[slots["passphrase"]])
    with pytest.raises(errors.Damaged):
        KeyFile.load(path)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"1",
        b"not json",
        b"\xff\xfe",
        b"SQLite format 3\0",
        b"[" * 60000,
        b'{"a":' * 10000,
        b'{"format": 1}',
        b'{"format": 1, "id": 5, "slots": []}',
        b'{"format": 1, "id": "a", "slots": {}}',
        b'{"format": 1, "id": "a", "slots": []}',
        b'{"format": 1, "id": "a", "slots": [null, 1, "x", {}, []]}',
        b'{"format": "1", "id": "a", "slots": []}',
        b'{"format": 0, "id": "a", "slots": []}',
        b'{"format": ' + b"9" * 5000 + b"}",
        b" " * 70000,
    ],
)
def test_an_empty_or_foreign_file_is_damage(path: Path, text: bytes) -> None:
    path.write_bytes(text)
    with pytest.raises(errors.Damaged, match="newest backup") as caught:
        KeyFile.load(path)
    assert caught.value.exit_code == errors.ExitCode.DAMAGED


def test_a_missing_key_file_says_where_to_look(path: Path) -> None:
    with pytest.raises(errors.Damaged, match=r"missing.*newest backup holds a copy"):
        KeyFile.load(path)


def test_a_newer_format_asks_for_a_newer_program(path: Path, data_key: bytes) -> None:
    rewrite(path, format=2)
    with pytest.raises(errors.TooNew, match="update samtui"):
        KeyFile.load(path)


def test_another_layout_of_the_same_json_is_no_damage(path: Path, data_key: bytes) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()), indent=8, sort_keys=True))
    assert KeyFile.load(path).intact
    with pytest.raises(errors.WrongSecret):
        KeyFile.load(path).unlock("not the passphrase")


def test_a_key_file_cannot_be_given_the_slots_of_another(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    KeyFile.create(ours, PASSPHRASE, RECOVERY, Cost.CHEAPEST)
    KeyFile.create(theirs, "their own long passphrase", ANOTHER_RECOVERY, Cost.CHEAPEST)
    rewrite(ours, slots=list(slots_of(theirs).values()))
    with pytest.raises(errors.Damaged):
        KeyFile.load(ours).unlock("their own long passphrase")


def test_a_changed_passphrase_opens_and_the_former_does_not(path: Path, data_key: bytes) -> None:
    key_file = KeyFile.load(path)
    key_file.change_passphrase(PASSPHRASE, "havet sjunger i månsken", Cost.CHEAPEST)
    for opened in (key_file, KeyFile.load(path)):
        assert opened.slot_kinds() == ["passphrase", "recovery"]
        assert opened.unlock("havet sjunger i månsken") == data_key
        assert opened.unlock(RECOVERY) == data_key
        with pytest.raises(errors.WrongSecret):
            opened.unlock(PASSPHRASE)
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_forgotten_passphrase_is_replaced_by_means_of_the_recovery_key(path: Path, data_key: bytes) -> None:
    KeyFile.load(path).change_passphrase(RECOVERY, "havet sjunger i månsken", Cost.CHEAPEST)
    assert KeyFile.load(path).unlock("havet sjunger i månsken") == data_key


def test_a_new_recovery_key_opens_and_the_former_does_not(path: Path, data_key: bytes) -> None:
    KeyFile.load(path).change_recovery_key(PASSPHRASE, ANOTHER_RECOVERY)
    assert KeyFile.load(path).unlock(ANOTHER_RECOVERY) == data_key
    assert KeyFile.load(path).unlock(PASSPHRASE) == data_key
    with pytest.raises(errors.WrongSecret):
        KeyFile.load(path).unlock(RECOVERY)


def test_a_wrong_secret_changes_nothing(path: Path, data_key: bytes) -> None:
    before = path.read_bytes()
    with pytest.raises(errors.WrongSecret):
        KeyFile.load(path).change_passphrase("wrong", "havet sjunger i månsken", Cost.CHEAPEST)
    with pytest.raises(errors.WrongSecret):
        KeyFile.load(path).change_recovery_key("wrong", ANOTHER_RECOVERY)
    assert path.read_bytes() == before


def test_a_full_disk_keeps_the_former_passphrase(
    path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    key_file = KeyFile.load(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(errors.NoRoom):
            key_file.change_passphrase(PASSPHRASE, "havet sjunger i månsken", Cost.CHEAPEST)
    assert key_file.unlock(PASSPHRASE) == KeyFile.load(path).unlock(PASSPHRASE) == data_key


def test_a_damaged_slot_is_mended_and_never_sealed_as_whole(path: Path, data_key: bytes) -> None:
    slots = slots_of(path)
    slots["passphrase"]["salt"] = slots["recovery"]["salt"]
    rewrite(path, slots=list(slots.values()))
    with pytest.raises(errors.Damaged):
        KeyFile.load(path).change_recovery_key(RECOVERY, ANOTHER_RECOVERY)
    KeyFile.load(path).change_passphrase(RECOVERY, PASSPHRASE, Cost.CHEAPEST)
    assert KeyFile.load(path).intact
    assert KeyFile.load(path).unlock(PASSPHRASE) == data_key


def test_too_little_memory_is_told(path: Path, data_key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    from cryptography.hazmat.primitives.kdf import argon2

    class Argon2id:
        def __init__(self, **costs: object) -> None:
            self.costs = costs

        def derive(self, secret: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(argon2, "Argon2id", Argon2id)
    with pytest.raises(errors.SamtuiError, match="close other programs"):
        KeyFile.load(path).unlock(PASSPHRASE)


def test_the_standard_cost_is_what_it_says() -> None:
    assert (Cost.STANDARD.t, Cost.STANDARD.m, Cost.STANDARD.p) == (3, 262144, 4)
    assert Cost.STANDARD.is_sane()
    assert Cost.CHEAPEST.is_sane()


def test_the_standard_cost_is_the_default(path: Path) -> None:
    data_key = KeyFile.create(path, PASSPHRASE, RECOVERY)
    assert slots_of(path)["passphrase"]["kdf"] == {"name": "argon2id", "t": 3, "m": 262144, "p": 4}
    assert KeyFile.load(path).unlock(PASSPHRASE) == data_key


def test_the_directorys_key_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "directory.key"
    key = load_or_make_plain_key(path)
    assert len(key) == 32
    assert load_or_make_plain_key(path) == key
    assert path.read_text().strip() == key.hex()
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_or_make_plain_key(tmp_path / "another.key") != key


@pytest.mark.parametrize("text", [b"", b"\n", b"ab" * 31, b"ab" * 33, b"g" * 64, b"\xff" * 64, b"ab " * 32])
def test_a_damaged_key_of_the_directory_is_told_and_kept(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "directory.key"
    path.write_bytes(text)
    with pytest.raises(errors.Damaged, match="newest backup"):
        load_or_make_plain_key(path)
    assert path.read_bytes() == text


def test_importing_the_key_file_loads_no_cryptography() -> None:
    code = "import sys, samtui.store.keyfile; sys.exit('cryptography' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
