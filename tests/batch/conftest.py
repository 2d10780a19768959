"""Folders of small documents, and a way to make a worker die or hang on one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import kehoach.batch
from kehoach.batch.work import Job, Outcome, convert

TEXT = """\
UBND XÃ TÂN LỘC
Số: {number}/KH-UBND
Tân Lộc, ngày 15 tháng 6 năm 2026
KẾ HOẠCH
Vệ sinh môi trường đợt {number}
I. NỘI DUNG
1. Thu gom rác thải
- Đơn vị chủ trì: Trạm Y tế xã
- Thời gian: Trước ngày 01/9/2026
"""

# What a worker imports first: words in a document that kill it, or let it hang for ever.
SABOTAGE = """\
import os, threading
import kehoach
parse_file = kehoach.parse_file
def sabotaged(content, *rest):
    if b"GIET" in content:
        os._exit(9)
    if b"TREO" in content:
        threading.Event().wait()
    if b"LOI" in content:
        raise ZeroDivisionError("no such luck")
    if b"IN RA" in content:
        print("a line on standard output", flush=True)
    return parse_file(content, *rest)
kehoach.parse_file = sabotaged
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with documents at three levels."""
    folder = tmp_path / "plans"
    for number, name in enumerate(("một.txt", "xã/hai.md", "xã/thôn/ba bốn.txt"), start=1):
        add(folder / name, number)
    return folder


def add(path: Path, number: int = 1, more: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT.format(number=number) + more, "utf-8")


@pytest.fixture
def write_plan() -> Callable[..., None]:
    """Write a plan with a number and further words."""
    return add


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the work be done in this process: the same, but for the start of the others."""

    def run_here(jobs: Iterator[Job], count: int, timeout: float) -> Iterator[tuple[Job, Outcome]]:
        for job in jobs:
            yield job, convert(job)

    monkeypatch.setattr(kehoach.batch, "run_local", run_here)


@pytest.fixture
def sabotage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers die of GIET, hang on TREO, stumble over LOI and print at IN RA."""
    folder = tmp_path / "sabotage"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SABOTAGE)
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)
