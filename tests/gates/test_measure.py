import pytest
from gating import outcome

from summarizer.gates.measure import same_measure


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        ("17 people were killed.", "31 people were hurt.", "number", "explained"),
        ("Profit was 52 million crowns.", "Revenue was 300 million crowns.", "number", "explained"),
        ("It sold for 5 million euros.", "It sold for 6 million dollars.", "number", "explained"),
        ("It is 40 metres high.", "It is 60 metres wide.", "number", "explained"),
        ("17 people were killed.", "31 people were killed.", "number", "open"),
        ("She spoke to nine women.", "She spoke to 86 inmates.", "number", "lower"),
        ("It took 90 of the barrels.", "It took 35 percent.", "number", "open"),
        ("17 people were killed.", "31 people were hurt.", "cause", "open"),
    ],
)
def test_figures_of_two_measures_are_no_conflict(left, right, kind, expected):
    assert outcome(same_measure, left, right, kind) == expected
