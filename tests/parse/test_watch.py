"""The last line against a pattern that runs away."""

from __future__ import annotations

import signal
import threading

import pytest

import kehoach.parse
from kehoach.parse import read_plan, watch
from kehoach.parse.patterns import Pattern
from kehoach.read import read_string
from kehoach.values import Plan

ENDLESS = Pattern(r"(?: a+ )+ \d")
PLAN = "KẾ HOẠCH\n" + 200 * "a" + "\nI. NHIỆM VỤ\n1. Giao Sở Y tế rà soát, hoàn thành trước ngày 30/9/2026."


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "SECONDS", 0.02)


@pytest.mark.parametrize("method", ["match", "fullmatch", "search", "finditer"])
def test_a_search_that_does_not_end_finds_nothing_and_is_told(method: str) -> None:
    text = 200 * "a"
    with watch.watched() as given_up:
        found = getattr(ENDLESS, method)(text, 0, 150)
        assert found is None or not list(found)
        assert given_up == [(text, 0, 150)]


def test_a_plan_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    document = read_string(PLAN)
    plan = read_plan(document)
    read_tail = kehoach.parse.read_tail

    def search_on(*given: object) -> object:
        assert ENDLESS.search(document.folded) is None
        assert ENDLESS.search(200 * "a") is None  # no words of the document
        return read_tail(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("kehoach.parse.read_tail", search_on)
    lacking = read_plan(document)
    assert plan.tasks
    assert lacking._replace(warnings=plan.warnings) == plan
    told = lacking.warnings[len(plan.warnings) :]
    assert [(warning.code, warning.span) for warning in told] == [
        ("unread_content", (0, len(PLAN))),
        ("unread_content", None),
    ]
    assert read_plan(document).warnings == lacking.warnings


def test_many_short_searches_are_no_long_one() -> None:
    with watch.watched() as given_up:
        for _ in range(500):
            assert ENDLESS.search(12 * "a") is None
        assert not given_up


def test_what_caught_the_signal_before_does_so_after(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    read_plan(read_string(PLAN))
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_a_thread_parses_without_a_watch() -> None:
    plans: list[Plan] = []
    reading = threading.Thread(target=lambda: plans.append(read_plan(read_string(PLAN))))
    reading.start()
    reading.join()
    assert plans == [read_plan(read_string(PLAN))]
