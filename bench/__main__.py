"""``python -m bench [--runs N] [--quick]``: all measures, round after round, and one table of ratios."""

import argparse
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench import report
from bench.measures import Bench, take_all

TABLE_WIDTH = 120  # where the output is no terminal


def main() -> None:
    """Takes a round that is thrown away, so that files are warm, then the rounds that count."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures samtui from outside.")
    parser.add_argument("--runs", type=int, default=7, help="rounds that count")
    parser.add_argument("--quick", action="store_true", help="two rounds, fewer keys")
    options = parser.parse_args()
    rounds = 2 if options.quick else max(1, options.runs)
    sys.setswitchinterval(0.001)  # the reader thread stamps at once while the screen is parsed
    with tempfile.TemporaryDirectory(prefix="samtui-bench-") as home:
        bench = Bench(Path(home), keys=20 if options.quick else 60)
        for number in range(rounds + 1):
            print(f"round {number} of {rounds}" if number else "warming up", file=sys.stderr)
            take_all(bench)
            if number == 0:
                bench.forget()
    console = Console(highlight=False, width=None if sys.stdout.isatty() else TABLE_WIDTH)
    console.print(report.machine(), markup=False)
    console.print(report.table(bench.samples, bench.problems))


if __name__ == "__main__":
    main()
