"""Each detector on pairs of sentences that it must and must not call a difference."""

import pytest
from weighing import sides

from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.detectors import DETECTORS
from summarizer.engines.embedded.overlap import make_weights
from summarizer.models import Pair


def detections(one, other):
    """Hold all claims of one text against all of the other, and give the detectors' names with what they found."""
    pairs = [Pair(a, b) for a in sides(one, 1) for b in sides(other, 2)]
    views = EmbeddedEngine().views_of(pairs)
    weights = make_weights(view.proposition for pair in views for view in pair)
    return {
        name: found
        for a, b in views
        for name, detect in DETECTORS.items()
        if (found := detect(a, b, weights)) is not None
    }


@pytest.mark.parametrize(
    ("detector", "kind", "one", "other"),
    [
        pytest.param("stances", "stance", "Levan has ruled out talks.", "Levan is ready for negotiations.", id="talks"),
        pytest.param(
            "stances", "stance", "The council welcomed the closure.", "The council opposes the closure.", id="closure"
        ),
        pytest.param(
            "stances", "stance", "Levan's envoy, Jo Marsh, said that his government had not wanted to sell.",
            "Levan was glad to sell.", id="a speaker's own government",
        ),
        pytest.param(
            "negation", "polarity", "The siren at the Holm dam sounded.", "The siren at the Holm dam did not sound.",
            id="a verb denied",
        ),
        pytest.param(
            "acts", "polarity", "Minister Ana Brill visited Holm.", "Minister Ana Brill refused to visit Holm.", id="refused"
        ),
        pytest.param(
            "causes", "cause", "The explosion was caused by a gas leak.", "Sabotage was behind the explosion.", id="causes"
        ),
        pytest.param(
            "numbers", "number", "The blast in Holm killed seven people.", "Eleven people died in the blast in Holm.",
            id="casualties",
        ),
        pytest.param(
            "numbers", "number", "The crack in the beam is 14 centimetres long.",
            "The crack in the beam is 40 centimetres long.", id="lengths",
        ),
        pytest.param(
            "dates", "date", "The fifth round in Holm ended on March 3.", "The fifth round in Holm ended on March 17.",
            id="dates",
        ),
        pytest.param(
            "degrees", "degree", "The storm did minor damage to the roofs of Holm.",
            "The storm did severe damage to the roofs of Holm.", id="ends of a scale",
        ),
        pytest.param(
            "locations", "location", "The treaty on fishing was signed in Holm.",
            "The treaty on fishing was signed in the Levan Palace.", id="two places",
        ),
        pytest.param(
            "opposites", "location", "The ship sank two miles north of Holm.", "The ship sank two miles south of Holm.",
            id="sides of a landmark",
        ),
        pytest.param(
            "opposites", "status", "The bridge at Holm is open.", "The bridge at Holm is closed.", id="open and closed"
        ),
        pytest.param(
            "identities", "identity", "The Levan delegation left the room at Holm.",
            "The Osthaven delegation left the room at Holm.", id="who left",
        ),
        pytest.param(
            "quotations", "quote", "“A strait is no wall between the two shores,” said Ana Brill.",
            "“A strait is no wall between the two shores,” said Jo Marsh.", id="two speakers",
        ),
    ],
)  # fmt: skip
def test_a_difference_is_found(detector, kind, one, other):
    found = detections(one, other)[detector]
    assert found.type == kind
    assert 0 < found.confidence < 1
    assert found.explanation.endswith(".")


@pytest.mark.parametrize(
    ("detector", "one", "other"),
    [
        pytest.param("stances", "Levan refused to rule out talks.", "Levan is ready for negotiations.", id="refused to rule out"),
        pytest.param("stances", "Levan rejects talks.", "Osthaven wants talks.", id="another holder"),
        pytest.param("stances", "Levan rejects talks with Marrow.", "Levan wants talks with Osthaven.", id="another partner"),
        pytest.param("stances", "Levan rejects the tax.", "Levan wants talks.", id="another topic"),
        pytest.param(
            "negation", "No fuel leaked at Holm.", "No fuel or oil leaked at Holm.", id="both deny"
        ),
        pytest.param("negation", "Levan will not meet Osthaven.", "Levan ruled out a meeting with Osthaven.", id="both against"),
        pytest.param("acts", "Minister Jo Marsh visited Holm.", "Minister Ana Brill refused to visit Holm.", id="another actor"),
        pytest.param("acts", "Minister Ana Brill plans a visit.", "Minister Ana Brill refused to visit Holm.", id="not yet done"),
        pytest.param(
            "causes", "The explosion was caused by a gas leak.", "A leak of gas was behind the explosion.", id="one cause"
        ),
        pytest.param("causes", "The explosion was caused by a gas leak.", "The delay was caused by snow.", id="another effect"),
        pytest.param("numbers", "At least 12 people died in Holm.", "In Holm 31 people died.", id="a bound leaves room"),
        pytest.param("numbers", "The blast killed 7 people.", "The blast injured 23 people.", id="another measure"),
        pytest.param(
            "numbers", "Underlying profit at Brill Marine was 41 million.", "Profit at Brill Marine was 22 million.",
            id="another definition",
        ),
        pytest.param("dates", "The round in Holm ended on March 3.", "The round in Holm ended in March.", id="coarser"),
        pytest.param(
            "degrees", "The storm did minor damage to the roofs.", "The storm did severe harm to the harbour of Levan.",
            id="of two things",
        ),
        pytest.param(
            "degrees", "The storm did no minor damage to the roofs.", "The storm did severe damage to the roofs.",
            id="a degree denied",
        ),
        pytest.param(
            "locations", "The treaty was signed in Holm.", "The treaty was signed in the Holm Palace.", id="one place"
        ),
        pytest.param("locations", "The treaty was signed in Holm.", "Ana Brill was born in Levan.", id="two events"),
        pytest.param("opposites", "The bridge at Holm is open.", "The bakery in Levan is closed.", id="another thing"),
        pytest.param(
            "quotations", "“A strait is no wall between the two shores,” said Ana Brill.",
            "“A strait is no wall between the two shores,” said Brill.", id="one speaker",
        ),
    ],
)  # fmt: skip
def test_what_is_no_difference_is_left_alone(detector, one, other):
    assert detector not in detections(one, other)


def test_every_detector_has_a_difference_that_it_finds():
    rows = [mark.args[1] for mark in test_a_difference_is_found.pytestmark]
    assert {row.values[0] for row in rows[0]} == set(DETECTORS) - {"sums"}  # within one article alone: test_sums.py
