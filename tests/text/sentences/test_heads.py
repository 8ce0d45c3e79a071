"""The lines above the first paragraph."""

import pytest

from summarizer.text.sentences import split
from summarizer.text.sentences.headlines import Candidate, choose_headline, is_named_masthead

PARAGRAPH = "The council of Maro dropped its plan for a tram along the harbour front on Monday."


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("THE MARO COURIER\nMonday 5 May 2025\n\nTRAM PLAN IS DROPPED AT LAST\nMayor is asked to resign over costs\n\nBy Ann Lee", "TRAM PLAN IS DROPPED AT LAST"),
        ("The Maro Courier  |  Council  |  12 March 2026\n\nCouncil drops tram plan", "Council drops tram plan"),
        ("OPINION\n\nNobody will miss the tram\n\nAnn Lee\n\nMon 5 May", "Nobody will miss the tram"),
        ("SHIPS AND MEN\nNotes on boats since 2011\n\nHome | About | Links\n\nThe tram: a day on the line\n\nMarch 12, 2026 · by harbour_girl", "The tram: a day on the line"),
        ("MINISTRY OF TRANSPORT\nPress notice 4/2026\nMaro, 12 March 2026\n\nTRAM PLAN ENDS WITH GREAT SAVINGS", "TRAM PLAN ENDS WITH GREAT SAVINGS"),
        ("Police Arrest Three Men As Tram Talks End\n\nThe Maro Courier\nMay 3, 2026", "Police Arrest Three Men As Tram Talks End"),
        ("Council drops tram plan\n\n12 March 2026\n\nMayor says she will not resign", "Council drops tram plan"),
        ("LIVE  Maro tram vote: how the night went\n\nMonday 5 May 2025", "LIVE  Maro tram vote: how the night went"),
        ("Orlan plc\nStock exchange release, 2 May 2025 at 9.30\n\nTRAM DIVISION TO BE SOLD TO ITS STAFF", "TRAM DIVISION TO BE SOLD TO ITS STAFF"),
        ("Will the tram ever come to Maro?\nBy Ann Lee", "Will the tram ever come to Maro?"),
    ],
)  # fmt: skip
def test_the_headline_is_found_below_the_masthead(head, headline):
    text = f"{head}\n\n{PARAGRAPH}\n"
    found = [text[item.start : item.end] for item in split(text) if item.role == "headline"]
    assert found[:1] == [headline]


def test_a_text_without_a_headline_has_none():
    assert [item.role for item in split(f"{PARAGRAPH}\n\n{PARAGRAPH}\n")] == ["body", "body"]


def test_of_no_candidates_none_is_chosen():
    assert choose_headline([]) is None
    line = Candidate("Tram", is_apart=True, is_after_divider=False, is_before_byline=False, is_above_list=False)
    assert choose_headline([line]) == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The Maro Courier", True),
        ("Ministry of Transport", True),
        ("Pell AS", True),
        ("maro.example — news for the bay", True),
        ("Police Arrest Three In Raid", False),
        ("Man Shot By Police", False),
        ("Council drops tram plan", False),
    ],
)
def test_a_masthead_is_known_by_its_words(line, expected):
    assert is_named_masthead(line) is expected
