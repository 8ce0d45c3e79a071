"""Times the model engine's path from article to reading, beside the openai SDK, instructor and LangChain on the same replies.

    python benchmarks/client.py [--part cpu|tokens] [--claims 15] [--delay 0.05] [--concurrency 64]

`cpu`: a server on loopback answers after a fixed delay with a reply that holds against the very article asked. Told is the
CPU time of the asking process (user and system) a reply, the least of some rounds, since noise only ever adds; and the
rate, as a share of what the delay and the number in flight allow. The rate suffers when the machine has other work; the
CPU time hardly does. There is no store yet, so ours is prompt, call, validation and grounding. `tokens`: what a question
costs beyond its article, counted by the vocabulary of current models of OpenAI.

The contestants are installed into environments of their own below build/benchmarks; one that can't be installed is left out.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from embedded import CASES, articles_of, of_length, texts_of

HERE = Path(__file__).parent
BUILD = HERE.parent / "build" / "benchmarks"
WORDS = 1000  # of an article: about 6 kB
ARTICLES = 320  # asked a round after the warm-up, five times 64 in flight
ROUNDS = 3
POINTS = 5  # of a reply; the prompt asks for three to seven
LONGEST_CLAIM = 400  # characters of a sentence that is made a claim; grounding takes 500
AIM_CPU_MS, AIM_TIMES, AIM_SHARE, AIM_TOKENS = 1.2, 3.0, 0.8, 900
PATIENCE = 120  # seconds for one round of one contestant; a slow one takes 5

ENVIRONMENTS: dict[str, tuple[str, ...]] = {
    "openai": ("openai[aiohttp]==3.57.0",),
    "instructor": ("instructor==1.17.0",),
    "langchain": ("langchain-openai==1.7.3",),
    "tokens": ("bpe-openai==0.1.4",),
}
"""What is installed where; instructor and LangChain each want an openai of their own, so none shares an environment."""

HOMES: dict[str, str | None] = {
    "summarizer": None,
    "summarizer, call only": None,
    "openai parse, aiohttp": "openai",
    "openai parse": "openai",
    "instructor": "instructor",
    "langchain": "langchain",
}
"""From a contestant to its environment; None is the one that runs this script."""
OURS = "summarizer"


class Work(NamedTuple):
    """What one article asks, and the reply to it."""

    mark: str
    article: dict[str, Any]
    messages: list[dict[str, str]]
    claims: int
    reply: str


def works(count: int, claims: int) -> Iterator[Work]:
    """Articles made of the cases' paragraphs, no two alike, with a reply that is accepted whole."""
    texts = texts_of(CASES)
    made = [
        of_length(
            f"{number} of {count}\n\n{texts[number % len(texts)]}\n\n{texts[(7 * number + 1) % len(texts)]}", WORDS
        )
        for number in range(count)
    ]
    for article in articles_of(made):
        yield work_of(article, claims)


def work_of(article: Any, claims: int) -> Work:
    """The question about one article, as the engine puts it, and a reply to it."""
    from summarizer.engines.model import ground, show
    from summarizer.engines.model.drafts import DraftReading
    from summarizer.prompts import load_prompt

    head, text = show.reading_head(article), show.numbered(article)
    mark = show.mark_for([head, text])
    messages = load_prompt("read").render(mark=mark, head=head, sentences=text)
    reply = reply_to(article, claims)
    accepted = ground.ground_reading(DraftReading.model_validate_json(reply), article)
    if accepted.rejected or len(accepted.value.claims) != claims:
        sys.exit(f"error: the benchmark's own reply is not accepted: {accepted.rejected[:1]}, {article.characters}")
    return Work(mark, article.model_dump(mode="json"), [message._asdict() for message in messages], claims, reply)


def reply_to(article: Any, claims: int) -> str:
    """A reading of so many claims: an article's sentences in its own words, every third by a fragment."""
    from summarizer.engines.model import show

    sentences = {
        show.one_line(article.words_of(one)): one.number
        for one in show.shown_sentences(article)
        if one.role == "body" and 20 <= one.end - one.start <= LONGEST_CLAIM
    }
    stated = list(sentences.items())[:claims]
    told = {
        "speakers": [],
        "claims": [claim_of(text, number, is_cut=place % 3 == 0) for place, (text, number) in enumerate(stated)],
        "points": [{"sentences": [number], "text": text} for text, number in stated[:POINTS]],
        "abstract": stated[0][0],
        "headline": " ".join(stated[0][0].split()[:12]),
    }
    return json.dumps(told, ensure_ascii=False)


def claim_of(text: str, number: int, *, is_cut: bool) -> dict[str, Any]:
    """One claim as a model would list it."""
    words = text.split()
    return {
        "sentences": [number],
        "fragment": " ".join(words[: max(3, len(words) // 2)]) if is_cut else None,
        "speaker": None,
        "text": text,
        "tags": [],
    }


def python_of(name: str) -> str | None:
    """The interpreter of an environment, made and filled where it is not there yet; None where that fails."""
    folder = BUILD / name
    python, ready = folder / "bin" / "python", folder / "ready"
    wanted = " ".join(ENVIRONMENTS[name])
    if ready.is_file() and ready.read_text(encoding="utf-8") == wanted:
        return str(python)
    print(f"installing {wanted} into {folder.relative_to(HERE.parent)}", file=sys.stderr)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], capture_output=True, check=False)
    asked = [str(python), "-m", "pip", "install", "--quiet", *ENVIRONMENTS[name]]
    if (
        made.returncode
        or subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False).returncode
    ):
        print(f"{name}: left out, for {wanted} could not be installed")
        return None
    ready.write_text(wanted, encoding="utf-8")
    return str(python)


