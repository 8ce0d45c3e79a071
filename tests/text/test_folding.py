"""Quotes found in a text whatever marks it is set with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.text.folding import fold, locate

TEXT = (
    "The minister said: “We can’t go on — not for\n1,200 people, and not for 3.5 percent of them…” She didn\u00adn’t "
    "say more than 10–15 words at −5\u00a0degrees. Caf\u00e9 owners did not agree with the of\ufb01cial figure of 1,200."
)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("“We can’t go on", "“We can’t go on"),
        ("\"We can't go on - not for 1,200 people", "“We can’t go on — not for\n1,200 people"),
        ("  not for 1,200 people ", "not for\n1,200 people"),
        ("3.5 percent of them...", "3.5 percent of them…"),
        ("−5 degrees", "−5\u00a0degrees"),
        ("-5 degrees", "−5\u00a0degrees"),
        ("10-15 words", "10–15 words"),
        ("Cafe\u0301 owners", "Café owners"),
        ("official figure", "of\ufb01cial figure"),
        ("didn'", None),
        ("go on -- not", "go on — not"),
        ("1,200 people", "1,200 people"),
        ("figure of 1,200", "figure of 1,200"),
    ],
)
def test_a_quote_is_found_with_other_marks(quote, expected):
    found = locate(quote, TEXT)
    assert (found and TEXT[slice(*found)]) == expected


@pytest.mark.parametrize(
    "quote",
    [
        "not for 1,300 people",
        "not for 1,20 people",
        "200 people",
        "We can go on",
        "owners did agree with",
        "15 words",
        "5 degrees",
        "3 percent",
        "3.5 per cent",
        "we can’t go on",
        "inister said",
        "The minister sai",
        "Cafe owners",
        "of them..",
        "",
        "   ",
        "\u00ad",
    ],
)
def test_an_altered_quote_is_not_found(quote):
    assert locate(quote, TEXT) is None


def test_the_first_of_several_is_given_and_the_window_is_kept():
    text = "It rained. It rained. It rained."
    assert locate("It rained", text) == (0, 9)
    assert locate("It rained", text, 1) == (11, 20)
    assert locate("It rained", text, 1, 19) is None
    assert locate("It\u00a0rained.", text, 12) == (22, 32)


def test_an_exact_match_comes_before_an_earlier_folded_one():
    text = '“Go,” he said. "Go," she said.'
    assert locate('"Go,"', text) == (15, 20)


def test_unspaced_scripts_are_searched_within_a_run():
    text = "大臣は月曜日に辞任した。"
    assert locate("月曜日", text) == (3, 6)


def test_folded_offsets_lead_back_to_the_original():
    folded = fold("a \u00a0\n“b” — c--d\u00adé")
    assert folded.text == 'a "b" - c-de\u0301'
    assert len(folded.text) == len(folded.offsets) == len(folded.ends)


WORDS = st.lists(
    st.sampled_from(["the", "Ann’s", "“no”", "1,200", "café", "…", "—", "3.5", "off", "U.S.", "ﬁsh"]), min_size=1
)
NOISE = str.maketrans({"’": "'", "“": '"', "”": '"', "—": "–", " ": "\u00a0", "…": "..."})


@settings(deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_planted_quote_is_found_under_noise(before, quote, after):
    planted = " ".join(quote)
    text = f"{' '.join(before)} {planted} {' '.join(after)}"
    for wanted in (planted, planted.translate(NOISE), f" {planted.replace(' ', '  ')}\n", planted.replace("ﬁ", "fi")):
        found = locate(wanted, text)
        assert found is not None
        assert fold(text[slice(*found)]).text == fold(wanted.strip()).text


@settings(deadline=None)
@given(st.text())
def test_folding_keeps_offsets_in_order(text):
    folded = fold(text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(start < end <= len(text) for start, end in zip(folded.offsets, folded.ends, strict=True))


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=60))
def test_what_is_found_equals_the_quote_after_folding(quote, text):
    found = locate(quote, text)
    if found is not None:
        assert fold(text[slice(*found)].strip()).text.strip() == fold(quote.strip()).text.strip()
