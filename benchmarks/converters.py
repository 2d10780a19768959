"""What kehoach costs beside programs that make mere text of a Word file: bytes → JSON against bytes → text.

    python benchmarks/converters.py [FOLDER]

The plan of 20 pages with a table of 60 rows (`plan.py`), and the Word files of FOLDER, if given. Those of the
converters that are installed take part (`pip install -r benchmarks/converters.txt`). Every figure is a ratio
to kehoach on the same files in the same run, by processor time, that of child processes counted; all take
turns, and the best of each counts.
"""

from __future__ import annotations

import gc
import io
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

from plan import build, floor, readable

from kehoach.parse import read_plan
from kehoach.read import read_document
from kehoach.write.json import encode_plan

ROUNDS = 7
Convert = Callable[[bytes], object]


def converters() -> dict[str, Convert]:
    """kehoach, the floor, and every converter that is installed, each ready to be called."""
    found: dict[str, Convert] = {
        "kehoach, bytes → JSON": lambda content: encode_plan(read_plan(read_document(content)), indent=None),
        "kehoach, bytes → text": lambda content: read_document(content).text,
        "floor: zipfile and lxml": floor,
    }
    if find_spec("docx"):
        import docx

        found["python-docx, opening"] = lambda content: docx.Document(io.BytesIO(content))
        found["python-docx, paragraphs and cells"] = lambda content: _docx_text(docx, content)
    if find_spec("docx2python"):
        from docx2python import docx2python

        found["docx2python"] = lambda content: docx2python(io.BytesIO(content)).text
    if find_spec("markitdown"):
        from markitdown import MarkItDown

        markitdown = MarkItDown()
        found["markitdown"] = lambda content: markitdown.convert_stream(
            io.BytesIO(content), file_extension=".docx"
        )
    if find_spec("anydoc"):
        import anydoc

        found["firecrawl-anydoc"] = anydoc.to_markdown_bytes
    if find_spec("pypandoc"):
        import pypandoc

        command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain"]
        found["pandoc, its start counted"] = lambda content: (
            subprocess.run(command, input=content, capture_output=True, check=True).stdout
        )
    return found


def _docx_text(docx: object, content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))  # type: ignore[attr-defined]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def spent() -> float:
    """Processor time of this process and of those that it has waited for, in seconds."""
    return sum(usage.ru_utime + usage.ru_stime for usage in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def measure(contents: list[bytes], rounds: int) -> dict[str, float | None]:
    """The best processor time of each over all files, in seconds; None where it fails on one of them."""
    tasks = converters()
    best: dict[str, float | None] = dict.fromkeys(tasks, float("inf"))
    for _ in range(rounds + 1):  # the first warms up
        for name, convert in tasks.items():
            before = best[name]
            if before is None:
                continue
            gc.collect()
            start = spent()
            try:
                for content in contents:
                    convert(content)
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
                best[name] = None
            else:
                best[name] = min(before, spent() - start)
    return best


def main(folder: str = "") -> None:
    tables = {"20 pages": measure([build(20)], ROUNDS)}
    if folder:
        contents = readable(Path(folder))
        tables[f"{len(contents)} documents"] = measure(contents, 3)
    print("| program |", " | ".join(tables), "|")
    print("| --- |", " | ".join(["---:"] * len(tables)), "|")
    for name in tables["20 pages"]:
        ratios = []
        for times in tables.values():
            own, time = times["kehoach, bytes → JSON"], times[name]
            ratios.append(f"{time / own:.2g}" if own and time is not None else "—")
        print(f"| {name} |", " | ".join(ratios), "|")


if __name__ == "__main__":
    main(*sys.argv[1:])
