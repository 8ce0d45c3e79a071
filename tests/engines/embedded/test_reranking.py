import pytest
from scripted_networks import ScriptedJudge
from weighing import BLOG, WIRE, of, weighed

from summarizer.engines.embedded import reranking
from summarizer.engines.embedded.combiner import (
    CLOSE_FEATURES,
    close_features_of,
    coefficients,
    confidence_of,
    suspicion_of,
)
from summarizer.engines.embedded.networks import CLASSES
from summarizer.engines.embedded.signals import log_odds


@pytest.fixture(autouse=True)
def _everything_is_suspect(monkeypatch):
    monkeypatch.setattr(reranking, "LEAST_SUSPICION", 0.0)


def test_the_larger_networks_answer_stands_beside_the_small_ones():
    small = ScriptedJudge(("closed", "never shut", "date"))
    large = ScriptedJudge(("closed", "never shut", "status"))
    found = of(weighed(small, WIRE, BLOG, reranker=large), "closed", "never shut")
    assert found.type == "date"
    assert CLASSES[found.reread.index(max(found.reread))] == "status"
    assert log_odds(found.reread) > 2


def test_what_is_hardly_suspect_is_not_read_again(monkeypatch):
    monkeypatch.setattr(reranking, "LEAST_SUSPICION", 1.1)
    large = ScriptedJudge()
    weighed(ScriptedJudge(("closed", "never shut", "status")), WIRE, BLOG, reranker=large)
    assert large.asked == []


def test_only_the_most_suspect_pairs_of_two_articles_are_read_again(monkeypatch):
    monkeypatch.setattr(reranking, "MOST_REREAD", 1)
    monkeypatch.setattr(reranking, "MOST_WITHIN", 0)
    large = ScriptedJudge()
    found = weighed(ScriptedJudge(("closed", "never shut", "status")), WIRE, BLOG, reranker=large)
    between = {frozenset(pair): value for pair, value in found.items() if not value.within}
    [asked] = large.asked
    assert frozenset(asked) == max(between, key=lambda pair: suspicion_of(between[pair]))
    assert [value.reread is not None for value in found.values()].count(True) == 1


def test_what_was_not_read_again_is_no_conflict_and_has_no_close_features(monkeypatch):
    monkeypatch.setattr(reranking, "MOST_IN_ALL", 0)
    found = weighed(ScriptedJudge(("closed", "never shut", "status")), WIRE, BLOG)
    unread = of(found, "closed", "never shut")
    assert confidence_of(unread) == 0
    with pytest.raises(ValueError, match="no second reading"):
        close_features_of(unread)


def test_a_sentence_that_clashes_with_two_has_a_rival_in_the_second_reading_too():
    judge = ScriptedJudge(("closed", "never shut", "status"), ("closed", "30", "number"))
    assert of(weighed(judge, WIRE, BLOG), "closed", "never shut").reread_rival > 2


def test_the_second_reading_does_not_hang_on_the_order_of_the_articles():
    rule = ("closed", "never shut", "status")
    there, back = weighed(ScriptedJudge(rule), WIRE, BLOG), weighed(ScriptedJudge(rule), BLOG, WIRE)
    left, right = (close_features_of(of(found, "closed", "never shut")) for found in (there, back))
    assert left == pytest.approx(right)
    assert len(left) == len(CLOSE_FEATURES) == len(coefficients("confidence")[0])
