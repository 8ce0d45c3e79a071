"""A batch that is killed at any moment loses nothing that it had kept, and goes on to the same end."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_engine import __file__ as SCRIPT  # noqa: N812  the script is the module

from summarizer.exporting import EXPORTS
from summarizer.runs import open_run

ARTICLES = 60
EXITS = {"SIGKILL": -signal.SIGKILL, "SIGINT": 130, "SIGTERM": 130}
MOMENTS = [(name, random.Random(f"{name} {n}").randrange(1, 50)) for name in EXITS for n in range(2)]  # noqa: S311
PATIENCE = 60  # seconds, for a child on a busy machine


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(ARTICLES):
        order = "fail" if number % 20 == 7 else f"Headline {number}"
        (folder / f"{number:03}.txt").write_text(f"{order}\n\nThe bridge closed on day {number}.\nIt is long.\n")
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed")
    assert child(corpus, out / "run", out / "asked").wait(PATIENCE) == 3
    return exported(out / "run", out)


def child(corpus, run, asked, **told):
    told = {"ASKED": str(asked), **told}
    paths = os.pathsep.join([str(Path(SCRIPT).parent), str(Path(SCRIPT).parent.parent)])
    return subprocess.Popen(
        [sys.executable, SCRIPT, str(corpus), str(run)],
        env={**os.environ, **told, "PYTHONPATH": paths},
        stderr=subprocess.DEVNULL,
    )


def exported(run, folder):
    with open_run(run) as found:
        for form in ("jsonl", "csv"):
            with (folder / f"out.{form}").open("wb") as stream:
                EXPORTS[form](found, stream)
        failures = [failure.model_dump() for failure in found.failures()]
    return [(folder / f"out.{form}").read_bytes() for form in ("jsonl", "csv")], failures


def kept(run):
    with open_run(run) as found:
        return {reading.article.id for reading in found.readings()}


def finish(corpus, out, undisturbed):
    """Run to the end; what was kept before is not asked again, and the end is the undisturbed run's."""
    before = kept(out / "run") if (out / "run" / "run.sqlite").exists() else set()
    assert child(corpus, out / "run", out / "asked-again").wait(PATIENCE) == 3
    assert not before & set((out / "asked-again").read_text().split())
    assert exported(out / "run", out) == undisturbed


@pytest.mark.parametrize(("by", "at"), MOMENTS)
def test_a_signal_in_the_midst_loses_nothing_kept(by, at, corpus, undisturbed, tmp_path):
    process = child(corpus, tmp_path / "run", tmp_path / "asked", KILL_AT=str(at), KILL_BY=by, SLOWLY="0.02")
    assert process.wait(PATIENCE) == EXITS[by]
    if by != "SIGKILL":
        assert kept(tmp_path / "run"), "what was finished before the signal was saved"
    finish(corpus, tmp_path, undisturbed)


@pytest.mark.soak
@pytest.mark.parametrize("number", range(200))
def test_a_signal_at_any_moment_loses_nothing_kept(number, corpus, undisturbed, tmp_path):
    drawn = random.Random(number)  # noqa: S311
    by = drawn.choice(list(EXITS))
    process = child(corpus, tmp_path / "run", tmp_path / "asked", SLOWLY="0.02")
    try:
        process.wait(drawn.uniform(0.0, 2.0))
    except subprocess.TimeoutExpired:
        process.send_signal(getattr(signal, by))
        try:
            assert process.wait(PATIENCE) in {EXITS[by], 3, -signal.SIGTERM, -signal.SIGINT, 1}
        finally:
            process.kill()
    finish(corpus, tmp_path, undisturbed)
