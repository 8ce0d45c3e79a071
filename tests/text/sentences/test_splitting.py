"""Sentences with offsets and roles."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.sentences import split

WEB_PAGE = """Skip to main content
Menu
Home / World / Asia
The Maro Gazette
News you can use

BUSINESS
Orlan to Close Pell Plant, Cutting 1,200 Jobs, Despite Promise to Minister
The company told workers in March that the plant was safe
Jane Holt
Business editor
Published: 2026-03-04
Updated 3 hours ago
Share
Facebook

An Orlan worker leaves the plant on Wednesday. Photograph: Sam Roe/Pell Pictures

Orlan Corp. will close its plant in Pell by the end of June, the company said. It gave no reason.
Sign up to our newsletter
Get the day's business news in your inbox
Advertisement
The minister for industry, Leo Band, said he had been told in March that "not one job" would go.
Read more: Why Pell mattered
'It was our whole life'
Ann Marsh, 58, who has worked on the line for thirty years, said she had expected it.
READ MORE:
How Orlan lost its way
Most read
1
Rain stops play
Jane Holt is the Gazette's business editor.
© 2026 The Maro Gazette. All rights reserved.
"""
WIRE = """From: desk@wire.example
Subject: Ferry strike

LEVAN WIRE SERVICE

Ferry crews in Maro vote to strike over pay as
summer season nears
By Ida Kern and J. K. Marsh

PORT MARO, June 3, 2026 (LWS) -- Crews of the ferries between Port Maro
and the islands voted on Tuesday to strike from June 10 unless the
operator, Blue Line Inc., raises wages by 6.5 percent, their union said.

"We have waited long enough. Nobody can live on this," said Tom O'Dell,
the union's president, who has led it since 2011. "If they call us on
Sept. 1 we will come."

   * Talks are to resume at 8:00 a.m. on Friday.
   * No ferries have been
     cancelled so far.

Blue Line carried 1,204,000 passengers last year.
"""
RELEASE = """PELL WATER AUTHORITY
NEWS RELEASE
For immediate release
Contact: Mia Doran, 555-0123

Pell Water Lifts Boil Notice for All but Three Streets

PELL, Ohio, Feb. 11, 2026 – The Pell Water Authority today lifted the notice to boil water.

Key figures:

Samples taken\t412
Samples clean\t409

It is over, the authority says, and it will not come back.

Q: Is the water safe to drink?
A: Yes, except in Mill Lane and Hill Rd.

About Pell Water Authority
The authority serves 48,000 households and was founded in the year of the great fire.

###
"""
LIVE = """Levan storm: thousands without power as winds reach 140km/h
Key points
- 12,000 homes have no power
- Airport shut until noon

14.32 BST
Airport stays shut
The airport says no flights will leave before 18.00. It had hoped to reopen at noon.

Tue 13:58
“I have never seen waves like these,” our reporter says.

