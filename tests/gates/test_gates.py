from typing import get_args

import pytest
from gating import side
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.gates import GATES
from summarizer.models import FindingType, GateName, GateOutcome

TYPES = get_args(FindingType)


def test_the_table_has_every_gate_in_the_order_in_which_they_are_tried():
    assert tuple(GATES) == get_args(GateName)


@pytest.mark.parametrize("kind", TYPES)
def test_every_gate_answers_every_type_in_one_plain_sentence(kind):
    a = side("At least 12 miners died at Orlan on Monday, the minister said.", "a1")
    b = side("No one was killed at Orlan, the mine said on Wednesday.", "a2", polarity="denied", modality="possible")
    for name, gate in GATES.items():
        answer = gate(a, b, kind)
        assert answer.gate == name
        assert answer.outcome in get_args(GateOutcome)
        assert answer.answer.endswith(".")
        assert len(answer.answer) < 300
        assert "\n" not in answer.answer


WORDS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=120).filter(lambda text: bool(text.strip()))


@settings(deadline=None)  # the first example loads the tables
@given(WORDS, WORDS, st.sampled_from(TYPES))
def test_any_two_claims_get_an_answer_from_every_gate(left, right, kind):
    a, b = side(left, "a1", subject=right), side(right, "a2", polarity="denied")
    for gate in GATES.values():
        assert gate(a, b, kind) == gate(a, b, kind)
