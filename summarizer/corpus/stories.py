"""Stories: groups of articles on the same events, made from links between articles. Pure.

Agglomerative, from the strongest link down, in time near-linear in the number of links. Two groups join only where a
good part of their possible links exists, as in average linkage (Sokal and Michener 1958), so that a chain of articles,
each near the next, does not run through the corpus.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

STRONG = 0.25  # strength of a link that counts; lower, stories that share place and people run together
DENSE = 0.6  # of the possible links between two groups that have to exist for them to join
MOST_LINKS = 100  # of an article: as many as are stored, so that large groups are not asked for more
LARGEST = 500  # articles of a story, copies not counted; a larger one is told apart by its links


def group_stories(
    articles: Sequence[str], links: Iterable[tuple[str, str, float]], origins: Mapping[str, str]
) -> list[tuple[str, ...]]:
    """Group articles into stories; each article stands in one, alone where nothing is near it.

    Args:
        articles: all ids, in the order in which they shall stand.
        links: linked articles with the strength of the link, 0 to 1.
        origins: from an article to the first of its near-copies; copies are always of one story.
    """
    strengths: dict[tuple[str, str], float] = {}
    for one, other, strength in links:
        first, second = sorted((origins[one], origins[other]))
        if first != second and strength >= STRONG:
            strengths[first, second] = max(strength, strengths.get((first, second), 0.0))
    groups = _Groups(strengths)
    for one, other in sorted(strengths, key=lambda pair: (-strengths[pair], pair)):
        groups.join(one, other)
    found: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        found[groups.of(origins[article])].append(article)
    return [tuple(group) for group in found.values()]


class _Groups:
    """Groups of articles that only grow, with the number of links between each two."""

    def __init__(self, links: Iterable[tuple[str, str]]) -> None:
        self._parents: dict[str, str] = {}
        self._members: dict[str, int] = defaultdict(lambda: 1)
        self._between: dict[str, dict[str, int]] = defaultdict(dict)
        for one, other in links:
            self._between[one][other] = self._between[other][one] = 1

    def of(self, article: str) -> str:
        """Name the group of an article by one of its members."""
        root = article
        while root in self._parents:
            root = self._parents[root]
        while article != root:  # the next time it is one step
            self._parents[article], article = root, self._parents[article]
        return root

    def join(self, one: str, other: str) -> None:
        """Join the groups of two articles if enough links run between them and they are not too large together."""
        large, small = self.of(one), self.of(other)
        if large == small:
            return
        if self._members[large] < self._members[small]:
            large, small = small, large
        sizes = self._members[large], self._members[small]
        possible = sizes[1] * min(sizes[0], MOST_LINKS)
        if sum(sizes) > LARGEST or self._between[large].get(small, 0) < DENSE * possible:
            return
        self._parents[small] = large
        self._members[large] = sum(sizes)
        for neighbour, count in self._between.pop(small).items():
            del self._between[neighbour][small]
            if neighbour != large:
                whole = self._between[large].get(neighbour, 0) + count
                self._between[large][neighbour] = self._between[neighbour][large] = whole
