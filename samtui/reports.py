"""What is written down when something nobody foresaw goes wrong: places in the code, never a value."""

import traceback
from pathlib import Path
from types import TracebackType

from samtui import __version__, clock
from samtui.language import _


def places(error: BaseException) -> str:
    """The error's kind and the places in the code it passed through; no text of it, no variable."""
    error = _cause_in_a_worker(error)
    lines = [f"samtui {__version__}", f"{type(error).__module__}.{type(error).__qualname__}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in _frames(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines += ["after", *places(cause).splitlines()[1:]]
    return "\n".join(lines)


def _cause_in_a_worker(error: BaseException) -> BaseException:
    """What failed in a thread comes inside an error of the thread's own, which has been nowhere."""
    inner = getattr(error, "error", None)
    return inner if isinstance(inner, BaseException) and error.__traceback__ is None else error


def _frames(found: TracebackType | None) -> traceback.StackSummary:
    return traceback.StackSummary.extract(traceback.walk_tb(found), lookup_lines=False)


def write(error: BaseException) -> Path | None:
    """Writes a report for its owner alone; gives where, or None where it could not be written."""
    from platformdirs import user_log_path

    folder = user_log_path("samtui", appauthor=False)
    path = folder / f"report-{clock.now().strftime('%Y%m%dT%H%M%SZ')}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(places(error) + "\n", encoding="utf-8")
    except OSError:
        return None
    return path


def sentence(error: BaseException, *, kept: bool = True) -> str:
    """Writes the report and gives the sentence for the person. ``kept``: whether all that was typed is."""
    path = write(error)
    said = (
        _("Something went wrong in the program. What you had typed is kept.")
        if kept
        else _("Something went wrong in the program, and the last that you typed may be lost.")
    )
    if path is None:
        return said
    return f"{said} " + _("{path} says where in the program it happened, without a name in it.", path=path)
