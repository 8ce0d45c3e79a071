"""Imports point down, never sideways; read from the syntax tree, so that an import inside a function counts too."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "summarizer"

FLOORS: tuple[tuple[str, ...], ...] = (
    (  # 0: words
        (
            "errors showing models text.excerpts text.folding text.pieces text.quantities.bounds "
            "text.quantities.cardinals text.quantities.drafts text.quantities.shares text.quantities.numbers "
            "text.safety text.sentences.boilerplate text.sentences.breaks text.sentences.layout "
            "text.sentences.line_forms text.sentences.headlines text.sentences.printed_dates "
            "text.sentences.bylines text.sentences.datelines text.sentences.heads text.sentences.roles "
            "text.sentences.splitting text.sentences text.suggestions text.times.forms text.times.parts "
            "text.times.clocks text.times.coarse text.times.days text.times.finding text.times.values "
            "text.times.words text.times text.tokens text.names text.quantities.measure_forms "
            "text.quantities.measures text.quantities.units text.quantities.amounts text.quantities.intervals "
            "text.quantities.number_names text.quantities.special_counts text.quantities.wholes "
            "text.quantities.finding text.quantities text.differences text"
        ),
    ),
    (  # 1: files in, files out, and what needs no engine
        "settings",
        "prompts",
        "pricing",
        "store submissions",
        "grounding",
        "proportions",
        "passages",
        "pairing judgements",
        "output strict_json reviews results contract stored since",
        (
            "readers.contents readers.decoding readers.metadata readers.remarks readers.sources readers.plain "
            "readers.entries readers.rows readers.streams readers "
            "runs.schema runs.lock runs.rows runs.store runs.reading runs"
        ),
        (
            "gates.answering gates.bound gates.certainty gates.granularity gates.measure gates.negation "
            "gates.origin gates.scope gates.thing gates.timing gates.voice gates"
        ),
    ),
    (  # 2: what an engine is
        "engines.interface",
    ),
    (  # 3: the engines
        (
            "engines.embedded.lexicon engines.embedded.people engines.embedded.contents "
            "engines.embedded.predicates engines.embedded.frames engines.embedded.verbs engines.embedded.speakers "
            "engines.embedded.cues engines.embedded.speech engines.embedded.propositions "
            "engines.embedded.analysis engines.embedded.claims engines.embedded.detectors.detection "
            "engines.embedded.figures engines.embedded.overlap engines.embedded.networks.wordpiece engines.embedded.networks.session "
            "engines.embedded.networks engines.embedded.detectors.acts engines.embedded.detectors.causes "
            "engines.embedded.detectors.dates engines.embedded.detectors.degrees "
            "engines.embedded.detectors.identities engines.embedded.detectors.locations "
            "engines.embedded.detectors.negation engines.embedded.detectors.numbers "
            "engines.embedded.detectors.opposites engines.embedded.detectors.quotations "
            "engines.embedded.detectors.stances engines.embedded.detectors.sums engines.embedded.detectors engines.embedded.contrasts "
            "engines.embedded.signals engines.embedded.combiner engines.embedded.reranking engines.embedded.wording "
            "engines.embedded.checking "
            "engines.embedded.judge engines.embedded.salience engines.embedded.summary engines.embedded"
        ),
        (
            "engines.model.drafts engines.model.replies engines.model.retry engines.model.pace engines.model.throttle engines.model.schema "
            "engines.model.show engines.model.trouble engines.model.client engines.model.ask engines.model.stated_figures engines.model.summaries engines.model.qualities engines.model.ground "
            "engines.model.verdicts engines.model.side_by_side engines.model.budget engines.model.rehearsal engines.model.remembering engines.model.batch_lines engines.model.batch_endpoint engines.model.batch_results engines.model.batch_waiting engines.model.batch_rounds engines.model.batches engines.model.questions engines.model.reading engines.model.comparing engines.model"
        ),
    ),
    (  # 4: which engines there are; which claims of a corpus to pair
        "engines",
        "severity",
        (
            "corpus.records corpus.keys corpus.signatures corpus.tables corpus.placing corpus.meeting corpus.index "
            "corpus.stories corpus.accounts corpus"
        ),
    ),
    (  # 5: several articles
        "compare",
        "check",
    ),
    (  # 6: many cases, many readers
        "evaluation",
        "planning",
        "batch.asking batch.workers batch.feeding batch.progress batch.running batch.starting batch",
        (
            "reports.json reports.look reports.outline reports.front_matter reports.markdown reports.blocks reports.terminal reports.csv reports.notebook reports.claimreview reports.since_outline reports.since_text reports.since_markdown "
            "reports.page.markup reports.page.words reports.page.highlights reports.page.plan reports.page.quoting "
            "reports.page.shell reports.page.cards reports.page.standing reports.page.matrix reports.page.timeline "
            "reports.page.articles reports.page.masthead reports.page.desk reports.page.statements reports.page "
            "reports.html reports"
        ),
    ),
    (  # 7: the doors for callers, and the package's own
        "gathering api trial",
        "exporting",
    ),
    (  # 8: one person at a terminal
        (
            "doctor cli.messages cli.targets cli.reporting cli.reviewing cli.scores cli.prompts cli.trials cli.plans cli.progress cli.preparing cli.batches cli.commands "
            "cli.prompt_options cli.options cli.batch_options cli.arguments cli "
            "__main__"
        ),
    ),
)
"""From the ground up. A floor has rooms, and a room its modules in order.

A module may import what lies on a lower floor, and what stands before it in its own room. A folder's door (its
`__init__`, named here as the folder) may also import all that the folder holds. A type-only import counts as any other.
"""


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
PLACES = {
    module: (floor, room, position)
    for floor, rooms in enumerate(FLOORS)
    for room, names in enumerate(rooms)
    for position, module in enumerate(names.split())
} | {"": (len(FLOORS) - 2, -1, 0)}
"""Where each module stands; the package's own door stands beside the doors for callers, under the command."""


def imports_of(module: str) -> set[str]:
    """Name what a module imports of this package, as seen from the package."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import in line {node.lineno}"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner.removeprefix("summarizer.") in MODULES else str(node.module))
    own = {name for name in found if name == "summarizer" or name.startswith("summarizer.")}
    return {name.removeprefix("summarizer").removeprefix(".") for name in own}


def is_allowed(module: str, imported: str) -> bool:
    if not module or imported.startswith(f"{module}."):
        return True  # a folder's door opens on all that the folder holds
    floor, room, position = PLACES[module]
    other_floor, other_room, other_position = PLACES[imported]
    return other_floor < floor or ((other_floor, other_room) == (floor, room) and other_position < position)


def test_every_module_has_a_place():
    assert sorted(MODULES.keys() - PLACES.keys()) == [], "give each a place in FLOORS"


def test_every_place_has_a_module():
    assert sorted(PLACES.keys() - MODULES.keys()) == [], "take these out of FLOORS"


@pytest.mark.parametrize("module", MODULES, ids=lambda name: name or "summarizer")
def test_a_module_imports_only_what_lies_below(module):
    if module not in PLACES:
        pytest.fail(f"{module} has no place in FLOORS")
    upward = sorted(name for name in imports_of(module) if name in PLACES and not is_allowed(module, name))
    assert upward == [], f"{module} may not import these; see FLOORS"


@pytest.mark.parametrize(
    ("module", "imported"),
    [("errors", "models"), ("settings", "prompts"), ("readers.plain", "readers"), ("compare", "api"), ("api", "cli")],
)
def test_the_rule_refuses_what_points_up_or_sideways(module, imported):
    assert not is_allowed(module, imported)
