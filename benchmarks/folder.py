"""What a folder costs: `kehoach batch` with two processes against one, and its memory as the folder grows.

    python benchmarks/folder.py [DOCUMENTS]

Plans of two pages (`plan.py`), each with a name of its own. Time is time of day, so nothing else should be
running: that of the one process over that of the two, best of three turns. Memory is the most that the main
process held at once, over folders of DOCUMENTS (500) and of five times as many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plan import build


def fill(folder: Path, documents: int) -> None:
    """Write so many plans into a folder."""
    content = build(2)
    folder.mkdir()
    for number in range(documents):
        (folder / f"kế hoạch {number}.docx").write_bytes(content)


def convert(folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds that converting a folder takes, and megabytes that the main process held at most."""
    with tempfile.TemporaryDirectory() as out:
        command = [
            sys.executable,
            "-m",
            "kehoach",
            "batch",
            str(folder),
            "-o",
            out,
            "-q",
            "--jobs",
            str(jobs),
        ]
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"kehoach batch ended with {os.waitstatus_to_exitcode(status)}")
        return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(documents: int = 500) -> None:
    with tempfile.TemporaryDirectory() as place:
        small, large = Path(place, "small"), Path(place, "large")
        fill(small, documents)
        fill(large, documents * 5)
        turns = [[convert(small, jobs)[0] for jobs in (1, 2)] for _ in range(3)]
        one, two = (min(times) for times in zip(*turns, strict=True))
        print(f"Two processes are {one / two:.2f} times as fast as one, of {os.cpu_count()} processors.")
        held, more = (convert(folder, 2)[1] for folder in (small, large))
        print(f"{documents} documents hold {held:.0f} MB, five times as many {more:.0f}.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
