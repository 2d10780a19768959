"""Parts that Nghị định 30/2020/NĐ-CP, Điều 8, asks of every administrative document, and that are missing."""

from __future__ import annotations

from collections.abc import Iterator

from kehoach.check.fault import Fault
from kehoach.fold import fold
from kehoach.models import Plan, Span
from kehoach.parse.patterns import Pattern

_NATIONAL_NAME = Pattern(r"cộng \s hòa \s xã \s hội \s chủ \s nghĩa \s việt \s nam")
_MOTTO = Pattern(r"độc \s lập \s? - \s? tự \s do \s? - \s? hạnh \s phúc")
_PARTY = Pattern(r"đảng \s cộng \s sản \s việt \s nam")
_PARTY_SYMBOL = Pattern(
    r"^ [^/]* - [^\W\d_]+ / [^\W\d_]+"
)  # 12-KH/TU: type before the slash, organ behind it


def find_missing_national_name(plan: Plan) -> Iterator[Fault]:
    """No `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` before the text; the party's documents have none."""
    if not _is_party(plan) and not _NATIONAL_NAME.search(_front(plan)):
        yield Fault(None)


def find_missing_motto(plan: Plan) -> Iterator[Fault]:
    """No `Độc lập - Tự do - Hạnh phúc` before the text; the party's documents have none."""
    if not _is_party(plan) and not _MOTTO.search(_front(plan)):
        yield Fault(None)


def find_missing_number(plan: Plan) -> Iterator[Fault]:
    """No number and symbol at all; a serial left blank for the clerk (`Số:   /KH-UBND`) is none missing."""
    if plan.symbol is None:
        yield Fault(None)


def find_missing_signature(plan: Plan) -> Iterator[Fault]:
    """No position or no name of a signer."""
    if plan.signature is None or plan.signature.position is None or plan.signature.name is None:
        yield Fault(_end(plan))


def find_missing_recipients(plan: Plan) -> Iterator[Fault]:
    """No `Nơi nhận:` list."""
    if not plan.recipients:
        yield Fault(_end(plan))


def find_type_against_symbol(plan: Plan) -> Iterator[Fault]:
    """A symbol that names another type than the title: `KẾ HOẠCH` numbered `…/QĐ-UBND`."""
    if plan.document_type is None or plan.symbol is None:
        return
    codes = {fold(part) for part in plan.symbol.replace("/", "-").split("-")}
    if plan.document_type.code != "CV" and fold(plan.document_type.code) not in codes:
        yield Fault(None, {"symbol": plan.symbol, "type": plan.document_type.name})


def _front(plan: Plan) -> str:
    return fold("\n".join(line.text for line in plan.front_matter))


def _end(plan: Plan) -> Span | None:
    return plan.back_matter[-1].span if plan.back_matter else None


def _is_party(plan: Plan) -> bool:
    number = plan.number or plan.symbol or ""
    return bool(_PARTY_SYMBOL.match(number) or _PARTY.search(_front(plan)))