Updated at 12.45 BST
"""


def test_a_web_page_is_told_apart_from_its_article():
    assert by_role(WEB_PAGE, "headline") == [
        "Orlan to Close Pell Plant, Cutting 1,200 Jobs, Despite Promise to Minister",
        "The company told workers in March that the plant was safe",
    ]
    assert by_role(WEB_PAGE, "body") == [
        "Orlan Corp. will close its plant in Pell by the end of June, the company said.",
        "It gave no reason.",
        'The minister for industry, Leo Band, said he had been told in March that "not one job" would go.',
        "Ann Marsh, 58, who has worked on the line for thirty years, said she had expected it.",
    ]
    assert by_role(WEB_PAGE, "byline") == ["Jane Holt"]
    assert {"The Maro Gazette", "BUSINESS", "'It was our whole life'"} <= set(by_role(WEB_PAGE, "heading"))


def test_a_hard_wrapped_wire_report_is_joined_to_paragraphs():
    assert by_role(WIRE, "headline") == ["Ferry crews in Maro vote to strike over pay as\nsummer season nears"]
    assert by_role(WIRE, "dateline") == ["PORT MARO, June 3, 2026 (LWS) --"]
    body = [" ".join(words.split()) for words in by_role(WIRE, "body")]
    assert body == [
        (
            "Crews of the ferries between Port Maro and the islands voted on Tuesday to strike from June 10 unless the "
            "operator, Blue Line Inc., raises wages by 6.5 percent, their union said."
        ),
        '"We have waited long enough.',
        "Nobody can live on this,\" said Tom O'Dell, the union's president, who has led it since 2011.",
        '"If they call us on Sept. 1 we will come."',
        "* Talks are to resume at 8:00 a.m. on Friday.",
        "* No ferries have been cancelled so far.",
        "Blue Line carried 1,204,000 passengers last year.",
    ]


def test_a_press_release_keeps_its_figures_line_by_line_and_drops_its_issuer():
    assert by_role(RELEASE, "headline") == ["Pell Water Lifts Boil Notice for All but Three Streets"]
    assert by_role(RELEASE, "body") == [
        "The Pell Water Authority today lifted the notice to boil water.",
        "Samples taken\t412",
        "Samples clean\t409",
        "It is over, the authority says, and it will not come back.",
        "Q: Is the water safe to drink?",
        "A: Yes, except in Mill Lane and Hill Rd.",
    ]


def test_the_timestamps_of_a_live_blog_are_headings():
    headings = by_role(LIVE, "heading")
    assert headings == ["Key points", "14.32 BST", "Airport stays shut", "Tue 13:58", "Updated at 12.45 BST"]
    assert by_role(LIVE, "body")[:2] == ["- 12,000 homes have no power", "- Airport shut until noon"]


def test_everything_below_a_comment_form_is_boilerplate():
    text = f"{PARAGRAPH}\n\nLeave a Reply\n\nGreat piece. The council lied about the cost, as it always does.\n"
    assert by_role(text, "boilerplate") == ["Leave a Reply", text.strip().split("\n")[-1]]


def test_a_comment_button_above_the_article_does_not_hide_it():
    text = f"Council drops plan for tram\n12 comments\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n"
    assert len(by_role(text, "body")) == 2


@pytest.mark.parametrize(
    "sentence",
    [
        "We use cookies at the gate to keep drivers sweet, a guard said.",
        "Comments from readers of the newsletter were bitter.",
        "Subscriptions to the strike fund doubled in a week, the union said.",
        "The newsletter that the mayor sends out reached 4,000 homes.",
        "Advertising revenue fell by 5 percent.",
        "Share prices fell.",
        "Copyright law is to be changed next year.",
        "Contact with the ship was lost at 04:10.",
        "Related charges were dropped in May.",
        "Register of births shows a fall.",
        "Like this report, the last one was late.",
        "Privacy policy changes at the bank angered customers.",
        "Submit a comment by March 3, the agency asked the public.",
        "Cookies were found in the truck.",
        "More than 40 families left their homes.",
        "The video shows a man with a hammer.",
        "Listen to him, and you would think nothing had happened.",
        "Read between the lines and the deal is dead.",
        "Photographs by satellite show the gap.",
        "Sources close to the talks were gloomy.",
    ],
)
def test_news_that_speaks_of_furniture_is_news(sentence):
    text = f"{PARAGRAPH}\n\n{sentence}\n\n{PARAGRAPH}\n"
    assert by_role(text, "boilerplate") == []
    assert sentence in by_role(text, "body")


@pytest.mark.parametrize(
    ("text", "dateline", "first"),
    [
        ("NEW MARO, Oct 12 – The envoy left.", "NEW MARO, Oct 12 –", "The envoy left."),
        ("PORT LEVAN, March 3 (Wire) — Two ships met.", "PORT LEVAN, March 3 (Wire) —", "Two ships met."),
        ("MARO (AP) -- It rained. It stopped.", "MARO (AP) --", "It rained."),
        ("ST. ANNE, Pell - It rained.", "ST. ANNE, Pell -", "It rained."),
        ("Maro, 3 March 2026 — It rained.", "Maro, 3 March 2026 —", "It rained."),
        ("LEVAN, 12 May. — It rained.", "LEVAN, 12 May. —", "It rained."),
        ("BREAKING – The port is shut.", None, "BREAKING – The port is shut."),
        ("He came – The rest is known.", None, "He came – The rest is known."),
    ],
)
def test_a_dateline_is_not_part_of_the_sentence(text, dateline, first):
    sentences = split(text)
    found = [text[item.start : item.end] for item in sentences if item.role == "dateline"]
    assert found == ([dateline] if dateline else [])
    assert next(text[item.start : item.end] for item in sentences if item.role != "dateline") == first


def test_a_lone_line_is_body():
    assert roles("Port shut") == ["body"]
    assert roles("The port was shut on Monday. Nobody was hurt.") == ["body", "body"]


def test_a_headline_may_hold_a_full_stop_and_stays_one():
    text = f"The tram is late. Nobody is surprised any more\n\nBy Ann Roe\n\n{PARAGRAPH}\n"
    assert by_role(text, "headline") == ["The tram is late. Nobody is surprised any more"]


def test_set_in_headings_are_no_body():
    text = "\n\n".join(
        [f"{head} {PARAGRAPH}" for head in ("Schools.", "Water supply.", "Buses.")] + [f"WHO PAYS? {PARAGRAPH}"]
    )
    assert by_role(text, "heading") == ["Schools.", "Water supply.", "Buses.", "WHO PAYS?"]


def test_one_short_first_sentence_is_no_heading():
    assert by_role(f"Good. {PARAGRAPH}", "heading") == []


def test_an_author_note_at_the_end_is_boilerplate():
    text = f"Keep the port open\n\nBy Ann Roe\n\n{PARAGRAPH}\n\nAnn Roe is the author of “Ships”, a history of Maro.\n"
    assert by_role(text, "boilerplate") == ["Ann Roe is the author of “Ships”, a history of Maro."]


def test_crlf_and_odd_blank_lines_change_no_sentence():
    plain = f"Council drops plan\n\nBy Ann Lee\n\nMARO (AP) — {PARAGRAPH}\n\nIt cost $4 million.\n"
    odd = plain.replace("\n\n", "\r\n \t\r\n\r\n\r\n")
    assert [(odd[s.start : s.end], s.role) for s in split(odd)] == [
        (plain[s.start : s.end], s.role) for s in split(plain)
    ]


def test_paragraphs_are_numbered_with_their_sentences():
    text = f"{PARAGRAPH} It is cold.\n\n{PARAGRAPH}\n"
    assert [item.paragraph for item in split(text)] == [1, 1, 2]


PARAGRAPH = "The council of Maro dropped its plan for a tram along the harbour front on Monday."

ALPHABET = st.sampled_from(
    [
        *"aAbZ0 9.!?…,:;-–—\"'“”‘’()[]|/·•*\n\r\t\x00\x1b\x85\u00a0\u2028\u3000。éß😀@©",
        "\n\n",
        "By ",
        "Mr. ",
        "U.S. ",
        "said ",
    ]
)


@settings(deadline=None)
@given(
    st.one_of(
        st.text(),
        st.lists(ALPHABET, max_size=60).map("".join),
        st.lists(st.sampled_from([WEB_PAGE, WIRE, LIVE])).map("".join),
    )
)
def test_sentences_cover_every_text_in_order(text):
    sentences = split(text)
    assert [item.number for item in sentences] == list(range(1, len(sentences) + 1))
    position = 0
    for item in sentences:
        assert position <= item.start < item.end <= len(text)
        assert not text[position : item.start].strip()
        assert text[item.start : item.end] == text[item.start : item.end].strip()
        position = item.end
    assert not text[position:].strip()
    assert [item.paragraph for item in sentences] == sorted(item.paragraph for item in sentences)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "a. " * 50_000,
        "Short line\n" * 20_000,
        "U.S. " * 30_000,
        '"' * 200_000,
        ". " * 100_000,
        "\n" * 200_000,
    ],
    ids=["one line", "marks", "lines", "acronyms", "quotes", "dots", "blank"],
)
def test_large_texts_are_split(text):
    assert all(item.end <= len(text) for item in split(text))


def by_role(text, role):
    return [text[item.start : item.end] for item in split(text) if item.role == role]


def roles(text):
    return [item.role for item in split(text)]
