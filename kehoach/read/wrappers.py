"""What of a Word file is not read, and which of several variants of its content is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kehoach.read.names import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
ALTERNATE, _CHOICE, _FALLBACK = (_MC + name for name in ("AlternateContent", "Choice", "Fallback"))
_UNDERSTOOD = (
    *("http://schemas.microsoft.com/", "http://schemas.openxmlformats.org/"),
    *("http://purl.oclc.org/ooxml/", "urn:schemas-microsoft-com:"),
)  # namespaces that Word reads

# What is not read: properties, what was deleted or moved away, the reading aid above a word. Whatever else
# has content only wraps it (w:ins, w:sdt, elements of other makers): it is read as if it stood alone.
UNREAD = frozenset(
    W + name
    for name in (
        *("pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr"),
        *("smartTagPr", "customXmlPr", "rubyPr", "del", "moveFrom", "rt"),
    )
)


def choose_variant(element: _Element) -> _Element | None:
    """The one variant of an mc:AlternateContent that is read: the first that says something.

    A choice that requires what Word does not know is none.
    """
    variants = [
        child
        for child in element
        if child.tag == _FALLBACK or (child.tag == _CHOICE and _is_understood(child))
    ]
    for variant in variants:
        if next(variant.iter(*_TEXTS), None) is not None:
            return variant
    return variants[0] if variants else None


def _is_understood(choice: _Element) -> bool:
    prefixes = choice.get("Requires", "").split()
    return all(choice.nsmap.get(prefix, W[1:]).startswith(_UNDERSTOOD) for prefix in prefixes)
