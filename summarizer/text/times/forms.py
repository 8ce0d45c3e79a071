"""How English news writes dates and times: one pattern a form."""

import re

from summarizer.text.pieces import load_table

_TABLE = load_table("months")
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_TABLE["months"], 1)} | _TABLE[
    "month_abbreviations"
]
WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(_TABLE["weekdays"], 1)}
DAY_PARTS: dict[str, str] = _TABLE["day_parts"]
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
SMALL: dict[str, int] = load_table("numbers")["small"]
TENS: dict[str, int] = load_table("numbers")["tens"]
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
        " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
        " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first".split(),
        1,
    )
}


def _cased(words: list[str]) -> str:
    """Match a word with a capital or in capitals: "may" and "march" are verbs, "May" and "MARCH" are months."""
    return "|".join(f"{word.capitalize()}|{word.upper()}" for word in words)


_WORDS = sorted(SMALL, key=len, reverse=True)
_MONTH = (
    rf"(?P<month>{_cased(_TABLE['months'])}|(?:{_cased(sorted(_TABLE['month_abbreviations'], key=len, reverse=True))})"
    r"(?![a-z])\.?)"
)
_WEEKDAY = rf"(?P<weekday>{_cased(_TABLE['weekdays'])})"
_ANY_WEEKDAY = rf"(?:(?P<named_day>{_cased(_TABLE['weekdays'])}|(?:{_cased(list(_TABLE['weekday_abbreviations']))})\.?),?[ \u00a0]+(?:the[ ])?)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)[0-9]{2})"
_DAY = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?P<part>" + "|".join(DAY_PARTS) + ")"
_OPTIONAL_PART = rf"(?:[ \u00a0\n]+(?:in[ ]the[ ]|at[ ])?{_PART}\b)?"
_S = r"[ \u00a0\n]+"
_NOT_INSIDE = r"(?<![\w/.:,$€£#-])"
_HOUR_WORD = rf"(?P<hour>{'|'.join(word for word in _WORDS if 1 <= SMALL[word] <= 12)}|1[0-2]|[1-9])"
_MINUTE_WORD = (
    r"(?P<minute>quarter|half|twenty[- ]five|five|ten|twenty|(?:[1-5]?[0-9]|"
    + "|".join(w for w in _WORDS)
    + r")(?=[ ]minutes?[ ]))(?:[ ]minutes?)?"
)
_HALF = r"(?P<half>[ap])\.?[ ]?m\b\.?"
_LEADING = r"(?:(?P<which>last|next|this|coming|previous|past|the[ ]following)" + _S + ")?"
_COUNT = rf"(?P<count>an?|[1-9][0-9]?|{'|'.join(_WORDS)}|{'|'.join(TENS)})"


