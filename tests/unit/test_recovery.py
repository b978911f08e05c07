"""The recovery key as somebody reads it from a paper and types it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samtui import errors
from samtui.store import recovery
from samtui.store.recovery import (
    ALPHABET,
    SYMBOLS,
    groups,
    looks_like_recovery_key,
    new_recovery_key,
    parse_recovery_key,
)

secret_bytes = st.binary(min_size=20, max_size=20)
places = st.integers(0, SYMBOLS - 1)


def symbols_of(secret: bytes) -> str:
    return recovery._written(secret).replace("-", "")


def test_a_new_key_is_34_symbols_in_groups_of_five() -> None:
    key = new_recovery_key()
    assert [len(group) for group in key.split("-")] == [5, 5, 5, 5, 5, 5, 4]
    assert set(key) <= set(ALPHABET + "-")
    assert groups(key) == key.split("-")
    assert groups(key.lower().replace("-", " ")) == key.split("-")
    assert len(parse_recovery_key(key)) == 20


def test_no_two_keys_are_alike() -> None:
    assert len({new_recovery_key() for _ in range(200)}) == 200


def test_a_key_once_printed_opens_in_every_later_version() -> None:
    assert recovery._written(bytes(range(20))) == "000G4-0R40M-30E20-9185G-R38E1-W8124-GKCF"
    assert parse_recovery_key("000G4-0R40M-30E20-9185G-R38E1-W8124-GKCF") == bytes(range(20))


@given(secret_bytes)
def test_what_is_written_is_what_is_read(secret: bytes) -> None:
    assert parse_recovery_key(recovery._written(secret)) == secret


@given(secret_bytes, st.randoms(use_true_random=False))
def test_capitals_spaces_hyphens_and_lookalikes_do_not_matter(secret: bytes, random) -> None:
    lookalikes = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        random.choice(lookalikes.get(symbol, symbol + symbol.lower()))
        + random.choice(["", " ", "-", "\t", "\u2013", "\u2011", "\u00a0"])
        for symbol in symbols_of(secret)
    )
    assert parse_recovery_key(f"  {typed}\n") == secret


@given(secret_bytes, places, st.sampled_from(ALPHABET + "Uåö?*"))
def test_one_wrong_symbol_is_always_noticed(secret: bytes, place: int, wrong: str) -> None:
    symbols = symbols_of(secret)
    mistyped = symbols[:place] + wrong + symbols[place + 1 :]
    if mistyped == symbols:
        assert parse_recovery_key(mistyped) == secret
    else:
        with pytest.raises(errors.WrongSecret):
            parse_recovery_key(mistyped)


@given(secret_bytes, places, places)
def test_two_symbols_that_changed_places_are_always_noticed(secret: bytes, one: int, other: int) -> None:
    symbols = list(symbols_of(secret))
    symbols[one], symbols[other] = symbols[other], symbols[one]
    if "".join(symbols) == symbols_of(secret):
        assert parse_recovery_key("".join(symbols)) == secret
    else:
        with pytest.raises(errors.WrongSecret):
            parse_recovery_key("".join(symbols))


def test_every_single_slip_in_one_key_is_noticed() -> None:
    symbols = symbols_of(bytes(range(100, 120)))
    slips = [
        symbols[:place] + wrong + symbols[place + 1 :]
        for place in range(SYMBOLS)
        for wrong in ALPHABET
        if wrong != symbols[place]
    ]
    assert len(slips) == SYMBOLS * 31
    for slip in slips:
        with pytest.raises(errors.WrongSecret):
            parse_recovery_key(slip)


@given(secret_bytes, places)
def test_a_missing_or_doubled_symbol_is_noticed(secret: bytes, place: int) -> None:
    symbols = symbols_of(secret)
    with pytest.raises(errors.WrongSecret, match="this one has 33"):
        parse_recovery_key(symbols[:place] + symbols[place + 1 :])
    with pytest.raises(errors.WrongSecret, match="this one has 35"):
        parse_recovery_key(symbols[:place] + symbols[place] + symbols[place:])


@given(st.text())
def test_any_text_is_a_key_or_refused_with_a_sentence(text: str) -> None:
    try:
        assert len(parse_recovery_key(text)) == 20
    except errors.WrongSecret as error:
        assert str(error).endswith(".")


def test_the_sentence_never_repeats_what_was_typed() -> None:
    symbols = symbols_of(bytes(range(20)))
    for typed in (symbols[:-1], symbols[:-1] + "U", symbols[:-1] + "0"):
        with pytest.raises(errors.WrongSecret) as caught:
            parse_recovery_key(typed)
        assert symbols[5:10] not in str(caught.value)


@given(secret_bytes, places, st.sampled_from(ALPHABET + "U"))
def test_a_key_looks_like_one_though_mistyped(secret: bytes, place: int, wrong: str) -> None:
    assert looks_like_recovery_key(recovery._written(secret).lower())
    symbols = "4T7" + symbols_of(secret)[3:]
    place = max(place, 3)
    assert looks_like_recovery_key(symbols[:place] + "9" + wrong + symbols[place + 1 :])


@pytest.mark.parametrize(
    "passphrase",
    ["", "demo", "tomat läser gul kanot", "korrekt häst batteri häftstift nu igen ja", "0" * 20, "7" * 60],
)
def test_a_passphrase_does_not_look_like_a_key(passphrase: str) -> None:
    assert not looks_like_recovery_key(passphrase)
