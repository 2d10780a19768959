"""How long the command line takes to start, against what it cannot do without.

`python benchmarks/startup.py [RUNS]` runs each command RUNS times (20) in turn and prints the ratios of their
best times, so that a busy machine weighs on both sides.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "samples" / "xa-doi-thong.docx"
PYTHON = sys.executable
KEHOACH = str(Path(PYTHON).with_name("kehoach"))
FLOORS = {
    "libraries": [PYTHON, "-c", "import lxml.etree, pydantic, click, regex"],
    "click": [PYTHON, "-c", "import click"],
}
COMMANDS = [  # what runs, what it is measured against
    ([KEHOACH, "parse", str(SAMPLE)], "libraries"),
    ([KEHOACH, "text", str(SAMPLE)], "libraries"),
    ([KEHOACH, "--version"], "click"),
    ([KEHOACH, "--help"], "click"),
]


def time_each(commands: list[list[str]], runs: int) -> list[float]:
    """The best time of each command in seconds, the commands taking turns."""
    best = [float("inf")] * len(commands)
    for _ in range(runs):
        for number, command in enumerate(commands):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            best[number] = min(best[number], time.perf_counter() - start)
    return best


def main(runs: int = 20) -> None:
    times = time_each([*FLOORS.values(), *(command for command, _ in COMMANDS)], runs)
    floors = dict(zip(FLOORS, times, strict=False))
    for (command, floor), seconds in zip(COMMANDS, times[len(FLOORS) :], strict=True):
        name = " ".join(["kehoach", *(Path(word).name for word in command[1:])])
        ratio = seconds / floors[floor]
        print(f"{name:<34}{seconds * 1e3:6.0f} ms  {ratio:5.2f} × {FLOORS[floor][-1]}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
