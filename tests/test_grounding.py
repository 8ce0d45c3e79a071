import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import GroundingError
from summarizer.grounding import is_grounded, make_evidence, verify
from summarizer.models import Article


def article(text):
    return Article(id="a1", source="x", text=text, sha256="0")


@given(st.text(min_size=1), st.data())
def test_evidence_is_the_slice_at_its_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = make_evidence(article(text), start, end)
    assert text[evidence.start : evidence.end] == evidence.quote
    assert is_grounded(article(text), evidence.quote, evidence.start, evidence.end)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 4)])
def test_a_span_outside_the_text_is_no_evidence(start, end):
    with pytest.raises(GroundingError):
        make_evidence(article("dam"), start, end)


@pytest.mark.parametrize("quote", ["The Dam", "The dam", "the dam "])
def test_other_words_than_those_of_the_article_are_refused(quote):
    with pytest.raises(GroundingError):
        verify(article("the dam broke"), quote, 0, 7)
    verify(article("the dam broke"), "the dam", 0, 7)
