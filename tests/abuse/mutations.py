"""Documents that no office ever made: texts and Word files, mutated by a seeded random source."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from lxml import etree

LABELS = (
    "I. ", "II. ", "V. ", "1. ", "2. ", "10. ", "1.1. ", "1.1.1. ", "a) ", "đ) ", "i) ", "(1) ", "(a) ", "- ",
    "+ ", "• ", "* ", "Điều 1. ", "Phần I ", "Chương II ", "PHỤ LỤC ", "Phụ lục 1 ", "",
)  # fmt: skip
GLUE = (
    " ", " ", " ", "\n", "\n", ", ", "; ", ": ", ". ", " và ", " | ", "\t", "./.", "**", "(", ")", '"', " - ",
)  # fmt: skip
VALUES = (
    "ngày 31/6/2026", "trước ngày 01/9/2026", "Quý IV/2026", "hằng năm", "số 12/KH-UBND", "khoản 1 Điều 5",
    "các điểm a, b khoản 2 Điều 7 và Điều 9", "tháng 13", "ngày 30/02", "99999999999999999999", "13h30’",
    "từ 2026 đến 2020", "Sở Tư pháp", "UBND các xã", "(sau đây gọi là Luật)", "(Kèm theo Kế hoạch này)",
    "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
    "| TT | Nội dung | Đơn vị chủ trì |\n|---|---|---|\n| 1 | Việc | Sở Y tế |\n",
)  # fmt: skip
STRANGE = (
    "\u0130", "ß", "\u0301", "a\u0323\u0302", "\u200b", "\ufeff", "\u202e", "\U0001f600", "\ud800", "\x00",
    "\x1b", "\u2028", "\x85", "\u00a0", "\u3000", "²", "Ⅳ", "١", "ﬁ", "Ð", "＊", "\\", "<br>", "|", "`", "#",
)  # fmt: skip
MARKUP = (
    b"&#xD800;", b"&#0;", b"&nbsp;", b"&", b"<", b">", b"<w:p>", b"</w:p>", b"</w:r>", b"<!--", b"]]>",
)  # fmt: skip
TYPES = (
    "KẾ HOẠCH",
    "BÁO CÁO",
    "QUYẾT ĐỊNH",
    "THÔNG BÁO",
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "CÔNG ĐIỆN",
    "GIẤY MỜI",
    "",
)


def compose_text(random: Random, words: Sequence[str]) -> str:
    """A text of labels, words, values and strange characters in any order."""
    sources: tuple[Sequence[str], ...] = (LABELS, words, words, words, VALUES, STRANGE)
    weights = (4, 5, 5, 5, 4, 1)
    pieces = []
    for _ in range(random.randrange(1, 120)):
        piece = random.choice(random.choices(sources, weights)[0])
        if random.random() < 0.03:
            piece *= random.randrange(2, 40)
        if random.random() < 0.1:
            piece = random.choice((str.upper, str.title, str.lower))(piece)
        pieces += [piece, random.choice(GLUE)]
    return "".join(pieces)


def mutate_text(random: Random, text: str, words: Sequence[str]) -> str:
    """A text of any type, with some of its lines, words or characters cut, doubled, moved or put in."""
    text = text.replace("KẾ HOẠCH", random.choice(TYPES))
    for _ in range(random.randrange(1, 8)):
        parts, joint = random.choice(((text.split("\n"), "\n"), (text.split(" "), " "), (list(text), "")))
        at, to = random.randrange(len(parts) + 1), random.randrange(len(parts) + 1)
        match random.randrange(5):
            case 0:
                del parts[at : at + random.randrange(1, 12)]
            case 1:
                parts[to:to] = parts[at : at + random.randrange(1, 12)]
            case 2:
                parts.insert(at, random.choice((*LABELS, *VALUES, *STRANGE)))
            case 3:
                parts.insert(at, random.choice(words))
            case _:
                first, last = min(at, to), max(at, to)
                parts[first:last] = parts[first:last][::-1] if random.random() < 0.1 else parts[first:last]
                parts[at : at + 1] = ["".join(parts[at : at + 1]).swapcase()]
        text = joint.join(parts)
    return text


def mutate_bytes(random: Random, content: bytes) -> bytes:
    """The bytes with some of them changed, cut off, doubled or zeroed."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8, 64))):
        at = random.randrange(len(changed) + 1)
        match random.randrange(7):
            case 0:
                del changed[at:]
            case 1:
                del changed[at : at + random.randrange(1, 200)]
            case 2:
                changed[at : at + 1] = bytes([random.randrange(256)])
            case 3:
                changed[at:at] = changed[random.randrange(len(changed) + 1) :][: random.randrange(1, 200)]
            case 4:
                changed[at : at + 4] = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"))
            case 5:
                changed[at:at] = random.choice(MARKUP)
            case _:
                changed[at : at + 1] = bytes(
                    byte ^ (1 << random.randrange(8)) for byte in changed[at : at + 1]
                )
    return bytes(changed)


