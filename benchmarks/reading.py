"""How long reading takes against its floor: bytes → Document, against zipfile and lxml alone, in one run.

    python benchmarks/reading.py [pages]

The document is a plan of 20 pages with automatic numbering and a task table of 60 rows (`plan.py`). The floor
unpacks and parses document.xml, styles.xml, numbering.xml and footnotes.xml, no more.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from plan import build, floor

from kehoach.read import read_document


def median(task: Callable[[bytes], object], content: bytes, repeats: int) -> float:
    """The median time of a task, in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        task(content)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    content = build(pages)
    repeats = max(5, 1000 // pages)
    read_document(content)
    rounds = [(median(floor, content, 5), median(read_document, content, 5)) for _ in range(repeats // 5)]
    least = statistics.median(low for low, _ in rounds)
    read = statistics.median(high for _, high in rounds)
    ratio = statistics.median(high / low for low, high in rounds)
    print(
        f"{pages} pages, {len(content):,} bytes: "
        f"floor {least:.2f} ms, reading {read:.2f} ms, ratio {ratio:.2f}"
    )


if __name__ == "__main__":
    main()
