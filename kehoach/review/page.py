"""A plan as the body of its review page: its text on one side, what was read from it on the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kehoach.language import Language
from kehoach.models import CitedDocument, Deadline, LegalReference, Plan, Section, Span, Task, Unit, Warning
from kehoach.review.html import Html, join, tag
from kehoach.review.words import label, tell, write_filter

_HEADER = ("number", "symbol", "place", "date", "issuer", "superior", "title")
_MARKED = ("lead", "support", "deadline", "reference", "warning")
_SHOWN = ("all", "warnings", "tasks", "references")
_KEYS = {
    "next": "j k",
    "words": "n p",
    "filter": "/",
    "groups": "w t r",
    "language": "l",
    "clear": "Esc",
}
_QUOTED = 160  # characters of a quotation in a card
_OPENING = 80  # characters that are underlined where a warning speaks of a whole task


def write_page(plan: Plan, language: Language) -> Html:
    """The body of the review page."""
    tasks = [_write_task(task, plan, language) for task in plan.tasks]
    reading = (
        _write_group("warnings", list(_write_warnings(plan, language)), language),
        _write_group("tasks", tasks, language),
        _write_group("references", list(_write_references(plan, language)), language),
        tag(
            "section",
            tell("interface.header", language, "h2"),
            _write_header(plan, language),
            class_="group",
            id="header",
        ),
        tag(
            "section",
            tell("interface.outline", language, "h2"),
            _write_outline(plan.sections),
            class_="group",
            id="outline",
        ),
        tell("interface.nothing_left", language, "p", id="nothing-left", hidden=""),
    )
    text = (tell("interface.document", language, "h2"), *_write_lines(plan))
    return join(
        (
            _write_top(plan, language),
            tag(
                "main",
                tag(
                    "section",
                    *text,
                    id="text",
                    lang="vi",
                    tabindex=0,
                    **label("interface.document", language),
                ),
                tag("section", *reading, id="reading", tabindex=0, **label("interface.reading", language)),
            ),
            tag(
                "aside",
                id="here",
                tabindex=0,
                aria_live="polite",
                hidden=True,
                **label("interface.here", language),
            ),
            _write_keys(language),
        )
    )


def _write_top(plan: Plan, language: Language) -> Html:
    kind = plan.document_type.name if plan.document_type else None
    told = [part for part in (kind, plan.number or plan.symbol, plan.date, plan.issuer) if part]
    names = {unit.full_name for task in plan.tasks for unit in (*task.lead_units, *task.supporting_units)}
    buttons = (
        tell(
            f"interface.{group}",
            language,
            "button",
            type="button",
            class_="show",
            data_show=group,
            aria_pressed="true" if group == "all" else "false",
        )
        for group in _SHOWN
    )
    return tag(
        "header",
        tag("h1", plan.title or plan.source.name, lang="vi"),
        tag("p", " · ".join(told), class_="told", lang="vi"),
        tag(
            "div",
            write_filter(language),
            tag("div", *buttons, role="group", **label("interface.reading", language)),
            tag(
                "select",
                tell("interface.every_unit", language, "option", value=""),
                *(tag("option", name, lang="vi") for name in sorted(names)),
                id="unit",
                **label("interface.unit_filter", language),
            ),
            tell("interface.other_language", language, "button", type="button", id="language"),
            tell("interface.keys", language, "button", type="button", id="open-keys"),
            class_="controls",
        ),
        tag("noscript", tell("interface.without_script", language)),
        id="top",
    )


def _write_keys(language: Language) -> Html:
    rows = (
        row
        for what, names in _KEYS.items()
        for row in (
            tag("dt", *(tag("kbd", name) for name in names.split())),
            tag("dd", tell(f"interface.key_{what}", language)),
        )
    )
    return tag(
        "dialog",
        tell("interface.keys", language, "h2", id="keys-title"),
        tag("dl", *rows),
        tag("form", tell("interface.close", language, "button"), method="dialog"),
        id="keys",
        aria_labelledby="keys-title",
    )


# The document: lines, cut into pieces wherever a value begins or ends, so that any span is whole pieces


def _write_lines(plan: Plan) -> Iterator[Html]:
    marks = list(_find_marks(plan))
    opening = [(start, 1, kind) for kind, start, _ in marks]
    events = deque(sorted(opening + [(end, -1, kind) for kind, _, end in marks]))
    cuts = sorted({position for position, _, _ in events})
    headings = dict(_find_headings(plan.sections, 1))
    active: Counter[str] = Counter()
    start, depth = 0, 0
    for line in plan.text.split("\n"):
        end = start + len(line)
        pieces, classes = [], ["line"]
        for begin, stop in pairwise([start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]):
            while events and events[0][0] <= begin:
                _, step, kind = events.popleft()
                active[kind] += step
            kinds = [kind for kind in _MARKED if active[kind] > 0]
            marked = {"class_": " ".join(("mark", *kinds)), "tabindex": "-1"} if kinds else {}
            pieces.append(tag("span", plan.text[begin:stop], data_at=begin, **marked))
            if active["task"] > 0 and "in-task" not in classes:
                classes.append("in-task")
        path = None
        if start in headings:
            depth, path = headings[start]
            classes.append("opens")
        yield tag("p", *pieces, class_=" ".join((*classes, f"depth{min(depth, 6)}")), data_path=path)
        start = end + 1


def _find_marks(plan: Plan) -> Iterator[tuple[str, int, int]]:
    """What is marked in the text, each stretch once: kind, start, end."""
    marks = {("task", task.span) for task in plan.tasks}
    marks |= {("lead", unit.span) for task in plan.tasks for unit in task.lead_units}
    marks |= {("support", unit.span) for task in plan.tasks for unit in task.supporting_units}
    marks |= {("deadline", deadline.span) for task in plan.tasks for deadline in task.deadlines}
    marks |= {("reference", reference.span) for reference in plan.legal_references}
    for kind, span in marks:
        yield kind, span.start, span.end
    for span in {warning.span for warning in plan.warnings if warning.span}:
        line = plan.text[span.start : span.end].partition("\n")[0]
        opening = line if len(line) <= _OPENING else line[:_OPENING].rsplit(" ", 1)[0]
        yield "warning", span.start, span.start + len(opening)


def _find_headings(sections: list[Section], depth: int) -> Iterator[tuple[int, tuple[int, str]]]:
    for section in sections:
        yield section.span.start, (depth, section.path)
        yield from _find_headings(section.children, depth + 1)


# What was read: cards, whose values are buttons that know their place


def _place(span: Span | None) -> dict[str, int]:
    return {"data_start": span.start, "data_end": span.end} if span else {}


def _write_value(kind: str, words: str, span: Span, **attributes: str) -> Html:
    place = _place(span) | attributes
    return tag("button", words, type="button", class_=f"value {kind}", data_kind=kind, lang="vi", **place)


def _write_card(kind: str, span: Span | None, *content: str) -> Html:
    return tag("article", *content, class_=f"card {kind}", data_kind=kind, tabindex=0, **_place(span))


def _write_group(name: str, cards: list[Html], language: Language) -> Html:
    count = tag("span", str(len(cards)), class_="count")
    title = tag("h2", tell(f"interface.{name}", language), " ", count, id=f"{name}-title")
    nothing = [] if cards else [tell("interface.none", language, "p", class_="quiet")]
    return tag("section", title, *cards, *nothing, class_="group", id=name, aria_labelledby=f"{name}-title")


def _write_row(key: str, values: Iterable[str], language: Language, inherited: bool = False) -> Html:
    """A name and its values, nothing where there are none."""
    shown = [part for value in values if value for part in (value, " ")]
    if not shown:
        return Html()
    note = [" ", tell("interface.inherited", language, "small", class_="inherited")] if inherited else []
    return join((tag("dt", tell(f"keys.{key}", language), *note), tag("dd", *shown, lang="vi")))


def _write_warnings(plan: Plan, language: Language) -> Iterator[Html]:
    for warning in plan.warnings:
        yield _write_card(
            "warning",
            warning.span,
            tag("h3", tell(f"warnings.{warning.code}", language), " ", tag("code", warning.code)),
            tell(f"advice.{warning.code}", language, "p"),
            tag("p", warning.message, class_="quiet", lang="en"),
            _write_quote(plan, warning),
        )


def _write_quote(plan: Plan, warning: Warning) -> Html:
    if warning.span is None:
        return Html()
    return tag("p", _shorten(plan.text[warning.span.start : warning.span.end]), class_="quote", lang="vi")


def _shorten(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _write_task(task: Task, plan: Plan, language: Language) -> Html:
    codes = {w.code: 0 for w in plan.warnings if w.span and task.span.start <= w.span.start < task.span.end}
    flags = [tell(f"warnings.{code}", language, "li", class_="flag") for code in codes]
    inherited = {*task.inherited}
    rows = (
        _write_row("scope", [task.scope or ""], language),
        _write_row("lead", _write_units("lead", task.lead_units), language, "lead_units" in inherited),
        _write_row(
            "support",
            _write_units("support", task.supporting_units),
            language,
            "supporting_units" in inherited,
        ),
        _write_row(
            "deadline",
            (_write_deadline(deadline, language) for deadline in task.deadlines),
            language,
            "deadlines" in inherited,
        ),
        _write_row("products", ["; ".join(task.products)], language, "products" in inherited),
        *(join((tag("dt", o.label, lang="vi"), tag("dd", o.text, lang="vi"))) for o in task.other),
        _write_row("content", [task.content or ""], language),
    )
    return _write_card(
        "task",
        task.span,
        tag("h3", tag("span", task.id, class_="id"), " ", tag("span", task.title or "—", lang="vi")),
        tag("ul", *flags, class_="flags") if flags else "",
        tag("dl", *rows) if any(rows) else "",
        tell(f"origins.{task.origin}", language, "p", class_="origin"),
    )


def _write_units(kind: str, units: Iterable[Unit]) -> Iterator[Html]:
    for unit in units:
        value = _write_value(kind, unit.name, unit.span, data_unit=unit.full_name, title=unit.full_name)
        told = (tag("small", part) for part in (unit.note, unit.duty) if part)
        yield join((value, *(part for note in told for part in (" ", note))))


def _write_deadline(deadline: Deadline, language: Language) -> Html:
    before = "" if deadline.end_inclusive else "< "
    ends = [deadline.start, deadline.end and before + deadline.end]
    dates = " – ".join(dict.fromkeys(end for end in ends if end))
    told = " · ".join(part for part in (dates, deadline.recurrence, deadline.scope) if part)
    kind = tell(f"kinds.{deadline.kind}", language)
    return join((_write_value("deadline", deadline.text, deadline.span), " ", tag("small", kind, " ", told)))


def _write_references(plan: Plan, language: Language) -> Iterator[Html]:
    mentions: dict[str, list[LegalReference]] = {}
    for reference in plan.legal_references:
        mentions.setdefault(reference.document, []).append(reference)
    for cited in plan.cited_documents:
        yield _write_cited(cited, mentions.get(cited.document, []), language)


def _write_cited(cited: CitedDocument, mentions: list[LegalReference], language: Language) -> Html:
    name = " ".join(part for part in (cited.type, cited.number) if part) or cited.document
    rows = [_write_row(key, [getattr(cited, key) or ""], language) for key in ("title", "date", "issuer")]
    items = []
    for mention in mentions:
        provisions = "; ".join(provision.text for provision in mention.provisions)
        note = [" ", tag("small", provisions)] if provisions else []
        items.append(tag("li", _write_value("reference", mention.text, mention.span), *note))
    return _write_card(
        "reference",
        mentions[0].span if mentions else None,
        tag("h3", name, lang="vi"),
        tag("dl", *rows) if any(rows) else "",
        tag("ul", *items, class_="mentions"),
    )


def _write_header(plan: Plan, language: Language) -> Html:
    kind, signed = plan.document_type, plan.signature
    told: dict[str, str | None] = {"document_type": f"{kind.code} · {kind.name}" if kind else None}
    told |= {key: getattr(plan, key) for key in _HEADER}
    told |= {key: "; ".join(getattr(plan, key)) for key in ("addressees", "recipients")}
    parts = (signed.authority, signed.position, signed.name) if signed else ()
    told["signature"] = " · ".join(part for part in parts if part)
    nothing = tell("interface.none", language, class_="quiet")
    rows = (
        join((tag("dt", tell(f"keys.{key}", language)), tag("dd", value or nothing, lang="vi")))
        for key, value in told.items()
    )
    return tag("article", tag("dl", *rows), class_="card header")


def _write_outline(sections: list[Section]) -> Html:
    items = (
        tag(
            "li",
            _write_value("section", f"{section.label} {_shorten(_first_words(section))}", section.span),
            _write_outline(section.children),
        )
        for section in sections
    )
    return tag("ul", *items, class_="outline") if sections else Html()


def _first_words(section: Section) -> str:
    return section.heading or next(iter(section.body), "")