def mutate_members(random: Random, content: bytes) -> bytes:
    """A zip file with some of its members missing, renamed, doubled, emptied, damaged or exchanged."""
    members = read_members(content)
    for _ in range(random.randrange(1, 4)):
        if not members:
            break
        at = random.randrange(len(members))
        name, part = members[at]
        match random.randrange(7):
            case 0:
                del members[at]
            case 1:
                changed = random.choice(
                    (name.upper(), "/" + name, name.replace("/", "\\"), f"../{name}", "word/document.xml")
                )
                members[at] = changed, part
            case 2:
                members.append((name, mutate_bytes(random, part)))
            case 3:
                members[at] = name, b""
            case 4:
                members[at] = name, mutate_bytes(random, part)
            case 5:
                other = random.randrange(len(members))
                members[at], members[other] = (name, members[other][1]), (members[other][0], part)
            case _:
                encoded = part.decode("utf-8", "replace").replace("UTF-8", "UTF-16").encode("utf-16")
                members[at] = name, encoded
    return write_members(members, random.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))


def mutate_trees(random: Random, content: bytes, words: Sequence[str]) -> bytes:
    """A Word file whose XML elements are cut, doubled, moved, nested, renamed, or say something else."""
    members = read_members(content)
    trees = [at for at, (name, _) in enumerate(members) if name.endswith((".xml", ".rels"))]
    for at in random.sample(trees, min(len(trees), random.choice((1, 1, 2, 4)))):
        name, part = members[at]
        try:
            root = etree.fromstring(part)
        except etree.XMLSyntaxError:
            continue
        for _ in range(random.choice((1, 3, 10, 40))):
            _mutate_tree(random, root, words)
        members[at] = name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_members(members)


def _mutate_tree(random: Random, root: etree._Element, words: Sequence[str]) -> None:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    one, other = random.choice(elements), random.choice(elements)
    parent = one.getparent()
    match random.randrange(8):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None and sum(1 for _ in one.iter()) < 500:
            parent.insert(random.randrange(len(parent) + 1), etree.fromstring(etree.tostring(one)))
        case 2 if sum(1 for _ in one.iter()) < 500:
            other.insert(random.randrange(len(other) + 1), etree.fromstring(etree.tostring(one)))
        case 3:
            one.tag = other.tag
        case 4 if parent is not None:
            wrapper = etree.SubElement(parent, other.tag, dict(other.attrib))
            wrapper.append(one)
        case 5 if one.attrib:
            key = random.choice(list(one.attrib))
            one.set(
                key,
                random.choice(
                    ("", "-1", "0", "1", "2147483648", "9" * 40, "x", "true", "continue", "restart", "²")
                ),
            )
        case 6 if one.text:
            one.text = random.choice(words) if random.random() < 0.7 else random.choice(LABELS + VALUES)
        case _ if len(one):
            for child in list(one)[::-1]:
                one.append(child)


def read_members(content: bytes) -> list[tuple[str, bytes]]:
    """The members of a zip file, name and content each."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(member.filename, archive.read(member)) for member in archive.infolist()]


def write_members(members: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name may stand twice
        for name, part in members:
            archive.writestr(zipfile.ZipInfo(name), part, method)
    return packed.getvalue()


def mutate_file(random: Random, content: bytes, words: Sequence[str]) -> bytes:
    """A Word file mutated in one of the ways above; XML trees most often, since they reach the deepest."""
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: mutate_trees(random, content, words),
        lambda: mutate_members(random, content),
        lambda: mutate_bytes(random, content),
    )
    return random.choices(ways, (6, 2, 1))[0]()
