import pytest

from summarizer.engines.embedded.figures import ANYTHING, MONEY, PEOPLE, Figures, hold_figures, kind_of
from summarizer.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Some 140 people work at the foundry.", PEOPLE),
        ("Its 160 workers were told on Tuesday.", PEOPLE),
        ("The blast killed 26.", PEOPLE),
        ("The fine was 6,000 pounds.", MONEY),
        ("It costs 12 euros a year.", MONEY),
        ("The ash rose seven kilometres.", "length"),
        ("Seven of them came.", ANYTHING),
        ("They sank 34 rafts.", "raft"),
    ],
)
def test_a_figure_has_a_kind(text, kind):
    [figure, *_] = find_quantities(text)
    assert kind_of(figure) == kind


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("About 140 people work there.", "Its 160 workers left.", Figures(kin=1), id="people by two names"),
        pytest.param("Of the 26 dead many were young.", "Twelve came home.", Figures(kin=1), id="a bare number"),
        pytest.param("They sank 34 rafts.", "They sank 34 rafts.", Figures(met=1, kin_met=1), id="agreed"),
        pytest.param("It is 40 metres long.", "It cost 40 euros.", Figures(), id="two kinds"),
        pytest.param(
            "Orders came to 2.9 billion kroner.", "Orders came to DKK 2.6bn.", Figures(units=1, kin=1), id="a currency by two names"
        ),
        pytest.param("It rained.", "It rained on 12 people.", Figures(), id="no figure"),
    ],
)  # fmt: skip
def test_figures_of_two_sentences_are_held_against_each_other(one, other, expected):
    assert hold_figures(find_quantities(one), find_quantities(other)) == expected
    assert hold_figures(find_quantities(other), find_quantities(one)) == expected
