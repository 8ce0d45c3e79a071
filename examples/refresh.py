"""Write what the commands print into the places that are marked for it, so that no shown output is ever typed by hand.

A place is the lines between two comments in README.md or examples/README.md:

    <!-- output: summarizer check "…" --against examples/talks/articles/*.txt -->
    <!-- end -->

`output(12)` shows the first 12 lines only; `output(slow)` takes minutes, and the tests leave it out. Also written are the
reports examples/talks/comparison.*, one of each form. The embedded engine answers, with no settings but those of the command.

    python examples/refresh.py            write all places again
    python examples/refresh.py --check    write nothing; exit 1 and name the files that are out of date
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "examples/README.md")
COMPARED = "examples/talks/articles/*.txt"
RESULT = "examples/talks/comparison.json"
STORED = (RESULT, *(f"examples/talks/comparison{suffix}" for suffix in (".html", ".md", ".csv", ".jsonld")))
WIDTH = "100"  # columns: what a code block shows unbroken on the usual pages
PLACE = re.compile(
    r"(?P<head><!-- output(?:\((?:(?P<lines>\d+)|(?P<slow>slow))\))?: (?P<command>[^\n]+) -->\n)(?P<shown>.*?)(?P<tail><!-- end -->)",
    re.DOTALL,
)


def main(arguments: list[str]) -> int:
    """Write or check every place, and give the exit code."""
    stale = [path for path, text in make().items() if not path.is_file() or path.read_bytes() != text.encode()]
    for path in stale:
        if "--check" not in arguments:
            path.write_bytes(make_one(path).encode())
        print(f"{'out of date' if '--check' in arguments else 'wrote'}: {path.relative_to(ROOT)}")
    return int(bool(stale) and "--check" in arguments)


def make() -> dict[Path, str]:
    """Make the text of every page and stored document as it should be."""
    return {ROOT / name: make_one(ROOT / name) for name in (*STORED, *PAGES)}


def make_one(path: Path, *, slow: bool = True) -> str:
    """Make one: a stored document by its command, a page by filling its places, the slow ones only if asked."""
    if path.relative_to(ROOT).as_posix() in STORED:
        return make_stored(path.suffix)
    text = path.read_text(encoding="utf-8")
    return PLACE.sub(lambda place: fill(place) if slow or not place["slow"] else place[0], text)


def make_stored(suffix: str) -> str:
    """Compare the articles on talks, or show that result again, in the form that the suffix stands for."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"comparison{suffix}"
        command = f"report {RESULT}" if suffix in {".csv", ".jsonld"} else f"compare {COMPARED} --engine embedded"
        run(f"summarizer {command} -o {shlex.quote(str(target))}")
        return target.read_bytes().decode()


def fill(place: re.Match[str]) -> str:
    """Put the command and what it prints between the comments of a place."""
    lines = run(place["command"]).rstrip("\n").splitlines()
    if place["lines"] and len(lines) > int(place["lines"]):
        lines = [*lines[: int(place["lines"])], "…"]
    shown = "\n".join(line.rstrip() for line in lines)
    return f"{place['head']}```text\n$ {place['command']}\n{shown}\n```\n{place['tail']}"


def run(command: str) -> str:
    """Run a summarizer command from the project's root and give its standard output; exit code 1 is an answer too.

    Raises:
        RuntimeError: the command failed; with what it said.
    """
    words = [found for word in shlex.split(command) for found in expand(word)]
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=make_environment(home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode not in {0, 1}:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def expand(word: str) -> list[str]:
    """Expand `*` as a shell does."""
    if "*" not in word:
        return [word]
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(word)) or [word]


def make_environment(home: str) -> dict[str, str]:
    """Leave out what a person has set, so that the same is printed everywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
    return kept | {"COLUMNS": WIDTH, "NO_COLOR": "1", "PYTHONUTF8": "1", "SUMMARIZER_HOME": home}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
