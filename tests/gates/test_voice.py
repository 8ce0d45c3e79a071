import pytest
from gating import side

from summarizer.gates.voice import same_voice


def made(text, article_id="a1", speaker=None, subject=None, kind="position"):
    return side(text, article_id, speaker=speaker, subject=subject, kind=kind)


@pytest.mark.parametrize(
    ("a", "b", "kind", "expected"),
    [
        (made("Orlan wants talks."), made("Orlan refuses talks.", "a2"), "stance", "open"),
        (made("Orlan wants talks.", speaker="Mara Vey"), made("Orlan refuses talks.", "a2"), "stance", "open"),
        (
            made("Orlan wants talks.", speaker="Mara Vey", subject="Orlan"),
            made("Orlan refuses talks.", "a2", speaker="Vey", subject="Orlan"),
            "stance",
            "open",
        ),
        (
            made("I favour the bridge.", speaker="Mara Vey"),
            made("I reject the bridge.", "a2", speaker="Tomas Brask"),
            "stance",
            "dispute",
        ),
        (
            made("Vey favours the bridge.", speaker="Mara Vey", subject="Vey"),
            made("Brask rejects the bridge.", speaker="Tomas Brask", subject="Brask"),
            "stance",
            "dispute",
        ),
        (
            made("Orlan wants talks.", speaker="Mara Vey", subject="Orlan"),
            made("Orlan refuses talks.", speaker="Tomas Brask", subject="Orlan"),
            "stance",
            "open",
        ),
        (
            made("It was a fine play.", speaker="Mara Vey", kind="opinion"),
            made("It was a poor play.", "a2", speaker="Tomas Brask", kind="opinion"),
            "degree",
            "dispute",
        ),
        (
            made("Twelve men came.", speaker="Mara Vey", kind="quantity"),
            made("Thirty men came.", "a2", speaker="Tomas Brask", kind="quantity"),
            "number",
            "open",
        ),
        (
            made("The lamp burned.", speaker="Mara Vey", kind="event"),
            made("The lamp was dark.", speaker="Tomas Brask", kind="event"),
            "polarity",
            "dispute",
        ),
        (
            made("I wrote the song.", speaker="Mara Vey", kind="event"),
            made("I wrote the song.", "a2", speaker="Tomas Brask", kind="event"),
            "quote",
            "open",
        ),
    ],
    ids=[
        "both articles themselves",
        "a speaker against the article",
        "one speaker twice",
        "each of himself, in the first person",
        "each of himself, by name",
        "two accounts of a third",
        "two opinions",
        "two witnesses in two articles",
        "two witnesses in one article",
        "who said it is the finding",
    ],
)
def test_two_voices_are_a_dispute_where_each_speaks_for_itself(a, b, kind, expected):
    assert same_voice(a, b, kind).outcome == expected


def test_the_answer_names_the_speakers():
    a, b = made("x y z", speaker="Mara Vey"), made("x y z", "a2", speaker="Tomas Brask")
    assert "Mara Vey and Tomas Brask" in same_voice(a, b, "number").answer
