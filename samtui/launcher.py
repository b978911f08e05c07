"""Runs the app, and runs it anew when it was locked.

A lock leaves no key behind: the app ends with the result LOCKED, and a fresh process shows the lock screen. On
Windows, which cannot replace a process, a parent that has never seen a key starts the child again.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from samtui.options import LOCKED, Options

LOCKED_STATUS = 75
_CHILD = "SAMTUI_CHILD"
_DEMO_FOLDER = "SAMTUI_DEMO_FOLDER"
_LOCKED = "SAMTUI_LOCKED"

RunApp = Callable[[Options, Path | None], tuple[str | None, int, Path | None]]
"""Runs the app once: options and a demo folder to go on with; gives result, exit status, demo folder."""


def run(options: Options) -> int:
    """Opens the app and gives its exit status."""
    if sys.platform == "win32" and _CHILD not in os.environ:
        return _keep_starting()
    left = os.environ.get(_DEMO_FOLDER)
    if os.environ.pop(_LOCKED, None):
        options = replace(options, secret=None)
    return run_once(options, Path(left) if left else None)


def run_once(
    options: Options,
    demo_folder: Path | None,
    *,
    run_app: RunApp | None = None,
    start_anew: Callable[[Path | None], int] | None = None,
) -> int:
    """One run of the app; starts anew where it was locked. A demo's folder goes when the app ends for good."""
    result, status, folder = (run_app or _run_app)(options, demo_folder)
    if result == LOCKED:
        return (start_anew or _start_anew)(folder)
    if folder is not None and options.demo:
        shutil.rmtree(folder, ignore_errors=True)
    return status


def _run_app(options: Options, demo_folder: Path | None) -> tuple[str | None, int, Path | None]:
    from samtui.app import Samtui

    app = Samtui(options, demo_folder)
    result = app.run()
    app.say_goodbye()
    return result, app.return_code or 0, app.demo_folder


def _start_anew(demo_folder: Path | None) -> int:
    """The same command line in a fresh process. On POSIX this does not return."""
    if demo_folder is not None:
        os.environ[_DEMO_FOLDER] = str(demo_folder)
    os.environ[_LOCKED] = "1"
    if sys.platform == "win32":
        return LOCKED_STATUS
    sys.stdout.flush()
    os.execv(sys.executable, command_line(without_passphrase=True))  # noqa: S606


def _keep_starting() -> int:
    with tempfile.TemporaryDirectory(prefix="samtui-", ignore_cleanup_errors=True) as demo_folder:
        environment = {**os.environ, _CHILD: "1", _DEMO_FOLDER: demo_folder}
        while True:
            line = command_line(without_passphrase=_LOCKED in environment)
            ended = subprocess.run(line, env=environment, check=False)  # noqa: S603
            environment[_LOCKED] = "1"
            if ended.returncode != LOCKED_STATUS:
                return ended.returncode


def command_line(*, without_passphrase: bool) -> list[str]:
    """What starts this program as it was started, or without the passphrase's file: after a lock it is not read
    again, and what was only a pipe could not be."""
    arguments = list(sys.argv[1:])
    if without_passphrase:
        arguments = [word for word in arguments if not word.startswith("--passphrase-file=")]
        while "--passphrase-file" in arguments:
            place = arguments.index("--passphrase-file")
            del arguments[place : place + 2]
    return [sys.executable, "-m", "samtui", *arguments]
