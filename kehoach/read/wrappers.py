"""What only wraps the content of a Word file, and which of several variants of it is read."""

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

# What only wraps: its content is read as if it stood alone.
WRAPPERS = frozenset(
    W + name
    for name in (
        *("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir"),
        *("bdo", "ruby", "rubyBase"),
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
