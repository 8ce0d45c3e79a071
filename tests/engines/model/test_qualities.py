"""What is read of a claim without asking: who is quoted, what it is about, on what it hangs."""

import pytest
from scripted import make_article

from summarizer.engines.model.qualities import condition_of, quoted_words, subject_of

TALK = make_article(
    "“It held,” said Lind. “We are glad.\nNobody was hurt.” The mayor agreed.\nHe called it a “miracle”.\n"
    'Vale said: "No."'
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "It held, We are glad."),
        (2, "Nobody was hurt."),
        (3, "miracle"),
        (4, "No."),
    ],
    ids=["one opened at the end", "one that an earlier sentence opened", "a word", "straight marks"],
)
def test_what_stands_in_quotation_marks_is_collected_sentence_by_sentence(number, words):
    sentence = TALK.sentences[number - 1]
    assert quoted_words(TALK, sentence, sentence.end) == words


NEWS = make_article(
    "On Monday Vale rejected the plan. The mayor of Olmen, Foreign Minister Tilda Havran and the EU met."
)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Vale rejects the plan that was announced.", "Vale"),
        ("Foreign Minister Tilda Havran rejected new talks.", "Foreign Minister Tilda Havran"),
        ("The bridge at Olmen closed.", "the bridge at Olmen"),
        ("Repairs will cost money.", "repairs"),
        ("The mayor's plan has failed.", "the mayor's plan"),
        ("Nobody hurt", None),
        ("The wounded were taken to hospital.", None),
        ("In the third of the nine long winters of the great war the town was lost.", None),
        ("", None),
    ],
)
def test_a_subject_is_a_name_at_the_head_or_what_stands_before_the_verb(text, subject):
    assert subject_of(text, NEWS) == subject


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("It will open if the river falls, he said.", "if the river falls"),
        ("Unless it rains, it opens.", "Unless it rains"),
        ("It opens even if it rains.", None),
        ("It opens.", None),
    ],
)
def test_a_condition_is_sliced_from_its_sentence(line, condition):
    article = make_article(line)
    assert condition_of(article, article.sentences[0]) == condition
