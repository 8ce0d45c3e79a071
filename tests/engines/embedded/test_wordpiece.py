import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.embedded.networks.wordpiece import MPNET, WordPiece

PIECES = "[UNK] [CLS] [SEP] the mine ##r ##s , . un ##open ##ed 7 cafe 北 a".split()


@pytest.fixture
def tokenizer():
    return WordPiece(PIECES)


def words(tokenizer, text):
    return [PIECES[number] for number in tokenizer.pieces(text)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("The miners", ["the", "mine", "##r", "##s"]),
        ("unopened, the", ["un", "##open", "##ed", ",", "the"]),
        ("Café", ["cafe"]),
        ("北7", ["北", "7"]),
        ("zebra the", ["[UNK]", "the"]),
        ("the\u200bmine \x00.", ["[UNK]", "."]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_the_longest_known_pieces(tokenizer, text, pieces):
    assert words(tokenizer, text) == pieces


def test_a_text_stands_between_its_marks_and_is_cut_at_the_end(tokenizer):
    assert [PIECES[n] for n in tokenizer.single("the mine the mine", 4)] == ["[CLS]", "the", "mine", "[SEP]"]


def test_another_network_has_marks_of_its_own_and_numbers_that_lie_higher():
    the, mine = (PIECES.index(piece) + 4 for piece in ("the", "mine"))
    ids, sides = WordPiece(PIECES, MPNET).pair("the mine", "the", 20)
    assert ids == [0, the, mine, 2, 2, the, 2]
    assert sides == [0, 0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("first", "second", "longest", "sizes"),
    [
        ("the mine", "the", 9, (4, 2)),
        ("the " * 10, "the", 9, (7, 2)),
        ("the", "the " * 10, 9, (3, 6)),
        ("the " * 10, "the " * 10, 9, (5, 4)),
    ],
)
def test_the_longer_of_two_texts_loses_pieces(tokenizer, first, second, longest, sizes):
    ids, sides = tokenizer.pair(first, second, longest)
    assert len(ids) == len(sides) <= longest
    assert (sides.count(0), sides.count(1)) == sizes


@given(st.text(), st.text(), st.integers(min_value=5, max_value=40))
def test_any_two_texts_fit(first, second, longest):
    tokenizer = WordPiece(PIECES)
    ids, sides = tokenizer.pair(first, second, longest)
    assert len(ids) == len(sides) <= longest
    assert ids.count(PIECES.index("[SEP]")) == 2
    assert sides == sorted(sides)
    assert len(tokenizer.single(first, longest)) <= longest
