"""How long the command line takes to start, against what it cannot do without.

`python benchmarks/startup.py [RUNS]` runs each command RUNS times (20) in turn and prints the ratios of their
best processor times, so that a busy machine weighs on both sides. Install kehoach as users do
(`pip install .`): in a checkout without byte code, compiling it is measured too.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

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
    """The best processor time of each command in seconds, the commands taking turns."""
    best = [float("inf")] * len(commands)
    for _ in range(runs):
        for number, command in enumerate(commands):
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            after = getrusage(RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best[number] = min(best[number], spent)
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
