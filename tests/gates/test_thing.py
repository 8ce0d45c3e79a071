import pytest
from gating import side

from summarizer.gates.thing import same_thing


def test_claims_that_share_a_name_speak_of_one_thing():
    answer = same_thing(side("Orlan wants talks."), side("Orlan refuses to talk.", "a2"), "stance")
    assert (answer.outcome, answer.answer) == ("open", "Both speak of Orlan.")


def test_two_named_subjects_without_a_word_in_common_are_two_things():
    a = side("Brask Steel will close its furnace.", subject="Brask Steel")
    b = side("Norwin has hired forty pilots.", "a2", subject="Norwin")
    answer = same_thing(a, b, "status")
    assert answer.outcome == "explained"
    assert answer.answer == "One speaks of Brask Steel, the other of Norwin."


@pytest.mark.parametrize("kind", ["identity", "location", "quote", "cause"])
def test_names_that_differ_are_the_finding_itself(kind):
    a = side("Brask Steel will close its furnace.", subject="Brask Steel")
    b = side("Norwin has hired forty pilots.", "a2", subject="Norwin")
    assert same_thing(a, b, kind).outcome == "open"


def test_a_description_may_be_anybodys_and_explains_nothing():
    a = side("The Liberal hopeful praised the dyke.", subject="Liberal")
    b = side("Runa Voss kept her counsel all winter.", "a2", subject="Runa Voss")
    assert same_thing(a, b, "stance").outcome == "open"


def test_claims_without_any_name_or_common_word_are_lowered():
    assert same_thing(side("the furnace was relit"), side("nobody came to vote", "a2"), "polarity").outcome == "lower"


def test_claims_without_names_but_with_common_words_stay():
    assert same_thing(side("the furnace was relit"), side("the furnace is cold", "a2"), "status").outcome == "open"
