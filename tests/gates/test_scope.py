import pytest
from gating import outcome

from summarizer.gates.scope import same_scope


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        ("Some of the shops are open.", "Many shops are shut.", "status", "explained"),
        ("Some of the shops are open.", "The shops are shut.", "status", "lower"),
        ("Some of the shops are open.", "All of the shops are shut.", "status", "open"),
        ("Several shops are open.", "None of them is open.", "polarity", "open"),
        ("The shops are open.", "The shops are shut.", "status", "open"),
        ("Across the country 400 shops shut.", "In the city 12 shops shut.", "number", "lower"),
        ("At most ten shops shut.", "Some of the shops shut.", "polarity", "lower"),
    ],
)
def test_parts_and_wholes_need_not_conflict(left, right, kind, expected):
    assert outcome(same_scope, left, right, kind) == expected
