"""The cheapest outline: each label has several readings, each reading a cost, the least surprise wins."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kehoach.parse.segment.labels import Label


class Cost:
    """What each surprise costs. A label that continues its list, or starts at 1 one step deeper, is free."""

    GAP = 3.0  # a, b, d
    GAP_EACH = 0.7  # for each further label that is missing
    DOUBLE = 5.0  # 2, 2
    BACKWARD = 7.0  # 3, 2
    FORM = 2.0  # 1. then 2)
    START = 4.0  # a list that begins with another label than its first
    START_EACH = 0.6
    NO_LABEL = 6.5  # the line is a sentence that only looks labelled
    LEVEL = 0.25  # any new list: prefer to continue one
    CLOSE = 1.0  # a new list not below the last item but below one of its ancestors
    RANK = 2.5  # a list outside of its usual depth (`a)` below `-`)
    BULLET_RANK = 0.6
    AGAIN = 5.0  # a list of one look below a list of the same look
    NEWS = 0.3  # a nesting that was not seen before in this document
    WIDTH = 5  # states kept
    MARGIN = 7.0  # states that are so much dearer than the best are given up


_DEEPEST = 30  # levels that stand below the first: no plan has half as many


class Frame(NamedTuple):
    style: str
    number: int
    label: str
    rank: float


class _Step(NamedTuple):
    line: int
    depth: int
    label: Label | None
    before: "_Step | None"


class _State(NamedTuple):
    cost: float
    frames: tuple[Frame, ...]
    seen: frozenset[str]
    last: _Step | None


def cost_of_following(last: Frame, label: Label) -> float:
    """What it costs that a label follows another one in one list."""
    if not label.number:
        return 0.0
    step = label.number - last.number
    if step == 1 or (step == 2 and last.label == "d" and label.text == "e"):
        return 0.0
    if label.kind == "letter" and len(last.label) == 1 and ord(label.text) - ord(last.label) == 1:
        return 0.0  # Word's own letters: e, f, g
    if step == 0:
        return Cost.DOUBLE
    if step < 0:
        return Cost.BACKWARD
    return Cost.GAP + Cost.GAP_EACH * min(step - 2, 6)


def _siblings(frames: tuple[Frame, ...], label: Label) -> Iterator[tuple[int, float]]:
    """The depths at which a label can continue an open list, and what that costs."""
    prefix = label.text.rpartition(".")[0] if label.kind == "decimal" else ""
    for depth in range(len(frames) - 1, -1, -1):
        frame = frames[depth]
        if frame.style == label.style:
            cost = cost_of_following(frame, label)
        elif label.number and frame.style.rstrip(".)/:") == label.style.rstrip(".)/:"):
            cost = cost_of_following(frame, label) + Cost.FORM
        else:
            continue
        if prefix and frame.label.rpartition(".")[0] != prefix:
            cost += Cost.BACKWARD
        elif prefix:
            cost = min(cost, Cost.DOUBLE)  # 2.5. behind 2.7. is miscounted, but no sentence
        yield depth, cost


def _children(
    frames: tuple[Frame, ...], seen: frozenset[str], label: Label
) -> Iterator[tuple[int, float, str]]:
    """The depths at which a label can begin a new list, what that costs, and the nesting that it makes."""
    start = Cost.LEVEL
    if label.number > 1:
        start += Cost.START + Cost.START_EACH * min(label.number - 2, 10)
    prefix = label.text.rpartition(".")[0] if label.kind == "decimal" else ""
    alike = next((depth for depth, frame in enumerate(frames) if frame.style == label.style), _DEEPEST)
    for depth in range(min(len(frames), _DEEPEST), -1, -1):
        parent = frames[depth - 1] if depth else None
        cost = start + Cost.CLOSE * (len(frames) - depth)
        if label.kind == "article" and parent is not None and parent.style in ("part", "chapter"):
            cost -= start - Cost.LEVEL  # articles are numbered through all chapters
        if parent is not None:
            if label.number < 2 and (
                (prefix and parent.label == prefix) or (label.opened and depth == len(frames))
            ):
                cost -= start  # 1.1. below 1.; a list that the item above announces
            elif prefix and parent.label == prefix:
                cost -= Cost.LEVEL
            elif label.rank <= parent.rank or prefix:
                cost += Cost.RANK if label.number else Cost.BULLET_RANK
        if depth > alike:
            cost += Cost.AGAIN
        nesting = f"{parent.style if parent else ''}>{label.style}"
        if nesting not in seen:
            cost += Cost.NEWS
        yield depth, cost, nesting


def _places(
    frames: tuple[Frame, ...], seen: frozenset[str], label: Label
) -> Iterator[tuple[int, float, str]]:
    """The depths at which a label can stand, what that costs, and the nesting that is new with it."""
    for depth, cost in _siblings(frames, label):
        yield depth, cost, ""
    for depth, cost, nesting in _children(frames, seen, label):
        yield depth, cost, "" if nesting in seen else nesting


def _is_cheaper(cost: float, frames: tuple[Frame, ...], following: dict[tuple[Frame, ...], _State]) -> bool:
    """Whether no state with the same open lists is known that costs as little."""
    known = following.get(frames)
    return known is None or cost < known.cost


def choose_outline(readings: Sequence[list[Label]]) -> list[tuple[int, int, Label | None]]:
    """For each labelled line its depth and reading (None: no label): the cheapest way through all lines."""
    states = [_State(0.0, (), frozenset(), None)]
    for at, labels in enumerate(readings):
        following: dict[tuple[Frame, ...], _State] = {}
        limit = float("inf")
        framed = [(label, Frame(label.style, label.number, label.text, label.rank)) for label in labels]
        for state in states:
            before, seen = state.cost, state.seen
            for label, frame in framed:
                for depth, more, nesting in _places(state.frames, seen, label):
                    cost = before + more
                    if cost <= limit:
                        limit = min(limit, cost + Cost.MARGIN)
                        frames = (*state.frames[:depth], frame)
                        if _is_cheaper(cost, frames, following):
                            step = _Step(at, depth, label, state.last)
                            known = seen | {nesting} if nesting else seen
                            following[frames] = _State(cost, frames, known, step)
            cost = before + Cost.NO_LABEL
            if labels[0].number and cost <= limit and _is_cheaper(cost, state.frames, following):
                step = _Step(at, 0, None, state.last)
                following[state.frames] = _State(cost, state.frames, seen, step)
        ranked = sorted(following.values(), key=lambda state: state.cost)
        states = [s for s in ranked[: Cost.WIDTH] if s.cost <= ranked[0].cost + Cost.MARGIN]
    chosen = []
    last = states[0].last
    while last is not None:
        chosen.append((last.line, last.depth, last.label))
        last = last.before
    return chosen[::-1]