@contextmanager
def server(replies: Path, delay: float) -> Iterator[str]:
    """A server of those replies, by its address."""
    asked = [sys.executable, str(HERE / "completions_server.py"), str(replies), "--delay", str(delay)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield (process.stdout.readline() if process.stdout else "").strip()
        finally:
            process.terminate()


def measured(name: str, python: str, work: Path, url: str, concurrency: int) -> dict[str, float] | None:
    """A contestant's figures: the round with the least CPU; None, with a line that says why, where it fails."""
    asked = [python, str(HERE / "contestants.py"), name, str(work), "--url", url, "--concurrency", str(concurrency)]
    rounds: list[dict[str, float]] = []
    for _ in range(ROUNDS):
        try:
            done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            print(f"{name}: left out, for a round took longer than {PATIENCE} s")
            return None
        if done.returncode:
            print(f"{name}: left out, for it failed: {(done.stderr.strip().splitlines() or ['?'])[-1][:300]}")
            return None
        rounds.append(json.loads(done.stdout))
    if any(one["good"] < one["asked"] for one in rounds):
        print(f"{name}: left out, for only {min(one['good'] for one in rounds)} of its replies were good")
        return None
    best = min(rounds, key=lambda one: one["cpu_ms"])
    return best | {"replies_a_second": max(one["replies_a_second"] for one in rounds)}


def compare_cpu(options: argparse.Namespace) -> None:
    """CPU a reply and rate of every contestant, against the same server."""
    made = list(works(ARTICLES + options.concurrency, options.claims))
    characters = statistics.mean(len(one.article["text"]) for one in made)
    size = statistics.mean(len(one.reply) for one in made)
    print(f"articles of {characters:,.0f} characters, replies of {size:,.0f} with {options.claims} claims")
    print(
        f"{options.concurrency} in flight, {options.delay * 1000:.0f} ms a reply, the best of {ROUNDS} rounds of {ARTICLES}"
    )
    ideal = options.concurrency / options.delay
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        work, replies = Path(folder) / "work.json", Path(folder) / "replies.json"
        work.write_text(json.dumps([one._asdict() | {"reply": None} for one in made]), encoding="utf-8")
        replies.write_text(json.dumps({one.mark: one.reply for one in made}), encoding="utf-8")
        with server(replies, options.delay) as url:
            for name, home in HOMES.items():
                python = sys.executable if home is None else python_of(home)
                figures = measured(name, python, work, url, options.concurrency) if python else None
                if figures:
                    found[name] = figures["cpu_ms"]
                    print(
                        f"{name:<22} CPU {figures['cpu_ms']:6.2f} ms a reply, {figures['replies_a_second']:5.0f} a second"
                        f" ({figures['replies_a_second'] / ideal:4.0%} of the ideal), peak {figures['peak_mb']:.0f} MB"
                    )
    judge_cpu(found)


def judge_cpu(found: dict[str, float]) -> None:
    """Hold the figures against the aims."""
    if OURS not in found:
        return
    print(f"CPU of {OURS}: {found[OURS]:.2f} ms, the aim is at most {AIM_CPU_MS} with a store")
    for name, value in found.items():
        if HOMES[name] is not None:
            print(f"{name} / {OURS}: {value / found[OURS]:.2f} times, the aim is at least {AIM_TIMES:.0f}")
    print(f"the aim for the rate is {AIM_SHARE:.0%} of the ideal")


COUNT = """
import json, sys
import bpe_openai
encoding = bpe_openai.get_encoding("o200k_base")
print(json.dumps([len(encoding.encode(text)) for text in json.load(sys.stdin)]))
"""


def count_tokens(options: argparse.Namespace) -> None:
    """Tokens of a question beyond its article, part by part."""
    from summarizer.engines.model.drafts import DraftReading
    from summarizer.engines.model.schema import strict_schema

    python = python_of("tokens")
    if python is None:
        return
    made = list(works(60, options.claims))
    schema = json.dumps(strict_schema(DraftReading), separators=(",", ":"))
    texts = [schema, made[0].messages[0]["content"]]
    texts += [text for one in made for text in (one.messages[1]["content"], one.article["text"])]
    done = subprocess.run([python, "-c", COUNT], input=json.dumps(texts), capture_output=True, text=True, check=True)
    form, system, *others = json.loads(done.stdout)
    beside = statistics.mean(asked - article for asked, article in zip(others[::2], others[1::2], strict=True))
    article = statistics.mean(others[1::2])
    print(
        f"an article has {article:,.0f} tokens; beyond it a question has {system + beside:,.0f}, the aim is at most {AIM_TOKENS}"
    )
    print(f"  of these the instructions {system}, the numbers of sentences and the frame {beside:,.0f}")
    print(f"the answer's JSON Schema, which an endpoint may count too, has {form}")


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {"cpu": compare_cpu, "tokens": count_tokens}


def main() -> None:
    """Run the parts asked for, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--claims", type=int, default=15, help="in a reply")
    parser.add_argument("--delay", type=float, default=0.05, help="seconds")
    parser.add_argument("--concurrency", type=int, default=64)
    options = parser.parse_args()
    begun = time.perf_counter()
    for part in [options.part] if options.part else PARTS:
        PARTS[part](options)
    print(f"{time.perf_counter() - begun:.0f} s in all", file=sys.stderr)


if __name__ == "__main__":
    main()
