"""How long the command line takes to start, against what it cannot do without.

`python benchmarks/startup.py [RUNS]` runs each command RUNS times (20) in turn and prints the ratios of their
best processor times, so that a busy machine weighs on both sides. `first` runs find nothing kept by another.
Install kehoach as users do (`pip install .`): in a checkout without byte code, compiling it is measured too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

SAMPLE = Path(__file__).parents[1] / "samples" / "xa-doi-thong.docx"
PYTHON = sys.executable
KEHOACH = str(Path(PYTHON).with_name("kehoach"))
FLOORS = {
    "libraries": [PYTHON, "-c", "import lxml.etree, pydantic, click, regex"],
    "click": [PYTHON, "-c", "import click"],
}
PARSE = [KEHOACH, "parse", str(SAMPLE)]
COMMANDS = [  # what runs, what it is measured against, whether it may keep something for the next run
    (PARSE, "libraries", True),
    (PARSE, "libraries", False),
    ([KEHOACH, "text", str(SAMPLE)], "libraries", True),
    ([KEHOACH, "--version"], "click", True),
    ([KEHOACH, "--help"], "click", True),
]


def time_each(commands: list[tuple[list[str], str]], runs: int) -> list[float]:
    """The best processor time of each command with its cache folder in seconds, the commands taking turns."""
    best = [float("inf")] * len(commands)
    for _ in range(runs):
        for number, (command, folder) in enumerate(commands):
            environment = {**os.environ, "KEHOACH_CACHE": folder}
            before = getrusage(RUSAGE_CHILDREN)
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            after = getrusage(RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best[number] = min(best[number], spent)
    return best


def main(runs: int = 20) -> None:
    with tempfile.TemporaryDirectory() as folder:
        floors = [(floor, "") for floor in FLOORS.values()]
        times = time_each([*floors, *((command, folder * keeps) for command, _, keeps in COMMANDS)], runs)
    best = dict(zip(FLOORS, times, strict=False))
    for (command, floor, keeps), seconds in zip(COMMANDS, times[len(FLOORS) :], strict=True):
        name = " ".join(["kehoach", *(Path(word).name for word in command[1:])])
        run = name if keeps else f"{name}, first"
        ratio = seconds / best[floor]
        print(f"{run:<40}{seconds * 1e3:6.0f} ms  {ratio:5.2f} × {FLOORS[floor][-1]}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
