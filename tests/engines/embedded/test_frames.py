import pytest

from summarizer.engines.embedded.frames import find_frames
from summarizer.text.names import find_names
from summarizer.text.tokens import tokenize


def frames_of(text):
    return find_frames(tokenize(text), find_names(text), frozenset({"subject"}))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param("Levan is keen on talks.", 1, id="interest"),
        pytest.param("Levan is not keen on talks.", -1, id="no interest"),
        pytest.param("Levan rejected the talks.", -1, id="rejection"),
        pytest.param("Levan refused to rule out talks.", 1, id="two against make one for"),
        pytest.param("Levan dismissed any hope of resuming talks.", -1, id="dismissing what would be for"),
        pytest.param("Levan has no intention of joining the talks.", -1, id="no intention"),
        pytest.param("Levan's refusal to consider talks was final.", -1, id="a noun that refuses"),
        pytest.param("Levan's lack of interest in talks was plain.", -1, id="lack of interest"),
        pytest.param("Levan did not reject the talks.", 1, id="a rejection denied"),
        pytest.param("Levan turned down the talks.", -1, id="a phrase"),
        pytest.param("Levan demanded that Osthaven abandon its weapons.", -1, id="asking for an end is against"),
    ],
)
def test_signs_multiply_along_a_chain(text, sign):
    assert frames_of(text)[0].sign == sign


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        pytest.param("Pyongyang rejected the talks.", {"north korea"}, id="a capital stands for its government"),
        pytest.param("Despite Levan's doubts, Osthaven supports the talks.", {"osthaven"}, id="the nearest subject"),
        pytest.param(
            "Russian leader Ana Brill's sister, Ida Roth, dismissing the talks, left.",
            {"russia", "brill", "roth"},
            id="an apposition describes one holder",
        ),
        pytest.param("The talks were rejected by Osthaven.", {"osthaven"}, id="a passive's agent"),
        pytest.param("Brill knows Levan well, but he rejects the talks.", {"subject"}, id="a pronoun"),
    ],
)
def test_the_holder_is_who_takes_the_stance(text, holders):
    assert frames_of(text)[-1].holders == frozenset(holders)


def test_topics_are_compared_by_concept():
    one, other = frames_of("Levan rejected the negotiations.")[0], frames_of("Levan wants a dialogue.")[0]
    assert one.topic == other.topic == frozenset({"talks"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("There were reservations about Levan's willingness to talk.", id="an opaque noun asserts nothing"),
        pytest.param("The river rose by two metres.", id="no stance"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_takes_no_stance_gives_no_frame(text):
    assert frames_of(text) == []
