import pytest
from gating import outcome

from summarizer.gates.granularity import same_granularity


@pytest.mark.parametrize(
    ("left", "right", "kind", "expected"),
    [
        ("It opened in March 2019.", "It opened on 3 March 2019.", "date", "explained"),
        ("It opened on Monday.", "It opened on Monday night.", "date", "explained"),
        ("It opened in 2019.", "It opened in March 2018.", "date", "open"),
        ("It opened on 3 March.", "It opened at the end of March.", "date", "open"),
        ("It has stood open since 2019.", "It opened in March 2019.", "date", "open"),
        ("The mast is 104 metres high.", "The mast is some 340 feet high.", "number", "explained"),
        ("It sold 182,340 cars.", "It sold about 180,000 cars.", "number", "explained"),
        ("It sold 182,340 cars.", "It sold 90,000 cars.", "number", "open"),
        ("At least 12 cars came.", "31 cars came.", "number", "open"),
        ("It fell at Hollin.", "It fell at Hollin Bay.", "location", "explained"),
        ("It fell at Hollin.", "It fell at Marsk.", "location", "open"),
        ("It fell north of Hollin.", "It fell south of Hollin Bay.", "location", "open"),
        ("They want it.", "They refuse it.", "stance", "open"),
    ],
)
def test_a_round_wording_of_the_same_explains_the_difference(left, right, kind, expected):
    assert outcome(same_granularity, left, right, kind) == expected
