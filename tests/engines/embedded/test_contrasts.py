import hashlib

import pytest

from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.contrasts import OPENINGS, can_differ, explain
from summarizer.models import Article, FindingType, Pair, Side
from summarizer.text.sentences import split


def view_pair(one, other):
    engine = EmbeddedEngine()
    sides = []
    for number, text in enumerate((one, other), start=1):
        digest = hashlib.sha256(text.encode()).hexdigest()
        made = Article(
            id=f"a{number}", source="test", text=text, sha256=digest, sentences=split(text), published="2026-03-05"
        )
        sides.append(Side(made, max(engine.reading_of(made).claims, key=lambda claim: len(claim.quote))))
    return engine.views_of([Pair(*sides)])[0]


@pytest.mark.parametrize(
    ("kind", "one", "other", "parts"),
    [
        ("number", "The crew saved 12 sailors at Holm.", "The crew saved 30 sailors at Holm.", ("12", "30")),
        (
            "date",
            "The dam at Holm broke on March 3.",
            "The dam at Holm broke on March 4.",
            ("March 3", "March 4"),
        ),
        (
            "identity",
            "Ana Brill opened the dam for the villages.",
            "Jo Marsh opened the dam for the villages.",
            ("Ana Brill", "Jo Marsh"),
        ),
        (
            "polarity",
            "The council paid for the repairs in full.",
            "The council left the miller without a penny.",
            ("paid", "penny"),
        ),
        (
            "location",
            "The council of Holm met at Brill Hall.",
            "The council of Holm met in Marsh House.",
            ("Brill Hall", "Marsh House"),
        ),
        (
            "cause",
            "The mill burned because of a fault in the wiring.",
            "The fire at the mill was caused by a cigarette.",
            ("wiring", "cigarette"),
        ),
    ],
)
def test_an_explanation_names_what_each_side_has(kind, one, other, parts):
    told = explain(*view_pair(one, other), kind)
    assert told.startswith(OPENINGS[kind])
    left, right = told.split(" against ")
    assert parts[0] in left
    assert parts[1] in right


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param(
            "cause", "Prices are as flat as a pancake.", "Growth came because of dearer milk.", id="one cause"
        ),
        pytest.param(
            "location", "The torc was taken in the early hours.", "It was found at Brill Hall.", id="one place"
        ),
        pytest.param(
            "polarity", "We have found no parasites.", "Laboratory tests on Monday found a germ.", id="no verb"
        ),
    ],
)
def test_what_would_tell_a_reader_nothing_is_left_out(kind, one, other):
    assert explain(*view_pair(one, other), kind) == f"{OPENINGS[kind]}."


@pytest.mark.parametrize("kind", FindingType.__args__)
def test_sides_without_a_difference_of_their_own_leave_only_the_kind(kind):
    sentence = "The council of Holm paid for all the repairs."
    assert explain(*view_pair(sentence, sentence), kind) == f"{OPENINGS[kind]}."


@pytest.mark.parametrize(
    ("kind", "one", "other", "expected"),
    [
        ("number", "The firm carried 212,000 passengers, up 4 percent.", "Passenger numbers fell to 212,000.", False),
        ("number", "The firm carried 212,000 passengers.", "The firm carried 190,000 travellers.", True),
        ("date", "The dam broke.", "The dam held.", False),
        ("date", "The dam broke on March 3.", "The dam held.", True),
        ("quote", "The dam broke.", "The dam held.", False),
        ("quote", "“The dam broke,” said Ana Brill.", "The dam held.", True),
        ("polarity", "The dam broke.", "The dam held.", True),
    ],
)
def test_a_type_needs_something_that_can_differ(kind, one, other, expected):
    assert can_differ(kind, *view_pair(one, other)) == expected
