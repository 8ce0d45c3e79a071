"""What an article says of itself."""

import pytest

from summarizer.readers.metadata import find_language, find_metadata
from summarizer.text.sentences import split

PARAGRAPH = "The council of Maro dropped its plan for a tram along the harbour front on Monday."
NONE = {"title": None, "byline": None, "outlet": None, "published": None, "dateline": None}
CASES = {
    "a newspaper": (
        f"The Maro Courier\nfounded in 1904\n\nTuesday, May 6, 2025\n\nCouncil drops tram plan\n\nBy Ann Lee and Ed Poe\n\n{PARAGRAPH}",
        {"title": "Council drops tram plan", "byline": "Ann Lee and Ed Poe", "outlet": "The Maro Courier", "published": "2025-05-06"},
    ),
    "a wire report": (
        f"Council drops tram plan\n\nMARO, Pell, March 3, 2026 (Levan Press) — {PARAGRAPH}",
        {"title": "Council drops tram plan", "outlet": "Levan Press", "published": "2026-03-03", "dateline": "MARO, Pell, March 3, 2026 (Levan Press)"},
    ),
    "a dateline without a year": (
        f"Council drops tram plan\n\nMARO, March 3 – {PARAGRAPH}",
        {"title": "Council drops tram plan", "dateline": "MARO, March 3"},
    ),
    "a date in the body": (f"Council drops tram plan\n\n{PARAGRAPH} It was bought on 3 March 2026.\n\nIt opens on 4 May 2026.", {"title": "Council drops tram plan"}),
    "a date in the headline": (f"What changes in Maro on 3 March 2026 for all of us\n\n{PARAGRAPH}", {"title": "What changes in Maro on 3 March 2026 for all of us"}),
    "published before updated": (
        f"Council drops tram plan\n\nUpdated: 5 March 2026, 10:00\nPublished: 4 March 2026, 9:00\n\n{PARAGRAPH}",
        {"title": "Council drops tram plan", "published": "2026-03-04T09:00"},
    ),
    "a date of another thing": (
        f"Maro Ferries plc\nResults for the 52 weeks ended 28 March 2026\n\n19 May 2026, 07.00\n\n{PARAGRAPH}",
        {"outlet": "Maro Ferries plc", "title": "Results for the 52 weeks ended 28 March 2026", "published": "2026-05-19T07:00"},
    ),
    "only updated": (f"Council drops tram plan\n\nUpdated: 5 March 2026\n\n{PARAGRAPH}", {"title": "Council drops tram plan", "published": "2026-03-05"}),
    "a place and a date": (
        f"For immediate release\n\nCouncil drops its tram plan\n\nPort Maro, Friday 6 May 2022\n\n{PARAGRAPH}",
        {"title": "Council drops its tram plan", "published": "2022-05-06", "dateline": "Port Maro, Friday 6 May 2022"},
    ),
    "an unnamed author": (f"Council drops tram plan\nPosted by admin in Maro | 8 May 2022 | 4 min read\n\n{PARAGRAPH}", {"title": "Council drops tram plan", "published": "2022-05-08"}),
    "a copyright line": (f"Council drops tram plan\n\n{PARAGRAPH}\n\n© 2026 Maro Media. All rights reserved.", {"title": "Council drops tram plan", "outlet": "Maro Media"}),
    "a live page": (f"LIVE  Maro tram vote: how the night went\n\n{PARAGRAPH}", {"title": "Maro tram vote: how the night went"}),
    "a wrapped headline": (
        "Ferry crews in Maro vote to strike over the pay that\nthey were promised\n\nThe crews of the ferries voted on Tuesday to go on\nstrike from June on, their union said on Wednesday.\n",
        {"title": "Ferry crews in Maro vote to strike over the pay that they were promised"},
    ),
    "nothing": (PARAGRAPH, {}),
    "no text": ("", {}),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_the_fields_are_read_where_the_text_has_them(text, expected):
    assert find_metadata(text, split(text)) == {**NONE, **expected}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PARAGRAPH, "en"),
        ("Der Rat von Maro hat am Montag den Plan für die Straßenbahn am Hafen in der Stadt aufgegeben.", None),
        ("De raad van Maro heeft maandag het plan voor een tram langs de haven in de stad laten vallen.", None),
        ("Le conseil de Maro a abandonné lundi son projet de tramway le long du port de la ville.", None),
        ("Port shut.", None),
        ("", None),
    ],
    ids=["English", "German", "Dutch", "French", "short", "empty"],
)
def test_english_is_told_by_its_function_words(text, language):
    assert find_language(text) == language