def _form(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


DAYS: dict[str, re.Pattern[str]] = {
    "iso": _form(rf"{_NOT_INSIDE}{_YEAR}-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12][0-9]|3[01])(?![\w-])(?!T[0-9])"),
    "day_month": _form(
        rf"\b{_ANY_WEEKDAY}(?<![\w.,:/$€£]){_DAY}(?:{_S}of)?{_S}{_MONTH}(?![a-z])(?:,?{_S}{_YEAR}\b)?{_OPTIONAL_PART}"
    ),
    "month_day": _form(
        rf"\b{_ANY_WEEKDAY}\b{_MONTH}{_S}{_DAY}(?![\w%]|[.,:/][0-9])(?:,?{_S}{_YEAR}\b)?{_OPTIONAL_PART}"
    ),
    "first_of_two": _form(  # "between 2 and 9 May"
        rf"(?<![\w.,:/$€£-]){_DAY}(?=(?:{_S}(?:and|to|or){_S}|[ ]?[-–][ ]?)[0-3]?[0-9](?:st|nd|rd|th)?{_S}{_MONTH}(?![a-z])"
        rf"(?:,?{_S}{_YEAR}\b)?)"
    ),
    "second_of_two": _form(  # "Sept. 5 to 14"
        rf"\b{_MONTH}{_S}[0-3]?[0-9](?:st|nd|rd|th)?(?:{_S}(?:and|to|or){_S}|[ ]?[-–][ ]?){_DAY}(?![\w%]|[.,:/][0-9])"
        rf"(?:,?{_S}{_YEAR}\b)?"
    ),
    "ordinal_month": _form(
        rf"\b{_ANY_WEEKDAY}(?P<ordinal>{'|'.join(sorted(ORDINALS, key=len, reverse=True))}){_S}of{_S}{_MONTH}(?![a-z])"
        rf"(?:,?{_S}{_YEAR}\b)?"
    ),
    "slashes": _form(rf"{_NOT_INSIDE}(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/{_YEAR}(?![\w/-])"),
    "weekday": _form(rf"\b{_LEADING}{_WEEKDAY}(?![a-z])(?:['’]s(?!{_S}(?:of)\b))?{_OPTIONAL_PART}"),
    "near": _form(
        rf"\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast{_S}night)\b{_OPTIONAL_PART}"
        r"|\b[Tt]his" + _S + _PART.replace("<part>", "<this>") + r"\b"
    ),
}

COARSE: dict[str, re.Pattern[str]] = {
    "month_year": _form(
        rf"\b(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?{_MONTH}(?![a-z]),?{_S}(?:of{_S})?{_YEAR}\b(?!,[0-9])"
    ),
    "month": _form(
        rf"\b(?:(?P<lead>(?i:in|since|until|till|by|of|last|next|this|early|late|from|to|between|during|before|after|through"
        rf"|mid|that|for|and|every|end|start|beginning))(?:{_S}|-))?{_MONTH}(?![a-z'’-])(?!{_S}[0-9])",
    ),
    "year": _form(
        rf"(?<![\w$€£#/:.,-]){_YEAR}(?![\w%]|[.,:/][0-9]|(?:{_S})?(?:%|per\b|percent|people|votes|euros|dollars|pounds|crowns"
        r"|met(?:re|er)s|kilomet|tonnes|miles|men|women|homes|years|days|hours)|-[0-9]{3})"
    ),
    "quarter": _form(
        rf"\b(?:(?P<number>first|second|third|fourth)[ -]quarter|Q(?P<digit>[1-4]))(?:(?:{_S}of|{_S}in|/|,)?(?:{_S})?{_YEAR}\b)?",
        re.IGNORECASE,
    ),
    "half": _form(
        rf"\b(?P<number>first|second)[ -]half(?:{_S}of{_S}(?:{_YEAR}\b|(?P<which>this|last|next|the)?(?:{_S})?year))",
        re.IGNORECASE,
    ),
    "decade": _form(r"(?<![\w])(?:the[ ])?(?P<decade>(?:1[5-9]|20)[0-9])0s\b"),
    "century": _form(
        r"\b(?P<ordinal>sixteenth|seventeenth|eighteenth|nineteenth|twentieth|(?:1[6-9]|20)th)[ -]century\b",
        re.IGNORECASE,
    ),
    "season": _form(
        rf"\b(?:(?P<which>last|next|this|coming){_S})?(?P<season>spring|summer|autumn|winter)(?:(?:{_S}of)?{_S}{_YEAR}\b)?"
    ),
    "relative": _form(
        rf"\b(?P<which>last|next|this|coming|previous|past){_S}(?P<unit>week(?:end)?|month|year|quarter|decade)\b(?!['’-])",
        re.IGNORECASE,
    ),
    "ago": _form(rf"\b{_COUNT}{_S}(?P<unit>day|week|month|year|decade)s?{_S}(?:ago|earlier)\b", re.IGNORECASE),
}
_AFTER_HOUR = (
    rf"(?={_S}o['’]clock|{_S}(?:this|yesterday|tomorrow|in{_S}the){_S}(?:{'|'.join(DAY_PARTS)})"
    rf"|{_S}(?:on{_S})?(?:{_cased(_TABLE['weekdays'])})(?![a-z])|{_S}at{_S}night)"
)
CLOCKS: dict[str, re.Pattern[str]] = {
    "digits": _form(
        rf"(?<![\w.,:/$€£-])(?P<hour>2[0-3]|[01]?[0-9])(?:[:.h])(?P<minute>[0-5][0-9])(?![0-9]|[:.,][0-9]|[ ]?%)"
        rf"(?P<tail>[ \u00a0]?{_HALF}|[ \u00a0]?hours\b|[ ]?[A-Z]{{3,4}}\b|h\b)?"
    ),
    "half_day": _form(rf"(?<![\w.,:/$€£-])(?P<hour>1[0-2]|[1-9])[ \u00a0]?{_HALF}", re.IGNORECASE),
    "past": _form(
        rf"\b(?:an?[ ])?{_MINUTE_WORD}{_S}(?P<side>past|to|after|before){_S}{_HOUR_WORD}\b(?![.,:][0-9]|[ ]?%)",
        re.IGNORECASE,
    ),
    "hour": _form(rf"\b{_HOUR_WORD}{_AFTER_HOUR}(?:{_S}o['’]clock)?"),
    "named": _form(r"\b(?P<named>noon|midday|midnight)\b", re.IGNORECASE),
}

_HOUR_SIGNS = frozenset(word for word in SMALL if 1 <= SMALL[word] <= 12)
_DIGIT, _MONTH_SIGN, _WEEKDAY_SIGN, _SEASON, _PART_SIGN = (
    frozenset({f"#{name}"}) for name in "digit month weekday season part".split()
)

SIGNS: dict[str, tuple[frozenset[str], ...]] = {
    **dict.fromkeys(("day_month", "month_day", "first_of_two", "second_of_two", "month_year"), (_MONTH_SIGN, _DIGIT)),
    **dict.fromkeys(("ordinal_month", "month"), (_MONTH_SIGN,)),
    **dict.fromkeys(("iso", "slashes", "year", "decade", "digits", "half_day"), (_DIGIT,)),
    "weekday": (_WEEKDAY_SIGN,),
    "near": (frozenset({"yesterday", "today", "tomorrow", "tonight", "night", *DAY_PARTS}),),
    "quarter": (frozenset({"first", "second", "third", "fourth", "q"}),),
    "half": (frozenset({"half"}),),
    "century": (frozenset({"century"}),),
    "season": (_SEASON,),
    "relative": (
        frozenset({"week", "weekend", "month", "year", "quarter", "decade"}),
        frozenset({"last", "next", "this", "coming", "previous", "past"}),
    ),
    "ago": (frozenset({"ago", "earlier"}),),
    "past": (
        frozenset({"quarter", "half", "twenty", "five", "ten", "minute", "minutes"}),
        frozenset({"past", "to", "after", "before"}),
    ),
    "hour": (_PART_SIGN | _WEEKDAY_SIGN, _HOUR_SIGNS | _DIGIT),
    "named": (frozenset({"noon", "midday", "midnight"}),),
}
"""What must stand in a text for a form to be in it: of each group one of its signs, as `signs_in` lists them.

The rarer group stands first.
"""
ANY_SIGN = frozenset[str]().union(*(groups[0] for groups in SIGNS.values()))
"""Without one of these no form is in a text."""
_SMALL_WORD = re.compile(r"[a-z]+")
_ANY_MONTH = re.compile(
    "|".join(word for name in _TABLE["months"] for word in (name[:3].capitalize(), name[:3].upper()))
)
_ANY_DIGIT = re.compile("[0-9]")
_ANY_SEASON = re.compile("|".join(SEASONS))
_ANY_PART = re.compile("|".join(("clock", "night", *DAY_PARTS)))
_ODD = ("ı", "ſ", "İ", "\u212a")
"""Letters that a pattern without regard to case takes for ASCII ones ("laſt" for "last")."""


def without_odd_letters(text: str) -> str:
    """Put a letter that is in no form, as long as they are, for those that pass for others."""
    for letter in _ODD:
        if letter in text:
            text = text.replace(letter, "ª")
    return text


def signs_in(text: str) -> set[str]:
    """List the signs of times in a text: its words in small letters, and what else the forms hang on."""
    small = text.lower()
    found = set(_SMALL_WORD.findall(small))
    if _ANY_DIGIT.search(text):
        found.add("#digit")
    if _ANY_MONTH.search(text):
        found.add("#month")
    if "day" in small:
        found.add("#weekday")
    if _ANY_SEASON.search(small):
        found.add("#season")
    if _ANY_PART.search(small):
        found.add("#part")
    return found
