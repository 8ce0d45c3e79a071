from dataclasses import replace

import pytest
from scripted_networks import ScriptedJudge
from weighing import BLOG, WIRE, article, engine_of, of, weighed

from summarizer.engines.embedded import signals
from summarizer.engines.embedded.combiner import FEATURES, coefficients, confidence_of, features_of
from summarizer.engines.embedded.judge import LEAST_CONFIDENCE, choose_claims
from summarizer.pairing import find_pairs


def test_the_networks_class_becomes_the_type_and_the_odds():
    found = weighed(ScriptedJudge(("closed", "never shut", "status")), WIRE, BLOG)
    clash, other = of(found, "closed", "never shut"), of(found, "12 divers", "30 divers")
    assert clash.type == "status"
    assert clash.conflict > 2 > -2 > other.conflict
    assert clash.rival < 0
    assert other.rival < 0


def test_figures_of_one_measure_that_clash_are_counted_and_shared_ones_are_not():
    found = weighed(ScriptedJudge(), WIRE, BLOG)
    assert of(found, "12 divers", "30 divers").figures.measures == 1
    same = weighed(ScriptedJudge(), WIRE, WIRE.replace("praised", "thanked"))
    figures = of(same, "praised 12", "thanked 12").figures
    assert (figures.measures, figures.met) == (0, 1)


@pytest.mark.parametrize(
    ("other", "is_weighed"),
    [("Ana Brill closed the dam at Holm on Monday, he said.", False), ("He said: no, the dam at Holm is open.", True)],
)
def test_a_sentence_that_repeats_another_is_not_weighed(other, is_weighed):
    found = weighed(ScriptedJudge(), "Ana Brill closed the dam at Holm on Monday.\n", f"{other}\n")
    assert bool(found) == is_weighed


def test_a_sentence_that_clashes_with_two_has_a_rival():
    found = weighed(ScriptedJudge(("closed", "never shut", "status"), ("closed", "30", "number")), WIRE, BLOG)
    assert of(found, "closed", "never shut").rival > 2


def test_the_nearest_sentences_of_two_articles_are_read_and_no_more(monkeypatch):
    monkeypatch.setattr(signals, "MOST_JUDGED", 1)
    monkeypatch.setattr(signals, "MOST_WITHIN", 1)
    monkeypatch.setattr(signals, "DETECTED", 2.0)
    judge = ScriptedJudge()
    found = weighed(judge, WIRE, BLOG)
    assert len(found) == 3  # between the two, and within each
    assert len({frozenset(pair) for pair in judge.asked}) == 3


def test_signals_do_not_hang_on_the_order_of_the_articles():
    rules = ("closed", "never shut", "status"), ("12 divers", "30 divers", "number")
    there, back = weighed(ScriptedJudge(*rules), WIRE, BLOG), weighed(ScriptedJudge(*rules), BLOG, WIRE)
    for one, other in (("closed", "never shut"), ("12 divers", "30 divers")):
        left, right = features_of(of(there, one, other)), features_of(of(back, one, other))
        assert left == pytest.approx(right)


def test_there_is_a_weight_for_every_feature_and_a_number_for_every_weight():
    weights, _ = coefficients("suspicion")
    found = weighed(ScriptedJudge(), WIRE, BLOG)
    assert len(weights) == len(FEATURES) == len(features_of(next(iter(found.values()))))


def test_a_plain_conflict_that_network_and_detector_both_see_is_likely():
    found = of(weighed(ScriptedJudge(("12 divers", "30 divers", "number")), WIRE, BLOG), "12 divers", "30 divers")
    assert found.detection.type == "number"
    assert confidence_of(found) >= LEAST_CONFIDENCE["likely"]


@pytest.mark.parametrize(
    ("detector", "is_trusted"),
    [("quotations", True), ("stances", True), ("opposites", True), ("sums", True), ("numbers", False)],
)
def test_a_detector_that_is_mostly_right_counts_by_its_own_word(detector, is_trusted):
    found = of(weighed(ScriptedJudge(), WIRE, BLOG), "closed", "never shut")
    sure = replace(found, detections=((detector, 0.9),), conflict=-9.0)
    assert (confidence_of(sure) >= LEAST_CONFIDENCE["likely"]) == is_trusted


def test_of_several_claims_those_are_shown_that_the_network_takes_for_the_clash():
    one = "The mayor praised the divers, and the council of Holm closed the dam for a year.\n"
    other = "The dam at Holm was never shut.\n"
    judge = ScriptedJudge(("closed", "never shut", "status"))
    engine = engine_of(judge, show="possible")
    readings = [engine.reading_of(article(text, number)) for number, text in enumerate((one, other), start=1)]
    views, found, _ = engine.signals_of(find_pairs(readings, engine.pair_limit))
    [(_, chosen)] = choose_claims(views, found, judge, 0.0).items()
    assert "closed the dam" in views[chosen.best][0].claim.quote + views[chosen.best][1].claim.quote
