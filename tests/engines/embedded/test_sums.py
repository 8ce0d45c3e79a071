"""Parts and wholes told in sentences that follow each other."""

import pytest
from weighing import sides

from summarizer.engines.embedded import EmbeddedEngine
from summarizer.engines.embedded.detectors.sums import detect
from summarizer.engines.embedded.overlap import make_weights
from summarizer.models import Pair


def found_in(text, other=None):
    """What the detector finds between any two claims of a text, or between those of two articles."""
    one = sides(text, 1)
    rest = one if other is None else sides(other, 2)
    views = EmbeddedEngine().views_of([Pair(a, b) for a in one for b in rest if a != b])
    weights = make_weights(view.proposition for pair in views for view in pair)
    return {found.explanation for a, b in views if (found := detect(a, b, weights)) is not None}


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        ("340 growers came to Holm. Of these, 210 are from the coast and 150 from the hills.", "210 and 150", "340"),
        ("Of the 45 families, 30 have left Holm. The other twelve have stayed.", "30 and twelve", "45 families"),
        ("The bridge costs 9 million euros. The state pays 6 million and Holm the remaining 5 million.", "6 million", "9 million"),
        ("Repairs cost €38 m, of which insurers bear €30 m. Holm has to find the remaining €12 m itself.", "€30", "€38"),
        ("The hall cost 1.4 million euros, of which the club paid 400,000. The rest is a loan of 600,000 euros.", "400,000", "1.4"),
    ],
)  # fmt: skip
def test_parts_that_do_not_make_their_whole_are_found(text, parts, whole):
    (explanation,) = found_in(text)
    assert parts in explanation
    assert whole in explanation


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("340 growers came to Holm. Of these, 210 are from the coast and 130 from the hills.", id="they do"),
        pytest.param("340 growers came to Holm. Of these, 210 are from the coast and 60 from the hills.", id="not all told"),
        pytest.param("340 growers came to Holm. Of these, 60% are from the coast and 70% are old.", id="shares"),
        pytest.param("Some 340 growers came to Holm. Of these, 210 are old and 150 young.", id="about so many"),
        pytest.param("340 growers came to Holm. They have 210 cows and 150 goats.", id="no parts"),
        pytest.param("Eleven stencils were found, nine on the left. Seven are old; the other four are not.", id="another division"),
        pytest.param("340 growers came. It rained. The band played. Of these, 210 are old and 150 young.", id="too far off"),
        pytest.param("Nine stood in Holm. Only four got it back. The other five shared 1,100 votes.", id="votes are no part"),
        pytest.param("The train had five cars and 84 riders. The other two stayed upright.", id="cars are no riders"),
    ],
)  # fmt: skip
def test_parts_that_may_well_be_right_are_left_alone(text):
    assert not found_in(text)


def test_the_parts_of_another_articles_whole_are_left_alone():
    assert not found_in("340 growers came to Holm.", "Of these, 210 are from the coast and 150 from the hills.")
