import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from summarizer.engines.embedded.networks import CLASSES, Embedder, PairJudge, Reranker
from summarizer.engines.embedded.networks.session import DATA

REFERENCE = Path(__file__).parent / "embedder_reference.json"
HASHES = DATA / "sha256.txt"


@pytest.fixture(scope="module")
def embedder():
    return Embedder()


@pytest.fixture(scope="module", params=[PairJudge, Reranker])
def judge(request):
    return request.param()


def test_every_artefact_is_the_one_that_was_measured():
    listed = dict(reversed(line.split()) for line in HASHES.read_text().splitlines())
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in DATA.iterdir() if path != HASHES}
    assert found == listed


def test_eight_bits_keep_the_direction_of_full_precision(embedder):
    reference = json.loads(REFERENCE.read_text())
    rows = embedder.encode([item["text"] for item in reference])
    full = np.array([item["row"] for item in reference])
    cosines = (rows * full).sum(1) / np.linalg.norm(full, axis=1)
    assert cosines.min() >= 0.98
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-3)


def test_what_means_the_same_lies_closer_than_what_does_not(embedder):
    a, b, c = embedder.encode(
        [
            "The bridge was shut after the storm.",
            "Following the gale the crossing was closed.",
            "Profits at the bank doubled.",
        ]
    )
    assert a @ b > a @ c + 0.3


def test_the_judge_gives_logarithms_of_shares_of_one(judge):
    rows = judge.both_ways([("Twelve people died.", "Nobody was hurt."), ("It rained.", "Shares fell.")])
    assert rows.shape == (2, len(CLASSES))
    assert (rows <= 0).all()
    one_way = judge.one_way([("Twelve people died.", "Nobody was hurt.")])
    assert np.exp(one_way).sum() == pytest.approx(1, abs=1e-4)


def test_the_larger_network_tells_a_contradiction_from_two_matters():
    [clash, apart] = Reranker().one_way(
        [
            ("The bridge at Holm stayed open all night.", "All night long nobody could cross the bridge at Holm."),
            ("The bridge at Holm stayed open all night.", "The bakery on the hill won a prize for its bread."),
        ]
    )
    assert np.exp(clash[2:]).sum() > 0.5 > np.exp(apart[2:]).sum()


@pytest.mark.parametrize("size", [0, 1, 40])
def test_rows_come_in_the_order_of_their_texts_and_do_not_depend_on_it(embedder, size):
    texts = [f"Sentence number {n} of {size * n} is here." for n in range(size)]
    there, back = embedder.encode(texts), embedder.encode(texts[::-1])
    assert there.shape == (size, Embedder.WIDTH)
    assert (there == back[::-1]).all()


@pytest.mark.parametrize("text", ["", " ", "\x00", "word " * 5000, "🙂" * 300, "ABC\u202eDEF"])
def test_any_text_can_be_read(embedder, judge, text):
    assert np.isfinite(embedder.encode([text])).all()
    assert np.isfinite(judge.both_ways([(text, "A sentence."), (text, text)])).all()


def test_the_runtime_leaves_no_trace_and_reports_to_nobody(tmp_path):
    code = "from summarizer.engines.embedded.networks import Embedder; Embedder().encode(['A sentence.'])"
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    home = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "USERPROFILE", "LOCALAPPDATA"), str(tmp_path))
    subprocess.run([sys.executable, "-c", code], check=True, env=environment | home)
    assert list(tmp_path.rglob("*")) == []
