import pytest
from gating import side

from summarizer.gates.certainty import same_certainty


def made(article_id, modality, polarity="affirmed", condition=None):
    return side("The bridge will be built.", article_id, modality=modality, polarity=polarity, condition=condition)


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        (("certain",), ("certain", "denied"), "polarity", "open"),
        (("possible",), ("possible", "denied"), "polarity", "explained"),
        (("possible",), ("certain", "denied"), "polarity", "lower"),
        (("planned",), ("certain", "denied"), "status", "lower"),
        (("alleged",), ("certain",), "polarity", "lower"),
        (("planned",), ("certain", "denied"), "stance", "open"),
        (("probable",), ("possible", "denied"), "polarity", "open"),
        (("conditional",), ("certain", "denied"), "stance", "open"),
        (("conditional",), ("certain", "denied"), "status", "lower"),
        (("possible",), ("certain", "denied"), "degree", "open"),
    ],
)
def test_a_hedge_against_a_certainty_weighs_less(left, right, kind, expected):
    assert same_certainty(made("a1", *left), made("a2", *right), kind).outcome == expected


def test_the_condition_is_named():
    soft = made("a1", "conditional", condition="if the tax is repealed")
    answer = same_certainty(soft, made("a2", "certain", "denied"), "stance").answer
    assert "(if the tax is repealed)" in answer
