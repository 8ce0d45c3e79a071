import hashlib

import pytest

from summarizer.engines.embedded.speech import find_talk
from summarizer.models import Article
from summarizer.text.sentences import split


def read(text):
    return Article(
        id="a1", source="test", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), sentences=split(text)
    )


def said_in(text):
    article = read("Dam inspected after rain\n\n" + text)
    talk, _ = find_talk(article)
    return [
        (article.text[said.start : said.end], said.attribution.name, said.attribution.role, said.attribution.mode)
        for number in sorted(talk)
        for said in talk[number].utterances
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The dam is safe, Ana Brill said.", ("The dam is safe", "Ana Brill", None, "indirect"), id="speaker behind"
        ),
        pytest.param(
            "Ana Brill said that the dam was safe.",
            ("the dam was safe.", "Ana Brill", None, "indirect"),
            id="that clause",
        ),
        pytest.param(
            "Ana Brill said the dam was safe.", ("the dam was safe.", "Ana Brill", None, "indirect"), id="no that"
        ),
        pytest.param(
            "“The dam is perfectly safe,” said Ana Brill.",
            ("The dam is perfectly safe", "Ana Brill", None, "direct"),
            id="verb before the name",
        ),
        pytest.param(
            "“The dam is perfectly safe,” Ana Brill said.",
            ("The dam is perfectly safe", "Ana Brill", None, "direct"),
            id="verb behind the name",
        ),
        pytest.param(
            '"The dam is perfectly safe," said Ana Brill, the mayor of Port Levan.',
            ("The dam is perfectly safe", "Ana Brill", "the mayor of Port Levan", "direct"),
            id="role behind the name, straight quotes",
        ),
        pytest.param(
            "Brill, who also chairs the valley board, told reporters on Monday that the dam was safe.",
            ("the dam was safe.", "Brill", None, "indirect"),
            id="a relative clause between speaker and verb",
        ),
        pytest.param(
            "Levan’s ambassador to the River Council, Ana Maria Brill, said the treaty was dead.",
            ("the treaty was dead.", "Ana Maria Brill", "Levan’s ambassador to the River Council", "indirect"),
            id="role with names before a name of three words",
        ),
        pytest.param(
            "A retired engineer, speaking from Osthaven, indicated that the wall had moved.",
            ("the wall had moved.", None, "A retired engineer", "indirect"),
            id="an unnamed speaker",
        ),
        pytest.param(
            "Jo Marsh, the mayor, called the decision to close the pier a mistake and said that the wall had moved.",
            ("the wall had moved.", "Jo Marsh", "the mayor", "indirect"),
            id="what somebody called something is not the speaker",
        ),
        pytest.param(
            "The council welcomed the offer of a loan and added that the wall had moved.",
            ("the wall had moved.", None, "The council", "indirect"),
            id="an earlier verb of the same subject",
        ),
        pytest.param(
            "The Maritime Authority said the wall had moved.",
            ("the wall had moved.", "Maritime Authority", None, "indirect"),
            id="an article is no role",
        ),
        pytest.param(
            "According to Deputy Minister Jan van der Horst, the wall had moved.",
            ("the wall had moved.", "Jan van der Horst", "Deputy Minister", "indirect"),
            id="according to, with a particle in the name",
        ),
        pytest.param(
            "The wall had moved by an inch, according to the ministry.",
            ("The wall had moved by an inch", None, "the ministry", "indirect"),
            id="according to, behind",
        ),
        pytest.param(
            "The roof was loosened by blasting, the ministry's chief inspector, Dr Peter Sol, said after a visit.",
            ("The roof was loosened by blasting", "Peter Sol", "the ministry's chief inspector", "indirect"),
            id="what is said first, then role, name and an adverbial",
        ),
        pytest.param(
            "The wall had moved, according to three people who had been standing on it.",
            ("The wall had moved", None, "three people", "indirect"),
            id="speakers with a relative clause",
        ),
        pytest.param(
            "“I could not see the wall,” said Ana Brill, of Port Levan, who was going home with two children.",
            ("I could not see the wall", "Ana Brill", None, "direct"),
            id="what is told of the speaker is not said by her",
        ),
        pytest.param(
            "The pier, Ana Brill said, was closed for good.",
            ("The pier, Ana Brill said, was closed for good.", "Ana Brill", None, "indirect"),
            id="a sentence split by its speaker",
        ),
        pytest.param(
            "On Monday, the harbour master said the pier was closed.",
            ("the pier was closed.", None, "the harbour master", "indirect"),
            id="an opener before the speaker",
        ),
    ],
)
def test_a_statement_is_given_to_its_speaker(text, expected):
    assert said_in(text) == [expected]


def test_he_said_means_the_last_named_speaker_whom_it_fits():
    said = said_in("Mr Olaf Brandt said the dam was safe. Ms Ida Roth said it was not. He said the rain had stopped.")
    assert [speaker for _, speaker, _, _ in said] == ["Olaf Brandt", "Ida Roth", "Olaf Brandt"]


def test_a_surname_is_completed_to_the_full_name_with_the_role_told_before():
    said = said_in("“The dam is quite safe,” said Ana Brill, the mayor. Brill said that the road was open.")
    assert said[1][1:3] == ("Ana Brill", "the mayor")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Medical director Dr Ana Brill", "Medical director"),
        ("The hospital trust on Saturday", "The hospital trust"),
        ("The hospital trust last week", "The hospital trust"),
        ("The Mail on Sunday", "The Mail on Sunday"),
    ],
)
def test_a_role_ends_before_an_honorific_or_a_day(words, role):
    assert said_in(f"{words} said that the dam was safe.")[0][2] == role


def test_every_sentence_of_a_long_quotation_has_its_speaker():
    said = said_in("“The dam is safe. It was checked on Monday. Nobody need leave,” said Ana Brill.")
    assert len(said) == 3
    assert {speaker for _, speaker, _, _ in said} == {"Ana Brill"}


def test_somebody_described_first_and_named_later_is_one_speaker():
    said = said_in(
        "A retired Levan diplomat said that the talks were alive. The retired diplomat, Jo Marsh, said that Levan was ready."
    )
    assert [speaker for _, speaker, _, _ in said] == ["Jo Marsh", "Jo Marsh"]


def test_each_turn_of_a_transcript_belongs_to_its_speaker():
    said = said_in("HOST: Was the gate closed that night?\n\nBRANDT: It was open. I saw that it was open.")
    assert [speaker for _, speaker, _, _ in said[-2:]] == ["BRANDT", "BRANDT"]


def test_a_phrase_quoted_within_a_clause_is_no_statement_of_its_own():
    said = said_in('Ana Brill said the works were "late, dear and damp" all year.')
    assert said == [('the works were "late, dear and damp" all year.', "Ana Brill", None, "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        "The dam had not conceded an inch to the river in forty years.",
        "The wall was found to be sound by the inspectors.",
        "Brill promised lower fees and a new park.",
        "The authority had warned the operator about the fans in March.",
    ],
)
def test_a_verb_that_reports_nothing_gives_no_speaker(text):
    assert said_in(text) == []


def test_spans_of_what_is_said_lie_in_the_text():
    text = "“One thing,” said Ana Brill, “is certain: the dam holds.” She left."
    for words, _, _, _ in said_in(text):
        assert words in text
