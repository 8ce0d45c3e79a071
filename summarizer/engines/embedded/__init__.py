"""The embedded engine: rules, word lists and three small neural networks; no key, and nothing leaves the machine."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from summarizer.engines.embedded.analysis import Analysis, analyse_article
from summarizer.engines.embedded.checking import Held, decide, hold, nearest_passages
from summarizer.engines.embedded.claims import make_claims
from summarizer.engines.embedded.detectors import View, make_view
from summarizer.engines.embedded.frames import speak_for
from summarizer.engines.embedded.judge import LEAST_CONFIDENCE, choose_claims, judge_views
from summarizer.engines.embedded.networks import Embedder, PairJudge, Reranker, Rows
from summarizer.engines.embedded.overlap import Weights, make_weights
from summarizer.engines.embedded.propositions import Proposition
from summarizer.engines.embedded.reranking import reread
from summarizer.engines.embedded.signals import Meeting, Signals, texts_of, weigh
from summarizer.engines.embedded.summary import summarize
from summarizer.engines.interface import Engine
from summarizer.judgements import Judgement, judge_by_claims
from summarizer.models import Article, Check, EngineInfo, Failure, Pair, Reading, Side, Usage, Verdict

__all__ = ["EmbeddedEngine"]

KEPT_ANALYSES = 64  # articles whose analysis is kept between reading and judging; some 100 kB each


class EmbeddedEngine:
    """Reads and judges with what the package brings; deterministic, and asks nobody.

    Args:
        show: which findings to give: those that are mostly right, or all that deserve a second look.
    """

    def __init__(self, show: Literal["likely", "possible"] = "likely") -> None:
        self._least = LEAST_CONFIDENCE[show]
        self._analyses: OrderedDict[tuple[str, str], Analysis] = OrderedDict()
        self._embedded: OrderedDict[tuple[str, str], Rows] = OrderedDict()
        self._embedder = Embedder()
        self._judge = PairJudge()
        self._reranker = Reranker()

    @property
    def info(self) -> EngineInfo:
        """Name of the engine; it has no model and no prompts."""
        return EngineInfo(name="embedded")

    @property
    def usage(self) -> Usage:
        """Nothing is called and nothing is paid."""
        return Usage(cost_usd=0.0)

    @property
    def languages(self) -> frozenset[str]:
        """Its rules, word lists and networks are all for English."""
        return frozenset({"en"})

    @property
    def pair_limit(self) -> int:
        """All pairs of claims of two long articles: the engine itself chooses which sentences its network reads."""
        return 4_000

    async def prepare(self, work: Callable[[Engine], Awaitable[object]]) -> None:
        """Do nothing: no question leaves this machine."""

    async def read(self, article: Article, *, claims: bool = True) -> Reading | Failure:  # noqa: ARG002  they are free
        """Summarise an article and list its claims, wanted or not."""
        return self.reading_of(article)

    def needs_claims(self, articles: Sequence[Article]) -> bool:  # noqa: ARG002  it always does
        """Tell that claims are all it compares."""
        return True

    def reading_of(self, article: Article) -> Reading:
        """Read without waiting: nothing here asks anybody."""
        analysis = self._analysis(article)
        return Reading(article=article, summary=summarize(analysis), claims=make_claims(analysis))

    async def compare(self, readings: Sequence[Reading]) -> Judgement:
        """Judge all claims of the readings that stand close enough to each other."""
        return await judge_by_claims(readings, self.pair_limit, self.judge)

    async def judge(self, pairs: Sequence[Pair]) -> list[Verdict | Failure]:
        """Judge pairs of claims by the networks and the detectors together."""
        views, signals, weights = self.signals_of(pairs)
        signals = choose_claims(views, signals, self._judge, self._least)
        return list(judge_views(views, signals, weights, self._least))

    def signals_of(self, pairs: Sequence[Pair]) -> tuple[list[tuple[View, View]], dict[Meeting, Signals], Weights]:
        """Collect what speaks for and against a conflict of each two sentences."""
        views = self.views_of(pairs)
        signals, weights = self.weighed(views)
        return views, reread(signals, texts_of(views), self._reranker), weights

    def weighed(self, views: Sequence[tuple[View, View]]) -> tuple[dict[Meeting, Signals], Weights]:
        """Collect the signals of each two sentences without the larger network's."""
        weights = make_weights({(v.article.id, v.claim.id): v.proposition for pair in views for v in pair}.values())
        return weigh(views, weights, self._embedder, self._judge), weights

    def views_of(self, pairs: Sequence[Pair]) -> list[tuple[View, View]]:
        """Look at both sides of each pair, each claim once."""
        bodies = self._bodies({side.article.id: side.article for pair in pairs for side in pair}.values())
        views: dict[tuple[str, str], View] = {}
        for pair in pairs:
            for side in pair:
                key = (side.article.id, side.claim.id)
                if key not in views:
                    views[key] = self._view(side, bodies)
        return [(views[a.article.id, a.claim.id], views[b.article.id, b.claim.id]) for a, b in pairs]

    async def check(self, statement: str, articles: Sequence[Article]) -> Check | Failure:
        """Hold a statement against the passages that are nearest to it by words and by meaning."""
        return decide(statement, self.held(statement, articles))

    def held(self, statement: str, articles: Sequence[Article]) -> list[Held]:
        """Look at what the nearest passages say of a statement."""
        passages = nearest_passages(statement, articles, self._points)
        analyses = {passage.article.id: self._analysis(passage.article) for passage in passages}
        return hold(statement, passages, analyses, self._judge, self._reranker)

    async def aclose(self) -> None:
        """Hold no connections."""

    def _analysis(self, article: Article) -> Analysis:
        key = (article.id, article.sha256)
        analysis = self._analyses.pop(key, None) or analyse_article(article)
        self._analyses[key] = analysis
        while len(self._analyses) > KEPT_ANALYSES:
            self._analyses.popitem(last=False)
        return analysis

    def _points(self, article: Article) -> Rows:
        """Embed an article's sentences: by itself, so that what stands beside it changes nothing."""
        key = (article.id, article.sha256)
        rows = self._embedded.pop(key, None)
        if rows is None:
            rows = self._embedder.encode([" ".join(article.words_of(s).split()) for s in article.sentences])
        self._embedded[key] = rows
        while len(self._embedded) > KEPT_ANALYSES:
            self._embedded.popitem(last=False)
        return rows

    def _bodies(self, articles: Iterable[Article]) -> dict[str, frozenset[str]]:
        """Join what the articles tell of whom somebody speaks for."""
        joined: dict[str, frozenset[str]] = {}
        for article in articles:
            for key, bodies in self._analysis(article).bodies.items():
                joined[key] = joined.get(key, frozenset()) | bodies
        return joined

    def _view(self, side: Side, bodies: Mapping[str, frozenset[str]]) -> View:
        proposition = self._proposition(side)
        return make_view(side.article, side.claim, replace(proposition, frames=speak_for(proposition.frames, bodies)))

    def _proposition(self, side: Side) -> Proposition:
        """Find the claim's own proposition, or the one that overlaps it most when another engine made the claim."""
        analysis = self._analysis(side.article)
        exact = analysis.by_span.get((side.claim.start, side.claim.end))
        if exact is not None:
            return exact
        return max(
            analysis.propositions,
            key=lambda p: (min(p.end, side.claim.end) - max(p.start, side.claim.start), -p.start),
        )
