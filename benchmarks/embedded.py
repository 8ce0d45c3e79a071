"""Times the embedded engine on the published cases, beside LexRank of sumy where that is installed.

    python benchmarks/embedded.py [CASES]

Every measurement is a fresh process, pinned to one core or to all. Printed are articles a second for `summarize` and
`compare`, the time of a whole `compare` command on two articles, what opening costs, and the peak of memory.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

CASES = Path(__file__).parent.parent / "examples" / "cases"
WORDS = 600  # of an article as it is timed: a case's article, repeated paragraph by paragraph or cut
ROUNDS = 3  # the best of so many is told: noise only ever adds


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def pin(count: int) -> None:
    """Keep this process on its first `count` cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:count])


def texts_of(cases: Path) -> list[str]:
    """The cases' articles."""
    return [path.read_text(encoding="utf-8") for path in sorted(cases.glob("*/articles/*.txt"))]


def of_length(text: str, words: int) -> str:
    """A text of about so many words: its paragraphs, again from the top where it is too short."""
    paragraphs = text.split("\n\n")
    made: list[str] = []
    while sum(len(part.split()) for part in made) < words:
        made.append(paragraphs[len(made) % len(paragraphs)])
    return "\n\n".join(made)


def articles_of(texts: list[str]) -> Iterator[object]:
    """The texts as articles."""
    from summarizer.readers import read_article

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts, 1):
            path = Path(folder) / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            yield read_article(str(path), f"a{number}")


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


def summarizing(cases: Path) -> dict[str, float]:
    """Articles of 600 words a second."""
    from summarizer.engines.embedded import EmbeddedEngine

    articles = list(articles_of([of_length(text, WORDS) for text in texts_of(cases)]))

    def work() -> None:
        engine = EmbeddedEngine()  # a new one: an old one remembers its articles
        for article in articles:
            asyncio.run(engine.read(article))  # type: ignore[arg-type]

    return {"articles_a_second": len(articles) / best(work), **memory()}


def comparing(cases: Path) -> dict[str, float]:
    """Comparisons of two articles a second."""
    from summarizer.compare import compare_readings
    from summarizer.engines.embedded import EmbeddedEngine

    texts = [of_length(text, WORDS) for text in texts_of(cases)][:16]
    articles = list(articles_of(texts))

    def work() -> None:
        engine = EmbeddedEngine()
        for one, other in zip(articles[::2], articles[1::2], strict=False):
            readings = [asyncio.run(engine.read(article)) for article in (one, other)]  # type: ignore[arg-type]
            asyncio.run(compare_readings(readings, engine))  # type: ignore[arg-type]

    return {"comparisons_a_second": (len(articles) // 2) / best(work), **memory()}


def opening(cases: Path) -> dict[str, float]:
    """What it costs to import the engine and to open all networks."""
    begun = time.perf_counter()
    from summarizer.engines.embedded.networks import Embedder, PairJudge, Reranker

    imported = time.perf_counter()
    Embedder().encode(["One sentence."])
    PairJudge().one_way([("One sentence.", "Another sentence.")])
    Reranker().one_way([("One sentence.", "Another sentence.")])
    opened = time.perf_counter()
    del cases
    return {"import_s": imported - begun, "open_s": opened - imported, **memory()}


def lexrank(cases: Path) -> dict[str, float]:
    """Articles a second, and key facts covered, of sumy's LexRank with as many sentences as a third of the text."""
    from sumy.nlp.stemmers import Stemmer
    from sumy.nlp.tokenizers import Tokenizer
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    from summarizer.evaluation import FACT_COVERED
    from summarizer.text.sentences import split
    from summarizer.text.tokens import content_stems

    class Sentences(Tokenizer):  # type: ignore[misc]  # sumy's own wants data that its package does not bring
        def __init__(self) -> None:
            self._language = "english"

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(text[s.start : s.end] for s in split(text))

        def to_words(self, sentence: str) -> tuple[str, ...]:
            return tuple(word for word in sentence.split() if word.isalpha())

    summarizer = LexRankSummarizer(Stemmer("english"))

    def summary(text: str) -> str:
        document = PlaintextParser.from_string(text, Sentences()).document
        third, told = len(text.split()) / 3, []
        for sentence in summarizer(document, len(document.sentences) // 3):
            if sum(len(str(other).split()) for other in [*told, sentence]) <= third:
                told.append(sentence)
        return " ".join(map(str, told))

    texts = [of_length(text, WORDS) for text in texts_of(cases)]
    seconds = best(lambda: [summary(text) for text in texts])
    covered = total = 0
    for path in sorted(cases.glob("*/gold.json")):
        for name, facts in json.loads(path.read_text(encoding="utf-8")).get("key_facts", {}).items():
            text = (path.parent / "articles" / name).read_text(encoding="utf-8")
            told = content_stems(summary(text) + " " + text.split("\n", 1)[0])
            wanted = [content_stems(fact) for fact in facts]
            covered += sum(len(fact & told) >= FACT_COVERED * len(fact) for fact in wanted)
            total += len(wanted)
    return {"articles_a_second": len(texts) / seconds, "key_facts": covered / (total or 1), **memory()}


def memory() -> dict[str, float]:
    """The peak of this process, in MB."""
    return {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


PARTS: dict[str, Callable[[Path], dict[str, float]]] = {
    "summarize": summarizing,
    "compare": comparing,
    "open": opening,
    "sumy LexRank": lexrank,
}


def measured(part: str, count: int, cases: Path) -> dict[str, float] | None:
    """One part in a process of its own; None where it can't be measured here."""
    asked = [sys.executable, __file__, str(cases), "--part", part, "--cores", str(count)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{part}: not measured ({done.stderr.strip().splitlines()[-1:]})", file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(done.stdout)
    return found


def whole_command(cases: Path) -> float:
    """Seconds of `summarizer compare` on two articles, a process from start to end."""
    pair = sorted(next(iter(sorted(cases.glob("*/articles")))).glob("*.txt"))[:2]
    asked = [sys.executable, "-m", "summarizer", "compare", *map(str, pair), "--engine", "embedded", "-q"]
    return best(lambda: subprocess.run(asked, check=True, stdout=subprocess.DEVNULL))


def main() -> None:
    """Prints one line a measurement, and ratios to the peer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, nargs="?", default=CASES)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--cores", type=int, default=1)
    options = parser.parse_args()
    if options.part:
        pin(options.cores)
        print(json.dumps(PARTS[options.part](options.cases)))
        return
    speeds: dict[str, float] = {}
    for part in PARTS:
        for count in sorted({1, cores()}):
            found = measured(part, count, options.cases)
            if found is not None:
                print(f"{part}, cores {count}: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()))
                speeds[f"{part} {count}"] = next(iter(found.values()))
    print(f"summarizer compare, two articles, whole command: {whole_command(options.cases):.2f} s")
    if speeds.get("sumy LexRank 1"):
        print(f"summarize / sumy LexRank, one core: {speeds['summarize 1'] / speeds['sumy LexRank 1']:.2f}")


if __name__ == "__main__":
    main()
