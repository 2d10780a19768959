"""Where the time goes: each stage of bytes → JSON against the floor, for plans of 2, 20 and 200 pages.

    python benchmarks/stages.py [PAGES… | FOLDER…]

Of a folder, all Word files together that kehoach reads.

The floor unpacks and parses document.xml, styles.xml, numbering.xml and footnotes.xml, no more. Every figure
is a ratio to the floor of the same file in the same run; a stage and the floor take turns, and the best of
each counts, so that a busy machine weighs on both. Processor time, not time of day. Each time, the wordings
of units and days that were read before are forgotten, but for the last line.
"""

from __future__ import annotations

import gc
import sys
import time
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from plan import build, floor, readable

from kehoach.document import Document, Passage
from kehoach.parse import read_plan
from kehoach.parse.assemble import find_tasks
from kehoach.parse.deadlines import Calendar, read_deadlines
from kehoach.parse.header import read_header
from kehoach.parse.references import Citing, find_references
from kehoach.parse.segment import segment
from kehoach.parse.tail import read_tail
from kehoach.parse.units import read_units
from kehoach.read import read_document
from kehoach.values import to_model
from kehoach.write.json import encode_plan

ROUNDS = 7


def stages(content: bytes) -> dict[str, Callable[[], object]]:
    """Each stage with its input made ready."""
    document = read_document(content)
    plan = read_plan(document)
    outline = segment(document)
    calendar = Calendar(plan.date, 2026)
    citing = Citing(
        type="Kế hoạch",
        number=plan.number,
        symbol=plan.symbol,
        front=(outline.front.start, outline.front.end),
        section_at=lambda offset: None,
    )

    def forget() -> None:
        read_units.known.clear()
        read_deadlines.known.clear()

    def afresh(task: Callable[[], object]) -> Callable[[], object]:
        return lambda: (forget(), task())

    def encode() -> str:
        return encode_plan(read_plan(read_document(content)), indent=None)

    def passages(spans: list[tuple[int, int]]) -> list[Passage]:
        return [Passage(document, *span) for span in sorted(set(spans))]

    deadlines = passages([d.span for task in plan.tasks for d in task.deadlines])
    units = passages([u.span for task in plan.tasks for u in (*task.lead_units, *task.supporting_units)])
    return {
        "floor": lambda: floor(content),
        "read": lambda: read_document(content),
        "— of it join and fold": lambda: Document.of(document.source, document.blocks, document.tables),
        "segment": lambda: segment(document),
        "header and tail": lambda: (read_header(document, outline.front), read_tail(document, outline.back)),
        "references": lambda: find_references(document, citing),
        "tasks": afresh(lambda: find_tasks(outline, calendar, plan.title, [], outline.front)),
        "— of it units": afresh(lambda: [read_units(passage) for passage in units]),
        "— of it deadlines": afresh(lambda: [read_deadlines(passage, calendar) for passage in deadlines]),
        "parse, all of it": afresh(lambda: read_plan(document)),
        "validate (Python API)": lambda: to_model(plan),
        "write, one line": lambda: encode_plan(plan, indent=None),
        "write, indented": lambda: encode_plan(plan),
        "bytes → JSON": afresh(encode),
        "bytes → JSON, wordings known": encode,
    }


def measure(tasks: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The best processor time of each in seconds, all of them taking turns."""
    best = dict.fromkeys(tasks, float("inf"))
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            gc.collect()
            start = time.process_time()
            task()
            best[name] = min(best[name], time.process_time() - start)
    return best


def peak(content: bytes) -> int:
    """The most memory that Python holds from bytes to JSON, in MB (lxml's trees not counted)."""
    tracemalloc.start()
    encode_plan(read_plan(read_document(content)))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most >> 20


def main(arguments: list[str]) -> None:
    times: dict[str, dict[str, float]] = {}
    for argument in arguments:
        if argument.isdigit():
            times[f"{argument} pages"] = measure(stages(build(int(argument))))
        else:
            each = [measure(stages(content)) for content in readable(Path(argument))]
            times[f"{len(each)} documents"] = {name: sum(best[name] for best in each) for name in each[0]}
    print("| stage | " + " | ".join(times) + " |")
    print("| --- |" + " ---: |" * len(times))
    for name in next(iter(times.values())):
        if name != "floor":
            ratios = (f"{best[name] / best['floor']:.2f}" for best in times.values())
            print(f"| {name} | {' | '.join(ratios)} |")
    print()
    built = [argument for argument in arguments if argument.isdigit()]
    for few, many in pairwise(built):
        growth = times[f"{many} pages"]["bytes → JSON"] / times[f"{few} pages"]["bytes → JSON"]
        print(f"{many} pages take {growth:.1f} times as long as {few}.")
    if built:
        print(f"{built[-1]} pages hold {peak(build(int(built[-1])))} MB at most.")


if __name__ == "__main__":
    main(sys.argv[1:] or ["2", "20", "200"])
