"""Times the HTML report of a large comparison: 50 articles of 200 claims, 300 findings, 200 agreements.

    python benchmarks/page.py [--articles N] [--claims N] [--findings N] [--agreements N] [-o FILE]

Printed are the seconds of making it (best of three), its size, and where Playwright and a Chromium are installed, the
seconds until it has loaded there and until a choice of findings is shown.
"""

import argparse
import hashlib
import os
import random
import shutil
import tempfile
import time
from pathlib import Path

from summarizer.contract import ComparisonDocument, DocumentFinding, Gate, ReadArticle
from summarizer.gates import GATES
from summarizer.models import Agreement, Attribution, Claim, EngineInfo, Evidence, FindingSide, Point, Summary, Usage
from summarizer.reports.html import render

ROUNDS = 3  # the best of so many is told: noise only ever adds
WORDS = "harbour council minister strike vote bridge water report union market price storm train clinic school".split()
RELATIONS, TYPES, SEVERITIES = (
    ("conflict", "dispute", "change"),
    ("number", "stance", "date"),
    ("high", "medium", "low"),
)


def make_article(number: int, claims: int, dice: random.Random) -> ReadArticle:
    """An article whose every sentence is a claim of twenty-one words, as long as a sentence of the news."""
    article_id = f"a{number}"
    sentences = [
        f"The {' '.join(dice.choices(WORDS, k=13))} of {dice.randint(2, 900)} people on {dice.randint(1, 28)} May 2026."
        for _ in range(claims)
    ]
    made, texts, start = [], [], 0
    for index, sentence in enumerate(sentences):
        who = (
            Attribution(name=f"Speaker {index % 40}", role="spokesman", mode="indirect") if index % 3 else Attribution()
        )
        made.append(
            Claim(
                id=f"{article_id}.c{index + 1}",
                text=sentence,
                kind="event",
                quote=sentence,
                start=start,
                end=start + len(sentence),
                sentence=index + 1,
                attribution=who,
                time=f"2026-05-{index % 28 + 1:02}" if index % 4 == 0 else None,
            )
        )
        end = "\n\n" if index % 4 == 3 else " "
        texts.append(sentence + end)
        start += len(sentence) + len(end)
    text = "".join(texts)
    points = tuple(
        Point(text=one.text, evidence=(Evidence(quote=one.quote, start=one.start, end=one.end),)) for one in made[:7]
    )
    return ReadArticle(
        id=article_id,
        source=f"stories/{article_id}.txt",
        title=f"A story of {sentences[0][4:40]}",
        published=f"2026-05-{number % 28 + 1:02}",
        outlet=f"Outlet {number}",
        language="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        characters=len(text),
        text=text,
        summary=Summary(headline="A headline", abstract="An abstract of two sentences. It is short.", points=points),
        claims=tuple(made),
    )


def make_document(articles: int, claims: int, findings: int, agreements: int) -> ComparisonDocument:
    """A comparison of so many articles; the same for the same numbers."""
    dice = random.Random(1)  # noqa: S311  no secret is made of it
    read = tuple(make_article(number, claims, dice) for number in range(1, articles + 1))
    gates = tuple(Gate(gate=name, answer="Both speak of the harbour, on 4 May, in their own voice.") for name in GATES)  # type: ignore[arg-type]

    def side() -> FindingSide:
        article = dice.choice(read)
        claim = dice.choice(article.claims)
        return FindingSide(article=article.id, claim=claim.id, quote=claim.quote, start=claim.start, end=claim.end)

    found = tuple(
        DocumentFinding(
            id=f"f-{number:012x}",
            relation=RELATIONS[number % 3],  # type: ignore[arg-type]
            type=TYPES[number % 3],  # type: ignore[arg-type]
            scope="between",
            severity=SEVERITIES[number % 3],  # type: ignore[arg-type]
            confidence=0.8,
            a=side(),
            b=side(),
            explanation="The figures differ: one has more than the other.",
            gates=gates,
        )
        for number in range(findings)
    )
    agreed = []
    for _ in range(agreements):
        one, other = dice.sample(read, 2)
        claim = dice.choice(one.claims)
        agreed.append(
            Agreement(
                text=claim.text, claims=(claim.id, dice.choice(other.claims).id), articles=(one.id, other.id), origins=2
            )
        )
    return ComparisonDocument(
        engine=EngineInfo(name="embedded"),
        articles=read,
        findings=found,
        agreements=tuple(agreed),
        failures=(),
        usage=Usage(),
    )


def time_browser(path: Path) -> dict[str, float]:
    """Seconds until the page has loaded, with its script run, and until a choice is shown; empty without a browser."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    if executable is None:
        return {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        loaded = time.perf_counter() - begun
        begun = time.perf_counter()
        page.select_option("#choose-severity", "high")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        chosen = time.perf_counter() - begun
        browser.close()
    return {"loaded and drawn": loaded, "a choice shown": chosen}


def main() -> None:
    """Make the page and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("articles", 50), ("claims", 200), ("findings", 300), ("agreements", 200)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    document = make_document(arguments.articles, arguments.claims, arguments.findings, arguments.agreements)
    times = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        text = render(document)
        times.append(time.perf_counter() - begun)
    print(f"made in {min(times):.2f} s, {len(text.encode()) / 1e6:.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.output or Path(folder) / "page.html"
        path.write_text(text, encoding="utf-8")
        for what, seconds in time_browser(path.resolve()).items():
            print(f"{what}: {seconds:.2f} s")


if __name__ == "__main__":
    main()
