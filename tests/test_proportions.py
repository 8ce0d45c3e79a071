import pytest

from summarizer.proportions import describe_share, wilson


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],
)
def test_the_interval_is_wilsons(hits, total, low, high):
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_a_share_is_told_with_its_counts_and_its_interval():
    assert describe_share(5, 10) == "5/10 = 0.500 (0.237 to 0.763)"
    assert describe_share(0, 0) == "nothing to count"
