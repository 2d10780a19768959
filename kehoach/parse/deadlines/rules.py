"""The rules: what stands around a time expression and makes a deadline of it.

`RULES` is the order in which they are tried at a place; the first that fits wins, and what it found
carries its name. Patterns match the shaded text of `times.shade`: capitals are time expressions (D day,
M month, Q quarter, S half-year or week, Y year, X day of a month not named, W weekday, H clock, R rhythm,
N duration, B a date with a blank, L a day of the moon, C a citation), everything else is folded words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from kehoach.lexicon import load_words
from kehoach.parse.deadlines.productions import (
    read_blank,
    read_clock,
    read_coming,
    read_conditional,
    read_dated,
    read_days_range,
    read_duration,
    read_edge,
    read_event,
    read_length_from,
    read_nothing,
    read_ongoing,
    read_onward,
    read_range,
    read_rhythm,
    read_shifted,
    read_since_issue,
)
from kehoach.parse.deadlines.reading import Context, Reading, unparsed
from kehoach.parse.deadlines.times import Unreadable
from kehoach.parse.patterns import Match, Pattern, leftmost

Production = Callable[[str, Match, Context], list[Reading]]


_CLOCK = r"H+ (?: \s* (?: - | đến ) \s* H+ )?"
# `mùng 6 tháng Giêng năm Bính Ngọ (tức ngày 22/02/2026)`: the day in brackets is meant
_MOON = r"""(?: L+ (?: \s [^\W\d_A-Z]++ ){0,4}+ \s* \( (?: (?: tức | nhằm ) \s+ (?: là \s+ )? )?
            (?: (?: từ | vào ) \s+ )? )"""
_MOON_NOTE = r"""(?: \s+ dương \s+ lịch )?
            (?: \s* [,(] \s* (?: (?: tức | nhằm | là ) \s+ ){0,2} L+ (?: \s [^\W\d_A-Z]++ ){0,4}+ \)? )?"""
_BEFORE_TIME = rf"""(?: (?P<clock> {_CLOCK} (?: [\s,;]+ (?: và \s+ )? {_CLOCK} )? ) [\s,]*
                (?: (?: các | vào | trong ) \s+ )* )?
            (?: (?P<weekday> W+ ) [\s,()]* )? {_MOON}?"""
_AFTER_TIME = rf"""(?: \s* [,(]? \s* (?P<weekday2> W+ ) \s* \)? )? {_MOON_NOTE}
                   (?: \s* [,(]? \s* (?: (?: lúc | vào \s lúc | từ ) \s+ )?
            (?P<clocked> {_CLOCK} ) \s* \)? )?"""
_TO_X, _TO_W = (
    rf"(?: (?<= {day} ) | (?<= {day} [\s(,] ) | (?<= {day} \s [\s(] ) | (?<= {day} , \s ) ) (?: của \s+ )?"
    for day in "XW"
)
_TIME = r"(?: D+ | M+ | Q+ | S+ | Y+ )"
_FILL = r"(?: \s* :? \s+ (?: \L<filler> | \L<bound> ) ){0,4}+"
_FILL_WITHIN = r"(?: \s* :? \s+ \L<filler> ){0,4}+"  # `dự kiến đến hết tháng 9` is a bound
_DAY_NAME = r"""(?: (?: (?<= ngày \s ) | (?<= dịp \s )
            | (?= (?: quốc \s khánh | tết | lễ ) \b ) )  # `trước ngày bầu cử 15/3`
            (?: (?! (?: trước | sau | đến | tới | hết | từ | và | xong | h(?:oà|òa)n | chậm | muộn | trong
            | vào ) \b ) [^\W\d_A-Z]++ \s+ ){1,8}+ \(? (?= (?<! D ) D ) )?"""
_ANNUAL = r"""(?P<annual> R+
    | (?: của \s+ )? năm \s+ (?: trước \s+ )? (?: liền \s+ (?: kề | sau | trước ) (?: \s+ (?: trước
            | sau ) )? | trước | sau | tiếp \s+ theo | kế \s+ tiếp )
        (?: \s+ (?: liền \s+ kề | năm \s+ kế \s+ h(?:oạ|ọa)ch | năm \s+ báo \s+ cáo ) )?
    | (?: của \s+ )? năm \s+ (?: (?: thực \s+ hiện \s+ )? kế \s+ h(?:oạ|ọa)ch | báo \s+ cáo ) )"""
_MONTHLY = r"""(?P<monthly> R+ | (?: của \s+ )? (?: mỗi \s+ )? tháng \s+ (?: liền \s+ (?: kề | sau )
            | sau | kế \s+ tiếp | tiếp \s+ theo )
            (?: \s+ liền \s+ kề | \s+ ngay \s+ sau \s+ kỳ \s+ báo \s+ cáo )?
    | (?: của \s+ )? tháng \b (?! \s+ (?: này | nay ) \b ) )"""
_TERM = r"""(?: (?: của \s+ )? (?: mỗi \s+ )? (?: kỳ (?: \s+ báo \s+ cáo )? | qúy (?: \s+
            (?: sau | trước | tiếp \s+ theo | kế \s+ tiếp | liền \s+ kề
            | báo \s+ cáo (?! \s+ \w ) ) )? ) )"""
_REST = r"[^.;()\n]{0,300}"
_PLACE = r"[^.;,()\n]{0,200}"
_ANCHOR = r"[^.;()\nDMQYSXHNR]{1,80}?"

_HAPPENS = r"""(?: khi | ngày | giờ | tổ \s+ chức | diễn \s+ ra | bắt \s+ đầu | họp | kỳ \s+ (?: họp | thi )
            | cuộc | đợt | đại \s+ hội | lễ | tết | phiên \s+ họp | hội \s+ (?: nghị | thảo | thi )
            | khai \s+ (?: mạc | giảng ) | bầu \s+ cử ) \b"""

_SINCE = rf"""(?: \s* ,? \s+ (?: cho \s+ )? (?: đến | tới ) \s+
            (?: (?: hết | cuối | (?P<exclusive> trước ) ) \s+ )?
            (?: ngày \s+ )? {_DAY_NAME} (?P<until> {_TIME} )
        | \s+ trở \s+ đi | \s+ (?: cho \s+ )? đến \s+ khi \s+ [^.;()\n]{{1,120}} )"""

RULES: tuple[tuple[str, Iterable[str], str, Production], ...] = (
    # name, what it cannot do without but for words of the lexicon (see `Pattern`), pattern on the shaded
    # text, production
    ("outlook", "", r"""
        (?: (?<= [\w)] [\s,;:.(-] ) | (?<= [\w)] [\s,;:.(-]{2} ) | (?<= [\w)] [\s,;:.(-]{3} ) )
        \N<outlook> \s+ (?! h(?:oà|òa)n \s thành | xong )
        (?: [^.;,\n]{0,20} \s )?
        (?: đến | tới | năm ) \s+ (?: hết \s+ )? Y+""", read_nothing),
    ("range", ("đến", "tới", "-", "→", "hết", "kết thúc"), rf"""
        (?: (?: \L<within> | \L<by> ) \s+ )? (?: thời \s+ gian \s+ )?
        (?: (?: \L<from> | ngày ) \s* :? \s+ (?: vào \s+ )? )?
        {_BEFORE_TIME} (?P<time> D+ | M+ | Q+ | S+ | Y+ | X+ ) (?: \s* \(? \s* W+ \)? )? {_MOON_NOTE}
            (?P<crossing> \s+ (?: của \s+ )? năm \s+ trước )?
        \s* (?: (?: ,? \s* (?: và \s+ )? (?: kéo \s+ dài \s+ )? (?P<till> \L<until> )
                | ; \s* (?: (?: thời \s+ gian | ngày ) \s+ )? kết \s+ thúc \s* :? ) \s+
                (?: (?: hết | cuối | vào | trong | (?P<exclusive> trước ) ) \s+ )?
            | (?<! \n ) (?: - | → ) \s* (?: hết \s+ )? )
        (?: {_CLOCK} [\s,]* )? (?: W+ [\s,]* )? (?P<until> {_TIME} ) (?: \s* \(? \s* W+ \s* \)? )?
            {_MOON_NOTE} (?: \s+ (?: của \s+ )? năm \s+ sau )?
        (?: [\s,]+ {_ANNUAL} )?""", read_range),
    ("days of each month", "X", rf"""(?: \L<from> \s+ )? (?P<time> X+ ) \s* (?: \L<until> \s+ | - \s* )
            (?P<until> X+ ) (?: \s+ {_MONTHLY} )?""", read_days_range),
    ("since now", ("nay ", "giờ "), rf"""\L<from> \s+ (?P<anchor> \L<now> ) {_SINCE}""", read_since_issue),
    ("since issue", ("đến", "tới", "trở"), rf"""(?: \L<from> \s+ (?: (?: khi | ngày | lúc
            | thời \s+ điểm ) \s+ )? ) (?P<anchor> {_ANCHOR} ) {_SINCE}""", read_since_issue),
    ("period and its end", ("tính",), rf"""(?: \L<within> \s+ )?
            (?P<time> {_TIME} ) \s* ,? \s* và \s+ tính \s+ (?: đến | tới ) \s+ (?: hết \s+ )?
            (?P<until> {_TIME} ) (?P<crossing> (?!) )? (?P<annual> (?!) )?
            (?P<exclusive> (?!) )? (?P<till> (?!) )?""", read_range),
    ("onward", ("tiếp", "các năm", "những năm", "sau", "tới", "trở", "(liên", "lâu", "đến khi"), rf"""
        (?: (?: \L<within>
            | \L<from> ) \s+ )? (?P<time> {_TIME} ) \s* ,? \s* (?: \L<onward>
        | (?: và | , | - ) \s* (?: (?: các | những | trong | cho | tiếp \s+ tục | \L<ongoing> ) \s+ )*
            (?: năm | qúy | tháng | giai \s+ đ(?:oạ|ọa)n | thời \s+ gian | thời \s+ kỳ
            | nhiệm \s+ kỳ ) \s+ \L<following>
        | (?: cho \s+ )? đến \s+ khi \s+ [^.;()\n]{{1,120}} )
        (?: \s* ,? \s* (?: đến | tới ) \s+ (?: hết \s+ )? (?P<until> {_TIME} ) )?""", read_onward),
    ("length from", "N", rf"""(?P<length> N+ ) \s* [,(]* \s* (?: bắt \s+ đầu \s+ )? từ \s+ {_BEFORE_TIME}
            (?P<time> D+ ) (?: \s* \) )? (?! \s* (?: - | đến | tới | cho \s đến ) )""", read_length_from),
    ("length", "N", r"""
        (?: trong \s+ (?: thời \s+ gian \s+ )? )? N+
        (?: \s* [:,;(]+ \s* (?: dự \s+ kiến \s+ )?
            (?= (?: (?: từ | vào | lúc | ngày | trong | trước | bắt \s+ đầu | h(?:oà|òa)n \s+ thành | xong
                | kết \s+ thúc | tổ \s+ chức | (?: khai | bế ) \s+ mạc | diễn \s+ ra ) \s+ ){0,3}
                [HWDXMQSY] )
          | \s+ (?= [HWDX] ) )""", read_nothing),
    ("around an event", "NH", rf"""(?P<lead> trước | chậm \s nhất | muộn \s nhất | ít \s nhất
            | tối \s thiểu )? (?: \s+ là )? \s* (?P<length> N+ | H+ ) \s* ,? \s+ (?P<side> trước )
            (?! \s* {_TIME} ) \s* (?P<anchor> (?: (?P<time> (?!) ) | {_REST} ) )
        | (?P<side2> trước ) \s+ (?P<anchor2> (?: mỗi \s+ )? {_HAPPENS} [^.;,()\n]{{0,80}}? ) \s+
            (?: (?: ít \s nhất | tối \s thiểu | là ) \s+ )* (?P<length2> N+ )
            (?! \s+ (?: kể | tính ) )
        | (?P<side4> sau ) \s+ (?P<anchor4> {_HAPPENS} [^.;,()\n]{{1,80}}? ) \s+ (?P<length4> N+ )
            (?! \s+ (?: kể | tính ) )
        | (?P<side3> trước ) \s+ (?P<length3> N+ | H+ ) \s+ (?P<anchor3> {_HAPPENS} [^.;,()\n]{{0,80}} )""",
        read_duration),
    ("duration", "N", rf"""(?: (?P<lead> (?: ngay \s+ )? (?: trong (?: \s+ (?: vòng | thời \s+ hạn
            | thời \s+ gian | khỏang ) )? | hết \s+ (?: thời \s+ hạn )? | không \s+ quá | chậm \s+ nhất
            | muộn \s+ nhất | trễ \s+ nhất | tối \s+ đa | sau | trước | thời \s+ hạn | đến \s+ hết | quá )
          (?: \s+ (?: là | sau | không \s+ quá | tối \s+ đa | vòng | thời \s+ hạn | ít \s+ nhất
            | tối \s+ thiểu ) )* ) \s+ )?
        (?P<length> N+ ) (?P<each> / [^\W\d_A-Z] [^.;,()\n]{{0,30}} )?  # 05 ngày làm việc/hồ sơ
        (?: \s+ liên \s+ (?: tục | tiếp ) )?
        (?: \s* ,? \s+ (?! từ \s (?: ngày \s )? D+ \s (?: đến | tới ) \s )  # a range, told beside
            (?P<side> kể \s+ từ | tính \s+ (?: từ | đến ) | so \s+ với | sau | từ
                | (?= (?: khi | kết \s+ thúc | nhận \s+ được ) \b ) )
            \s* (?<= \s ) (?P<anchor> (?: khi \s+
            | ngày \s+ | thời \s+ điểm \s+ )? (?: (?P<time> D+ ) | {_PLACE} ) ) )?
        (?! \s* (?: tới | tiếp \s+ theo | đầu | cuối ) \b )""", read_duration),
    ("coming", "N", r"(?: trong \s+ )? (?P<length> N+ ) \s+ (?: tới | tiếp \s+ theo )", read_coming),
    ("edge", "R", r"""(?: (?P<before> trước ) \s+ | chậm \s+ nhất \s+ (?: là \s+ | vào \s+ )? | vào \s+
            | đến \s+ )? (?: ngày \s+ )? (?P<edge> đầu | cuối ) \s+ (?P<rhythm> R+ )""", read_edge),
    ("dated", "DMQSYXW", rf"""(?: (?: (?: (?P<before> \L<before> ) | (?P<by> \L<by> ) |
            (?P<until> (?! kết \s+ thúc \s+ (?: trong | vào ) \s ) \L<until> ) ) {_FILL}
            | (?: (?P<from> \L<from> ) | (?P<after> \L<after> ) |
            (?P<within> \L<within> ) ) {_FILL_WITHIN} ) \s* :? \s+ {_DAY_NAME} )? (?: (?: các
            | thời \s+ gian ) \s+ )? {_BEFORE_TIME} (?P<time> {_TIME} | X+ | W+ ) {_AFTER_TIME}
        (?: [^\S\n]* (?: [,)] | (?P<open> \( ) )? [^\S\n]*
          (?: {_TO_X} (?: (?P<months> M+ ) (?: \s* ,? \s+ R+ )? | {_MONTHLY} (?: \s+ {_TERM} )?
              | (?P<term> {_TERM} ) ) |
            {_TO_W} (?P<weekly> R+ | (?: của \s+ )? (?: mỗi \s+ )? tháng \b
              | (?: trong \s+ )? tuần \b (?! \s+ (?: \w | \d ) ) )
            | (?: của \s+ )? {_ANNUAL} ) (?(open) [^\S\n]* \) ) )?""", read_dated),
    ("ongoing", "", rf"""
        \N<ongoing> (?: \s* (?: , | và )? \s+ (?: \L<ongoing> | kịp \s+ thời
            | định \s+ kỳ (?! \s+ (?: báo | tổng | hoặc | và ) ) ) )*
        (?: (?: (?: \s* [,(] \s* | \s+ ) (?: (?: trong | cả | suốt | trong \s+ suốt | ngay \s+ trong
            | (?P<since> (?: kể \s+ | bắt \s+ đầu \s+ )? từ ) | (?P<ending> đến | tới ) (?: \s+ hết )? )
            \s+ )? (?P<time> Y+ | Q+ | M+ | S+ |
            (?: (?<= từ \s ) | (?<= (?: đến | hết ) \s ) ) D+ )
              (?: \s* (?: đến | - ) \s* (?: hết \s+ )? (?P<until> {_TIME} ) )? \s* \)? )
          | \s+ trong \s+ (?: (?: các | những | cả | suốt ) \s+ )? (?: B+ | (?: năm (?: \s+ học )? | tháng
            | tuần | qúy | nhiệm \s+ kỳ ) \b (?: \s+ \L<following> \b )? )
          | \s+ (?: các | những ) \s+ năm \s+ \L<following> \b
          | \s* ,? \s+ (?P<rhythm> R+ ) (?= \s* (?: $ | [.;)] | và ) ) )?""", read_ongoing),
    ("week or month of issue", ("tuần", "tháng", "qúy", "năm"), r"""(?: (?: trong
            | ngay \s+ trong ) \s+ (?P<unit> tuần | tháng | qúy ) | (?: trong \s+
            | ngay \s+ trong \s+ )? (?: (?P<onward> các | những ) \s+ )?
            (?P<unit2> năm | tháng | tuần | qúy ) \s+ (?P<shift> này | sau
            | tới | tiếp \s+ theo | kế \s+ tiếp ) ) (?= \s* (?: $ | [.;,)] ) )""", read_shifted),
    ("named condition", "", r"""
        \N<whole> \b (?: \s* \( (?: khi | nếu | theo ) [^)]{0,80} \) )?
        (?: \s* (?: , | hoặc | và ) \s* \L<whole> \b )* (?: \s+ (?: khi | nếu | theo ) \b [^.;,)\n]* )?""",
        read_conditional),
    ("event", "", r"""(?:
            (?P<after> \N<after_event> (?<! năm \s sau ) (?<! tháng \s sau ) ) \s+ (?! [A-Z] )
              | \N<before_event> (?<! năm \s trước ) (?: \s+ | (?= \s* $ ) ) (?! [A-Z] ) | \N<beside> \s+ )
            (?! (?: mắt | hết | đó | này | đây | tiên ) \b )
            (?P<anchor> (?: (?! , \s \L<ongoing> | \b và \s (?: (?: thực \s hiện \s )? \L<ongoing>
                | h(?:oà|òa)n \s thành | kết \s thúc | báo \s cáo | gửi )
              | , \s (?: (?: h(?:oà|òa)n \s thành | xong | \L<before> | \L<by> | \L<until> | \L<within> ) \s
                ){0,3} [DMQYS] ) [^.;()\n] ){0,300} )""", read_event),
    ("term", "", r"""
        (?: (?: \L<by> | \L<until> | \L<within> ) \s+ (?: là \s+ )? )?
            (?P<anchor> (?: (?: \L<edge> \s+ ){0,2} \N<term>
              | (?<! [^\W\d_A-Z] \s ) (?: \L<edge> \s+ ){0,2} \N<season> ) \b
              (?! [^.;\n]{0,60} D | [^.;,()\n]{0,60} [:(] [^.;,\n]{0,20} [MQSY] ) [^.;,()\n]{0,60} )
            (?P<after> (?!) )?""", read_event),
    ("review", "N", rf"(?P<anchor> \N<review> \s+ N+ {_REST} ) (?P<after> (?!) )?", read_event),
    ("rhythm", "R", rf"""
            (?: (?: (?: từ | chậm \s nhất | lúc | vào | vào \s lúc ) \s+ | (?P<before> trước ) \s+ )?
                (?P<clock> {_CLOCK} (?: \s* (?: , | và ) \s* (?: trước \s+ )? H+ ){{0,3}} ) [\s,]* )?
            (?P<rhythm> R+ )
            (?: [\s,(]+ (?P<before2> trước ) \s+ H+ \)? (?! [\s,]* [DWX] ) )?""", read_rhythm),
    ("blank", "B", rf"""(?: (?P<bound> \L<before> | \L<by> ) {_FILL} \s+ )? B+
            (?: \s+ và \s+ (?: các | những ) \s+ năm (?: \s+ học )? \s+ \L<following> )?""", read_blank),
    ("moon", "L", rf"""
        (?: (?P<bound> \L<before> | \L<by> | \L<until> | \L<from> | \L<within> ) {_FILL} \s+ )?
        (?: {_CLOCK} [\s,]* )? L+ (?: \s* ,? \s+ R+ )?""", read_blank),
    ("condition", "", r"""
        (?: (?<! tiếp \s ) (?<! kèm \s ) (?! theo \s dõi \b ) \N<heads>
          | (?: (?<! [^\W\d_A-Z] \s ) | (?<= hiện \s ) | (?<= khai \s ) | (?<= thành \s ) | (?<= và \s ) )
            \N<manner> ) \b
        (?: (?! \s (?: h(?:oà|òa)n \s thành | xong | chậm \s nhất | muộn \s nhất
                        | trước \s (?: H+ \s* )? [DMQYX] ) | \s* \( ) [^.;)\n] ){0,600}+""",
        read_conditional),
    ("clock", "H", rf"(?: từ \s+ )? {_CLOCK}", read_clock),
)  # fmt: skip


_LISTS = {
    name: partial(load_words, "deadlines", key)
    for name, key in {
        "before": "direction.before",
        "by": "direction.by",
        "until": "direction.until",
        "from": "direction.from",
        "after": "direction.after",
        "within": "direction.within",
        "filler": "filler.words",
        "bound": "filler.bound",
        "onward": "open.onward",
        "following": "open.following",
        "ongoing": "ongoing.words",
        "heads": "condition.heads",
        "manner": "condition.manner",
        "whole": "condition.whole",
        "after_event": "event.after",
        "before_event": "event.before",
        "beside": "event.beside",
        "edge": "event.edge",
        "term": "event.term",
        "season": "event.season",
        "now": "event.now",
        "review": "event.review",
        "outlook": "outlook.words",
    }.items()
}


def _pattern(source: str, needs: Iterable[str]) -> Pattern:
    source = rf"\b (?: {source} )"
    whole = re.sub(
        r"([DMQSYXWHRNBL])\+", r"(?<! \1 ) \1++", source
    )  # a time expression matches whole or not at all
    return Pattern(whole, needs, **_LISTS)


_PATTERNS = tuple(_pattern(source, needs) for _, needs, source, _ in RULES)
# What a sentence may hold; the other rules speak of a whole value.
_SENTENCE = frozenset(
    {
        "outlook",
        "range",
        "days of each month",
        "since now",
        "length from",
        "length",
        "around an event",
        "duration",
        "edge",
        "dated",
        "blank",
        "moon",
        "rhythm",
        "week or month of issue",
    }
)
_IN_SENTENCES = tuple(place for place, (name, *_) in enumerate(RULES) if name in _SENTENCE)
_SENTENCE_PATTERNS = tuple(_PATTERNS[place] for place in _IN_SENTENCES)


def apply_rules(text: str, context: Context, *, sentence: bool = False) -> list[Reading]:
    """The readings of the shaded text from left to right: at each place the first rule that fits."""
    readings: list[Reading] = []
    for number, match in leftmost(_SENTENCE_PATTERNS if sentence else _PATTERNS, text):
        name, _, _, read = RULES[_IN_SENTENCES[number] if sentence else number]
        try:
            readings += read(name, match, context)
        except Unreadable as why:
            readings += unparsed(name, match, str(why))
    return readings
