import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.text.names import aliases, find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("On Monday, Ana Brill met J. K. Marsh.", ["Ana Brill", "J. K. Marsh"], id="initials, no weekday"),
        pytest.param("The Bank of Levan raised rates.", ["Bank of Levan"], id="of inside a name"),
        pytest.param("Mayor Jan van der Horst left.", ["Jan van der Horst"], id="a particle, no title"),
        pytest.param("North Korean leader Moon Dae met him.", ["North Korean", "Moon Dae"], id="a demonym apart"),
        pytest.param("He told us that the UN and the US agreed.", ["UN", "US"], id="us the pronoun, US the state"),
        pytest.param("Moon Sang Un spoke.", ["Moon Sang Un"], id="a name that ends like an abbreviation"),
        pytest.param("The river rose.", [], id="a capital at the head of a sentence"),
    ],
)
def test_names_are_found(text, names):
    assert [name.text for name in find_names(text)] == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Washington", "the United States"),
        ("Pyongyang", "North Korean"),
        ("Ana Brill", "Brill"),
        ("Moscow", "the Kremlin"),
    ],
)
def test_wordings_of_one_name_share_a_key(one, other):
    assert {name.key for name in find_names(f"Then {one} spoke.")} == {
        name.key for name in find_names(f"Then {other} spoke.")
    }


def test_a_bank_of_a_place_is_not_the_place():
    assert find_names("The Bank of Levan spoke.")[0].key != find_names("Then Levan spoke.")[0].key


def test_in_a_headline_in_title_case_only_known_names_count():
    assert [name.text for name in find_names("Washington Seems Ready To Reject Another Treaty")] == ["Washington"]


@given(st.text())
def test_names_stand_at_their_offsets(text):
    assert all(text[name.start : name.end] == name.text for name in find_names(text))


def test_no_wording_stands_for_two_states():
    assert all(aliases()[key] == key for key in set(aliases().values()))
