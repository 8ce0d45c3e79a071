import pytest
from gating import side

from summarizer.gates.negation import really_negated


@pytest.mark.parametrize(
    ("denial", "kind", "expected"),
    [
        ("The union has not signed.", "polarity", "open"),
        ("There is no doubt that the union signed.", "polarity", "explained"),
        ("The union signed not only the first page.", "polarity", "explained"),
        ("The clerk could not rule out that the union signed.", "polarity", "explained"),
        ("There is no doubt that the union has not signed.", "polarity", "open"),
        ("Has the union not signed?", "polarity", "explained"),
        ("The so-called union has not signed.", "polarity", "lower"),
        ("There is no doubt that the union signed.", "number", "open"),
    ],
)
def test_a_negative_word_that_denies_nothing_explains_the_difference(denial, kind, expected):
    a, b = side("The union signed."), side(denial, "a2", polarity="denied")
    assert really_negated(a, b, kind).outcome == expected
