"""What opens the app at once, and what goes the way of the command line."""

import pytest

from samtui.__main__ import _opens_the_app


@pytest.mark.parametrize(
    ("arguments", "understood"),
    [
        ([], {}),
        (["demo"], {"demo": "demo"}),
        (["--data-dir", "d"], {"data_dir": "d"}),
        (["--lang", "en", "--config", "c", "demo"], {"lang": "en", "config": "c", "demo": "demo"}),
        (["--lang", "tlh"], None),
        (["--data-dir"], None),
        (["demo", "--guide"], None),
        (["who", "hab"], None),
        (["--help"], None),
    ],
)
def test_only_what_opens_the_app_is_understood_here(
    arguments: list[str], understood: dict[str, str] | None
) -> None:
    assert _opens_the_app(arguments) == understood
