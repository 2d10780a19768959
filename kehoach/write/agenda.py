"""Tasks as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kehoach import __version__
from kehoach.errors import MissingExtraError
from kehoach.models import Deadline, Plan
from kehoach.select import find_last_day, holds_its_end, read_day
from kehoach.write.rows import COLUMNS, Row, Selected, date_plan, make_row

Rule = dict[str, list[Any]]

_END_OF_DAY = time(23, 59)


def encode_calendar(selected: Iterable[Selected], events: bool = False) -> Iterator[bytes]:
    """A calendar with a to-do for each deadline of each task, and with `events` an event for what has a day.

    A task without a deadline is a to-do without a day. The same plan gives the same bytes, and its entries
    keep their UID when it is read again.
    """
    try:
        import icalendar
    except ImportError:
        raise MissingExtraError("calendar", "Writing .ics") from None
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//kehoach//kehoach {__version__}//VI")
    calendar.add("version", "2.0")
    seen: Counter[str] = Counter()
    for each in selected:
        plan = each.plan
        for task in each.tasks:
            row = make_row(plan, task, 1)
            for number, deadline in enumerate(task.deadlines or [None], start=1):
                name = f"{_identify(plan)}\n{task.id}\n{number}"
                categories = [unit.name for unit in task.lead_units]
                times = [(icalendar.Todo(), name, _time_todo(plan, deadline))]
                if events and (days := _time_event(plan, deadline)):
                    times.append((icalendar.Event(), f"{name}\nevent", days))
                for entry, key, fields in times:
                    entry.add("uid", _make_uid(key, seen))
                    entry.add("dtstamp", datetime.combine(date_plan(plan), time(), UTC))
                    entry.add("summary", _summarise(row, deadline))
                    entry.add("description", _describe(row, deadline))
                    if categories:
                        entry.add("categories", categories)
                    for field, value in fields.items():
                        entry.add(field, value)
                    calendar.add_component(entry)
    yield calendar.to_ical()


def _identify(plan: Plan) -> str:
    """What stays when the document is saved anew: its agency, number, day and title; else its content."""
    known = [plan.issuer, plan.number or plan.symbol, plan.date, plan.title]
    return "\n".join(part or "" for part in known) if plan.title else plan.source.sha256


def _make_uid(key: str, seen: Counter[str]) -> str:
    """The same for the same key, but for its further copies in one calendar."""
    seen[key] += 1
    return str(uuid5(NAMESPACE_URL, f"kehoach:{key}\n{seen[key]}"))


def _summarise(row: Row, deadline: Deadline | None) -> str:
    title = row.task.partition("\n")[0]
    return f"{title}: {deadline.scope}" if deadline and deadline.scope else title


def _describe(row: Row, deadline: Deadline | None) -> str:
    """What else the row says, a line for each column, with the words of the one deadline."""
    if deadline:
        row = replace(row, deadline=" ".join(deadline.text.split()))
    content = row.task.partition("\n")[2]
    columns = ("lead", "support", "deadline", "products", "basis", "source")
    lines = (f"{COLUMNS[column]}: {words}" for column in columns if (words := row.words(column)))
    return "\n".join([*filter(None, [content]), *lines])


def _time_todo(plan: Plan, deadline: Deadline | None) -> dict[str, Any]:
    """DTSTART, DUE and RRULE of a to-do; a DUE must be later than a DTSTART, so one day alone is a DUE."""
    if deadline is None:
        return {}
    if rhythm := find_rhythm(plan, deadline):
        rule, first = rhythm
        return {
            "dtstart": datetime.combine(first, time()),
            "due": datetime.combine(first, _END_OF_DAY),
            "rrule": rule,
        }
    start, last = deadline.start and read_day(deadline.start), find_last_day(deadline)
    times = {"dtstart": start if start and (last is None or start < last) else None, "due": last}
    return {field: day for field, day in times.items() if day}


def _time_event(plan: Plan, deadline: Deadline | None) -> dict[str, Any]:
    """DTSTART, DTEND (exclusive) and RRULE of an event that takes no one's time; empty without a day."""
    if deadline is None:
        return {}
    if rhythm := find_rhythm(plan, deadline):
        rule, first = rhythm
        return {"dtstart": first, "rrule": rule, "transp": "TRANSPARENT"}
    last = find_last_day(deadline)
    if last is None:
        return {}
    start = deadline.start and read_day(deadline.start)
    first = start if start and start <= last else last
    return {"dtstart": first, "dtend": last + timedelta(days=1), "transp": "TRANSPARENT"}


def find_rhythm(plan: Plan, deadline: Deadline) -> tuple[Rule, date] | None:
    """The rule of a recurring deadline with the day of each turn in it, and the first of these days.

    Where only the rhythm is said, it is the last day of the year, quarter, month, or working week; `trước
    ngày 20/7 hằng năm` is the 19th. Null without a rhythm, or without a day from which to count.
    """
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    since = read_day(deadline.start or "") or (date_plan(plan) if plan.date else None)
    if deadline.recurrence is None or since is None:
        return None
    try:
        rule: Rule = {
            key.upper(): list(values) for key, values in vRecur.from_ical(deadline.recurrence).items()
        }
        interval = int(rule.get("INTERVAL", [1])[0])
        if rule["FREQ"] not in (["YEARLY"], ["MONTHLY"], ["WEEKLY"], ["DAILY"]) or not 0 < interval <= 1000:
            return None
        rule = _name_day(rule if holds_its_end(deadline) else _move_earlier(rule, interval))
        counted = _count_from(since, interval) if rule["FREQ"] == ["MONTHLY"] else since
        turns = rrulestr(vRecur(rule).to_ical().decode(), dtstart=datetime.combine(counted, time()))
        first = turns.after(datetime.combine(since, time()), inc=True)
    except (ValueError, KeyError, TypeError):
        return None
    if first is None:
        return None
    if end := find_last_day(deadline):
        rule["UNTIL"] = [end]
    return rule, first.date()


def _move_earlier(rule: Rule, interval: int) -> Rule:
    """The rule of the day before, where it can be said: the days of a week or of unequal months stay."""
    months = [int(month) for month in rule.get("BYMONTH", [])]
    days = rule.get("BYMONTHDAY") or ([1] if months and "BYDAY" not in rule else [])
    if days and all(day > 1 for day in days):
        return {**rule, "BYMONTHDAY": [day - 1 for day in days]}
    if days == [1] and months:
        return {**rule, "BYMONTH": [(month - 2) % 12 + 1 for month in months], "BYMONTHDAY": [-1]}
    if days == [1] and interval == 1:
        return {**rule, "BYMONTHDAY": [-1]}
    return rule


def _name_day(rule: Rule) -> Rule:
    """The rule with the last day of its period, where it names none."""
    if any(key in rule for key in ("BYDAY", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")):
        return rule
    match rule["FREQ"][0]:
        case "YEARLY":
            return {"BYMONTH": [12], **rule, "BYMONTHDAY": [-1]}
        case "MONTHLY":
            return {**rule, "BYMONTHDAY": [-1]}
        case "WEEKLY":
            return {**rule, "BYDAY": ["FR"]}
    return rule


def _count_from(since: date, interval: int) -> date:
    """The first month from which every third is the last of a quarter, every sixth of a half-year."""
    month = since.month - 1
    while (month + 1) % min(interval, 12):
        month += 1
    return date(since.year + month // 12, month % 12 + 1, 1)
