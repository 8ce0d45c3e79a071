import pytest
from gating import side

from summarizer.gates.origin import near_copies, resemblance, same_origin

STORY = " ".join(f"word{number}" for number in range(100))
EDITED = STORY.replace("word50", "other")
OTHER = " ".join(f"term{number}" for number in range(100))


@pytest.mark.parametrize(
    ("left", "right", "expected"), [(STORY, EDITED, "lower"), (STORY, OTHER, "open")], ids=["an edit", "another text"]
)
def test_a_finding_between_near_copies_is_lowered(left, right, expected):
    a, b = side("word1 word2", "a1", body=left), side("word1 word2", "a2", body=right)
    assert same_origin(a, b, "number").outcome == expected
    assert near_copies(a.article, b.article) is (expected == "lower")


def test_one_article_has_one_origin_and_that_explains_nothing():
    a = side("word1 word2", body=STORY)
    assert same_origin(a, a, "number").outcome == "open"


def test_texts_too_short_for_sequences_are_copies_when_they_are_equal():
    assert resemblance(side("three short words").article, side("three short words", "a2").article) == 1.0
    assert resemblance(side("three short words").article, side("three other words", "a2").article) == 0.0
