import pytest

from summarizer.engines.embedded.salience import FEATURES, coefficients, quoted_share, salience_of, title_share


@pytest.mark.parametrize(
    ("text", "share"),
    [("No quotes.", 0.0), ("“All of it.”", 1.0), ('"Half of it," she said so.', 0.5), ("It’s an apostrophe.", 0.0)],
)
def test_the_share_in_quotation_marks_is_measured(text, share):
    assert quoted_share(text) == pytest.approx(share, abs=0.1)


@pytest.mark.parametrize(
    ("title", "share"),
    [("Dam breaks at Holm", 1.0), ("Mayor resigns", 0.0), ("", 0.0), ("The dam and the mayor", 0.5)],
)
def test_the_share_of_a_title_is_measured(title, share):
    assert title_share("The dam at Holm breaks.", title) == share


def test_every_feature_has_a_weight_and_salience_is_a_probability():
    weights, _ = coefficients()
    assert set(weights) == set(FEATURES)
    for value in (0.0, 1.0, 1e6, -1e6):
        assert 0 <= salience_of(dict.fromkeys(FEATURES, value)) <= 1
