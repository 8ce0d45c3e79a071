from hypothesis import given
from hypothesis import strategies as st

from summarizer.reports.page.highlights import Passage, Span, cut, find_passages, gather_passages

TEXT = "One two three.\n\nFour five six, and seven.\n\nEight."
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30), st.integers(0, 5)).map(
        lambda given: Span(given[0], min(given[0] + given[1], len(TEXT)), given[2])
    ),
    max_size=8,
    unique=True,
)


def segments_of(text, *spans):
    return [segment for segments in cut(find_passages(text), spans) for segment in segments]


def test_a_text_without_spans_is_one_piece_a_paragraph():
    assert [segment.text for segment in segments_of(TEXT)] == ["One two three.", "Four five six, and seven.", "Eight."]


def test_spans_that_overlap_are_cut_where_they_do():
    found = segments_of("abcdefgh", Span(1, 5, 0), Span(3, 7, 1))
    assert [(segment.text, segment.owners) for segment in found] == [
        ("a", ()), ("bc", (0,)), ("de", (0, 1)), ("fg", (1,)), ("h", ())
    ]  # fmt: skip
    assert [segment.opened for segment in found] == [(), (0,), (1,), (), ()]
    assert [segment.closed for segment in found] == [(), (), (0,), (1,), ()]


def test_a_span_inside_another_and_two_that_begin_together():
    found = segments_of("abcdef", Span(0, 6, 0), Span(0, 2, 1), Span(3, 4, 2))
    assert [(segment.text, segment.opened, segment.closed) for segment in found] == [
        ("ab", (0, 1), (1,)), ("c", (), ()), ("d", (2,), (2,)), ("ef", (), (0,))
    ]  # fmt: skip


def test_a_span_over_two_paragraphs_opens_in_the_first_and_closes_in_the_last():
    found = segments_of(TEXT, Span(4, 20, 7))
    assert [(segment.text, segment.opened, segment.closed) for segment in found if segment.owners] == [
        ("two three.", (7,), ()), ("Four", (), (7,))
    ]  # fmt: skip


def test_offsets_count_code_points():
    text = "𝔸 😀 said: no."
    [_, piece, _] = segments_of(text, Span(text.index("said"), text.index(":"), 0))
    assert piece.text == "said"


@given(SPANS)
def test_pieces_make_the_text_again_and_each_lies_in_just_its_spans(spans):
    passages = find_passages(TEXT)
    for passage, segments in zip(passages, cut(passages, spans), strict=True):
        assert "".join(segment.text for segment in segments) == passage.text
        position = passage.start
        for segment in segments:
            for character in range(position, position + len(segment.text)):
                inside = {span.owner for span in spans if span.start <= character < span.end}
                assert set(segment.owners) == inside
            position += len(segment.text)


@given(SPANS)
def test_each_span_that_reaches_a_word_opens_and_closes_once(spans):
    passages = find_passages(TEXT)
    spans = [Span(span.start, span.end, owner) for owner, span in enumerate(spans)]
    reached = {
        span.owner
        for span in spans
        for one in passages
        if span.start < one.start + len(one.text) and span.end > one.start
    }
    segments = [segment for passage in cut(passages, spans) for segment in passage]
    assert sorted(owner for segment in segments for owner in segment.opened) == sorted(reached)
    assert sorted(owner for segment in segments for owner in segment.closed) == sorted(reached)


def test_quotes_that_overlap_or_touch_become_one_passage():
    quotes = [(20, "later"), (0, "one two"), (4, "two three"), (4, "two")]
    assert gather_passages(quotes) == [Passage(0, "one two three"), Passage(20, "later")]
