import pytest

from summarizer.engines.embedded.wording import has_words, repeats

QUOTE = "A good quarter and not a great one"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("It was a good quarter and not a great one.", QUOTE),
        ("The mayor, who is new, opened the bridge at Holm on Friday.", "the mayor opened the bridge at Holm"),
    ],
)
def test_a_text_has_the_words_of_another_in_their_order(text, asked):
    assert has_words(text, asked)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The mayor never opened the bridge at Holm.", "the mayor opened the bridge at Holm"),
        ("The bridge at Holm opened the mayor.", "the mayor opened the bridge at Holm"),
        ("The mayor allegedly opened the bridge at Holm.", "the mayor opened the bridge at Holm"),
        ("She opened it.", "She opened it."),
    ],
    ids=["denied", "another order", "hedged", "too few words"],
)
def test_it_has_not_where_their_order_differs_or_a_word_between_turns_them(text, asked):
    assert not has_words(text, asked)


def test_a_quotation_with_words_around_it_is_the_same_quotation():
    assert repeats(QUOTE, f"It was {QUOTE.lower()}.")
    assert repeats(f"It was {QUOTE.lower()}.", QUOTE)


def test_what_stands_around_it_may_turn_it():
    assert not repeats(
        "The mayor opened the bridge at Holm", "It is not true that the mayor opened the bridge at Holm."
    )
