"""Where the files that ship with the program lie: catalogue, agendas, rules, demo, word lists."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """The folder ``data``: inside the package once installed, beside it in a checkout."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"


@cache
def load_toml(name: str) -> dict[str, Any]:
    """A TOML file of ``data/``, by its path there (``"rules/consent.toml"``). Do not change what you get."""
    with (data_folder() / name).open("rb") as file:
        return tomllib.load(file)
