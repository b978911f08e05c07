"""``samtui`` and ``python -m samtui``: the app, or one command of the command line."""

import os
import sys

INTERRUPTED = 130
READER_GONE = 141
"""What a shell says of a program that was interrupted, or whose reader closed the pipe."""

_WHERE_AND_HOW = {"--lang": "lang", "--data-dir": "data_dir", "--config": "config"}


def main() -> int:
    """Runs what the command line asks for, and gives its exit code. No traceback reaches a person."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        return _say_version()
    try:
        return _answered(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return READER_GONE


def _say_version() -> int:
    from samtui import __version__

    sys.stdout.write(f"samtui {__version__}\n")
    return 0


def _answered(arguments: list[str]) -> int:
    from samtui.errors import SamtuiError

    _speak_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except SamtuiError as error:
        _say(str(error))
        return int(error.exit_code)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        _say(_unforeseen(error))
        return 1
    return code


def _run(arguments: list[str]) -> int:
    opening = _opens_the_app(arguments)
    if opening is not None and "_SAMTUI_COMPLETE" not in os.environ:
        return _open_the_app(**opening)
    from samtui.cli.app import run

    return run(arguments)


def _opens_the_app(arguments: list[str]) -> dict[str, str] | None:
    """What is typed most, understood without what the command line needs, so that the first frame comes sooner:
    nothing or ``demo``, after options that say where things lie and in which language. None: something else."""
    given: dict[str, str] = {}
    left = list(arguments)
    while len(left) > 1 and left[0] in _WHERE_AND_HOW:
        option, value, *left = left
        given[_WHERE_AND_HOW[option]] = value
    if left not in ([], ["demo"]) or given.get("lang", "sv") not in ("sv", "en"):
        return None
    return {**given, "demo": "demo"} if left else given


def _open_the_app(
    *, lang: str | None = None, data_dir: str | None = None, config: str | None = None, demo: str = ""
) -> int:
    from dataclasses import replace
    from pathlib import Path

    from samtui import launcher, options

    found, _settings = options.gather(
        lang=lang, data_dir=Path(data_dir) if data_dir else None, config=Path(config) if config else None
    )
    return launcher.run(replace(found, demo=bool(demo)))


def _unforeseen(error: Exception) -> str:
    from samtui import reports
    from samtui.language import _

    path = reports.write(error)
    if path is None:
        return _("Something went wrong in the program, and it could not be done.")
    return _(
        "Something went wrong in the program, and it could not be done. {path} says where in the program it "
        "happened, without a name in it.",
        path=path,
    )


def _say(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(sentence + "\n")


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 whatever the system's code page; no sign stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _let_go_of_stdout() -> None:
    """Nobody reads any more: what is still to be written goes nowhere, without a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
