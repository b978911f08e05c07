"""The samples as a table: measure, yardstick, ratio, budget, and whether it is kept."""

import importlib.metadata
import os
import platform
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table
from rich.text import Text

Samples = dict[str, list[float]]
Statistic = Callable[[list[float]], float]


def p95(values: list[float]) -> float:
    """The 95th percentile by nearest rank: the smallest sample that 95 of 100 do not exceed."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1]


@dataclass(frozen=True)
class Line:
    """A measure in the table. ``budget`` is a ratio where there is a yardstick, else a value in ``unit``."""

    name: str
    title: str
    budget: float | None = None
    yardstick: str | None = None
    unit: str = "ms"
    judged: Statistic = statistics.median

    def value(self, samples: Samples) -> float:
        """What is compared with the budget, in the budget's unit."""
        if self.yardstick:
            return self.judged(samples[self.name]) / statistics.median(samples[self.yardstick])
        return self.judged(samples[self.name]) * SCALES[self.unit]


SCALES = {"ms": 1000, "bytes": 1, "MB": 1}  # times are kept in seconds
LINES = (
    Line("smallest", "smallest Textual app: first frame"),
    Line("demo", "samtui demo: first frame", 1.3, "smallest"),
    Line("lock", "lock screen: first frame", 1.3, "smallest"),
    Line("demo filled", "samtui demo: filled", 7, "smallest"),
    Line("derivation", "key derivation alone"),
    Line("unlock", "Enter to filled, 12 families", 1.6, "derivation"),
    Line("derivation many", "key derivation alone, again"),
    Line("unlock many", "Enter to filled, 2,000 families", 1.6, "derivation many"),
    Line("typer", 'python -c "import typer"'),
    Line("help", "samtui --help", 2, "typer"),
    Line("version", "samtui --version", 2, "typer"),
    Line("cursor", "cursor key, 2,000 families", 16, judged=p95),
    Line("cursor bytes", "bytes it sends", 2048, unit="bytes", judged=max),
    Line("scroll", "cursor key that scrolls the list", 16, judged=p95),
    Line("scroll bytes", "bytes it sends", 2048, unit="bytes", judged=max),
    Line("escape", "lone Esc out of the help", 40, judged=p95),
    Line("memory", "resident 10 s after unlocking", 110, unit="MB", judged=max),
    Line("idle", "sent in 5 s of idling", 0, unit="bytes", judged=max),
)
_STATISTICS = {p95: "p95", max: "max", statistics.median: "median"}


def table(samples: Samples, problems: dict[str, str]) -> Table:
    """One row a measure; a measure without samples says why."""
    made = Table(caption_justify="left")
    made.add_column("measure", no_wrap=True)
    for heading in ("n", "median", "p95", "max", "ratio", "budget", "kept"):
        made.add_column(heading, justify="right", no_wrap=True)
    for line in LINES:
        if line.name in samples:
            made.add_row(line.title, *_figures(line, samples[line.name]), *_verdict(line, samples))
        else:
            made.add_row(line.title, "0", "–", "–", "–", "", _budget(line), Text("not measured", "yellow"))
    made.caption = Text("\n".join(_reasons(samples, problems)))
    return made


def machine() -> str:
    """What the figures were measured on, in two lines."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("textual", "sqlmodel", "typer")]
    load = f"load {os.getloadavg()[0]:.1f}"
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, {load}\n"
        f"Python {platform.python_version()}, {', '.join(versions)}, {_sqlcipher()}"
    )


def _figures(line: Line, values: list[float]) -> list[str]:
    figures = (statistics.median(values), p95(values), max(values))
    shown = [f"{value * SCALES[line.unit]:,.{1 if line.unit == 'ms' else 0}f}" for value in figures]
    return [str(len(values)), f"{shown[0]} {line.unit}", *shown[1:]]


def _verdict(line: Line, samples: Samples) -> list[str | Text]:
    if line.budget is None:
        return ["", "", ""]
    if line.yardstick and line.yardstick not in samples:
        return ["", _budget(line), Text("no yardstick", "yellow")]
    value = line.value(samples)
    kept = Text("yes", "green") if value <= line.budget else Text("no", "bold red")
    return [f"{value:.2f}" if line.yardstick else "", _budget(line), kept]


def _budget(line: Line) -> str:
    if line.budget is None:
        return ""
    if line.yardstick:
        return f"{line.budget:.1f} × {line.yardstick}"
    return f"{_STATISTICS[line.judged]} {line.budget:,} {line.unit}"


def _reasons(samples: Samples, problems: dict[str, str]) -> list[str]:
    """Why measures failed, each reason once; a measure that failed in some rounds only is named too."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in problems.items():
        by_reason.setdefault(reason, []).append(f"{name} (in some rounds)" if name in samples else name)
    return [f"not measured: {', '.join(names)}: {reason}" for reason, names in by_reason.items()]


def _processor() -> str:
    try:
        rows = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        rows = []
    models = [row.partition(":")[2].strip() for row in rows if row.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _sqlcipher() -> str:
    import sqlcipher3

    connection = sqlcipher3.connect(":memory:")
    (version,) = connection.execute("PRAGMA cipher_version").fetchone()
    connection.close()
    return f"SQLCipher {version}"
