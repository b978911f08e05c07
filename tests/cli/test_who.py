"""``samtui who``: an answer on the phone, without a passphrase."""

from pathlib import Path

from outside import Samtui

KEYS = [
    "kind", "id", "name", "responsible", "legal_basis", "who_may_apply", "how_to_apply", "documents",
    "decision_time", "appeal", "phones", "checked_on", "score",
]  # fmt: skip


def test_it_needs_no_passphrase_and_has_the_agreed_shape(samtui: Samtui) -> None:
    answers = samtui("who", "avlösning", "--json", SAMTUI_PASSPHRASE="").json
    assert {tuple(answer) for answer in answers} == {tuple(KEYS)}
    assert "9 § 5" in answers[0]["legal_basis"]
    assert [answer["score"] for answer in answers] == sorted(
        (answer["score"] for answer in answers), reverse=True
    )


def test_names_follow_the_language_and_kinds_do_not(samtui: Samtui) -> None:
    swedish = samtui("--lang", "sv", "who", "9 § 5 LSS", "--json", "--limit", "1").json
    english = samtui("--lang", "en", "who", "9 § 5 LSS", "--json", "--limit", "1").json
    assert swedish[0]["id"] == english[0]["id"]
    assert swedish[0]["kind"] == english[0]["kind"] == "service"
    assert swedish[0]["name"] != english[0]["name"]


def test_several_words_are_one_question_and_misspelling_is_forgiven(samtui: Samtui) -> None:
    assert samtui("who", "personlig", "asistans", "--json", "--limit", "1").json[0]["legal_basis"]


def test_no_answer_is_an_answer(samtui: Samtui) -> None:
    assert samtui("who", "xyzzyqwv", "--json").text == "[]\n"
    assert "Inget hittades" in samtui("--lang", "sv", "who", "xyzzyqwv").text


def test_limit_municipality_and_age_narrow(samtui: Samtui) -> None:
    assert len(samtui("who", "skola", "--json", "--limit", "2").json) == 2
    everywhere = samtui("who", "LSS-enheten", "--json").json
    here = samtui("who", "LSS-enheten", "--json", "--municipality", "Lingonköping").json
    assert 0 < len(here) < len(everywhere)
    grown = samtui("who", "omvårdnadsbidrag", "--json", "--age", "40").json
    child = samtui("who", "omvårdnadsbidrag", "--json", "--age", "13", "--limit", "1").json
    assert "Care allowance" in child[0]["name"]
    assert child[0]["id"] not in {answer["id"] for answer in grown}


def test_a_pipe_gets_plain_aligned_text(samtui: Samtui) -> None:
    text = samtui("who", "habilitering", FORCE_COLOR="1").text
    assert "\x1b" not in text
    assert "\t" not in text
    start = text.splitlines()[0].index("Checked")
    assert {line[start : start + 2] for line in text.splitlines()[1:] if len(line) > start} <= {"20"}


def test_an_empty_computer_says_how_to_begin(fresh: Samtui, home: Path) -> None:
    ended = fresh("who", "skola", code=1)
    assert "samtui init" in ended.stderr
    assert str(home) in ended.stderr
