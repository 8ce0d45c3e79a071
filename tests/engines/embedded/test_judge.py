import math
from dataclasses import replace

import pytest
from scripted_networks import ScriptedJudge
from weighing import article, engine_of

from summarizer.engines.embedded.judge import AGREED, judge_views
from summarizer.engines.embedded.networks import CLASSES
from summarizer.pairing import find_pairs

ONE = "Ana Brill reopened the dam at Holm in the spring.\n"
OTHER = "In spring the dam at Holm was put back into service by Ana Brill.\n"


def label(share, *, is_reread=True, suspicion=-9.0):
    engine = engine_of(ScriptedJudge(("reopened", "service", "same")))
    readings = [engine.reading_of(article(text, number)) for number, text in enumerate((ONE, OTHER), start=1)]
    views, found, weights = engine.signals_of(find_pairs(readings, engine.pair_limit))
    rest = math.log((1 - share) / (len(CLASSES) - 1))
    row = tuple(math.log(share) if name == "same" else rest for name in CLASSES)
    said = {m: replace(s, reread=row if is_reread else None, conflict=suspicion) for m, s in found.items()}
    return {verdict.label for verdict in judge_views(views, said, weights, 0.9)}


def test_sentences_that_the_larger_network_finds_the_same_agree():
    assert label(AGREED + 0.05) == {"same"}


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"share": AGREED - 0.05}, id="it is not sure"),
        pytest.param({"share": 0.9, "is_reread": False}, id="it has not read them"),
        pytest.param({"share": 0.9, "suspicion": 9.0}, id="they are suspect"),
    ],
)
def test_sentences_do_not_agree_by_the_small_networks_word_or_against_a_suspicion(known):
    assert "same" not in label(**known)
