"""From sentences to propositions: the clauses that can be true or false on their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.frames import Frame, find_frames
from summarizer.engines.embedded.people import PRONOUNS, People, person_key, pronoun_of
from summarizer.engines.embedded.speech import Talk, Utterance
from summarizer.engines.embedded.verbs import has_verb, is_verb
from summarizer.models import Article, Attribution, Modality, Sentence
from summarizer.text.names import Name, find_names
from summarizer.text.tokens import Token, base, stem, stop_words, tokenize

SHORTEST_CLAUSE = 5  # words: a shorter clause lacks what makes it checkable on its own
HEADLINE_CLAUSE = 4  # a headline's verbs are often left out, so that words are all there is to go by
JOINTS = frozenset({"but", "and", "while", "whereas", "although", "though"})


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause of an article, analysed: offsets in the article, words, names, frames, polarity and modality.

    `subject` are the name keys of what it is about, `subject_text` the words; `terms` its content as concepts and
    stems without the names; `negated` the terms that stand under a negation.
    """

    start: int
    end: int
    text: str
    sentence: Sentence
    attribution: Attribution
    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    keys: frozenset[str]
    subject: frozenset[str]
    subject_text: str | None
    terms: frozenset[str]
    negated: frozenset[str]
    frames: tuple[Frame, ...]
    modality: Modality
    condition: str | None


def find_propositions(
    article: Article, sentence: Sentence, talk: Talk, people: People, before: frozenset[str]
) -> list[Proposition]:
    """Cut a sentence into its propositions; `before` are the subject keys of the sentence before it."""
    found: list[Proposition] = []
    subject = before
    for piece in _pieces(article, sentence, talk):
        for start, end in split_clauses(article.text, piece.start, piece.end):
            proposition = analyse(article, sentence, piece._replace(start=start, end=end), people, subject)
            found.append(proposition)
            subject = proposition.subject or subject
    return found


def _pieces(article: Article, sentence: Sentence, talk: Talk) -> list[Utterance]:
    """Lay out a sentence: what is said by somebody, and the stretches beside it."""
    pieces = list(talk.utterances)
    taken = sorted([(said.start, said.end) for said in pieces] + ([talk.cue] if talk.cue and pieces else []))
    position = sentence.start
    for start, end in [*taken, (sentence.end, sentence.end)]:
        words = [Token(t.text, t.start + position, t.end + position) for t in tokenize(article.text[position:start])]
        headline = sentence.role == "headline" and sum(word.is_word for word in words) >= HEADLINE_CLAUSE
        if start > position and (not taken or headline or _is_clause(words)):
            pieces.append(Utterance(position, start, talk.voice))
        position = max(position, end)
    return sorted(pieces, key=lambda piece: (piece.start, piece.end))


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch at semicolons and at joints (", but", ", and") whose both sides have a verb and enough words."""
    tokens = [Token(t.text, t.start + start, t.end + start) for t in tokenize(text[start:end])]
    cuts = [i for i in range(1, len(tokens) - 1) if _is_joint(tokens, i)]
    clauses: list[tuple[int, int]] = []
    first = 0
    for cut in [*cuts, len(tokens)]:
        if cut < len(tokens) and not (_is_clause(tokens[first:cut]) and _is_clause(tokens[cut + 1 :])):
            continue
        part = _strip(tokens[first:cut])
        if part:
            clauses.append((part[0].start, part[-1].end))
        first = cut + 1
    return clauses


def _is_joint(tokens: list[Token], i: int) -> bool:
    if tokens[i].text == ";":
        return True
    return base(tokens[i].text) in JOINTS and tokens[i - 1].text == ","


def _is_clause(tokens: list[Token]) -> bool:
    return sum(token.is_word for token in tokens) >= SHORTEST_CLAUSE and has_verb(tokens)


def _strip(tokens: list[Token]) -> list[Token]:
    while tokens and not tokens[0].is_word and tokens[0].text not in {"“", '"', "‘", "$", "€", "£", "("}:
        tokens = tokens[1:]
    while tokens and (tokens[-1].text in {",", ";", ":", "–", "—", "“"} or base(tokens[-1].text) in JOINTS | {"that"}):
        tokens = tokens[:-1]
    return tokens


def analyse(
    article: Article, sentence: Sentence, piece: Utterance, people: People, before: frozenset[str]
) -> Proposition:
    """Analyse one clause, given as a stretch of the article with who says it."""
    text = article.text[piece.start : piece.end]
    tokens = tokenize(text)
    names = [*names_of(text, tokens, sentence, people), *own_bodies(tokens, piece.attribution, people)]
    names.sort(key=lambda name: name.start)
    subject, subject_text = _subject(tokens, names, piece.attribution, people, before)
    folded = [base(token.text) for token in tokens]
    terms, negated = _terms(tokens, folded, names)
    return Proposition(
        start=piece.start,
        end=piece.end,
        text=text,
        sentence=sentence,
        attribution=piece.attribution,
        tokens=tuple(tokens),
        names=tuple(names),
        keys=frozenset(key for name in names for key in people.stands_for(name.key)),
        subject=subject,
        subject_text=subject_text,
        terms=terms,
        negated=negated,
        frames=tuple(find_frames(tokens, names, subject)),
        modality=find_modality(folded),
        condition=find_condition(text, tokens, folded),
    )


def names_of(text: str, tokens: list[Token], sentence: Sentence, people: People) -> list[Name]:
    """Find the names of a clause; in a headline in title case also the names that the body told."""
    names = find_names(text)
    if sentence.role != "headline" or not people.names:
        return names
    taken = {name.start for name in names}
    for token in tokens:
        key = base(token.text).replace("-", " ").split(" ")[-1] if token.is_word else ""
        if key in people.names and token.start not in taken and token.text[:1].isupper():
            names.append(Name(token.text, token.start, token.end, key))
    return sorted(names, key=lambda name: name.start)


def own_bodies(tokens: Sequence[Token], attribution: Attribution, people: People) -> list[Name]:
    """Name what a speaker calls his or ours ("his club", "our government") by the body that he speaks for."""
    bodies = people.bodies.get(person_key(attribution.name), frozenset()) if attribution.name else frozenset()
    if not bodies:
        return []
    key = min(bodies)
    return [
        Name(f"{owner.text} {body.text}", owner.start, body.end, key)
        for owner, body in pairwise(tokens)
        if base(owner.text) in {"his", "her", "our", "my", "their"}
        and base(body.text) in lexicon.words("stance", "bodies")
    ]


def _subject(
    tokens: list[Token], names: list[Name], attribution: Attribution, people: People, before: frozenset[str]
) -> tuple[frozenset[str], str | None]:
    """Find what a clause is about: its first name before the verb, or what its first pronoun stands for."""
    verb = next((token.start for token in tokens[1:] if is_verb(token)), None)
    limit = verb if verb is not None else 10**9
    first = next((token for token in tokens if token.is_word), None)
    early = [name for name in names if name.start < limit]
    pronoun = next((token for token in tokens[:6] if pronoun_of(token.text) in PRONOUNS), None)
    if pronoun is not None and (not early or pronoun.start < early[0].start):
        return _pronoun_subject(pronoun_of(pronoun.text), attribution, people, before)
    if early:
        keys = frozenset(key for name in early[:2] for key in people.stands_for(name.key))
        return keys, early[0].text
    if first is None:
        return frozenset(), None
    noun = [token for token in tokens if token.start < limit and token.is_word and base(token.text) not in stop_words()]
    return frozenset(stem(token.text) for token in noun[-1:]), noun[-1].text if noun else None


def _pronoun_subject(
    pronoun: str, attribution: Attribution, people: People, before: frozenset[str]
) -> tuple[frozenset[str], str | None]:
    if pronoun in {"we", "i"} and attribution.name:
        return people.stands_for(person_key(attribution.name)), attribution.name
    if pronoun in {"we", "i"} and attribution.role:
        return frozenset(name.key for name in find_names(attribution.role)), attribution.role
    personal = pronoun in {"he", "she"} or (pronoun in {"it", "they"} and not _is_person(attribution))
    if personal and attribution.mode == "indirect" and attribution.name:
        return people.stands_for(person_key(attribution.name)), attribution.name  # "Brill said she would …"
    name = next((people.names[key] for key in sorted(before) if key in people.names), None)
    return before, name


def _is_person(attribution: Attribution) -> bool:
    """Whether a speaker is a person by his role or his name of two words, and no state or company."""
    return attribution.role is not None or " " in (attribution.name or "")


def _terms(tokens: list[Token], folded: list[str], names: list[Name]) -> tuple[frozenset[str], frozenset[str]]:
    concepts = lexicon.concepts()
    negators = lexicon.words("modality", "negators")
    covered = [(name.start, name.end) for name in names]
    terms, negated = set(), set()
    reach = 0
    for token, word in zip(tokens, folded, strict=True):
        if word in negators or word.endswith("n't"):
            # "No siren sounded" denies noun and verb, "did not sound" the verb alone.
            reach = 2 if word in {"no", "nobody", "none", "nothing", "no-one", "neither"} else 1
            continue
        if token.text in {",", ";", ".", "“", "”"}:
            reach = 0
        if not token.is_word or word in stop_words() or any(a <= token.start < b for a, b in covered):
            continue
        key = concepts.get(stem(token.text), stem(token.text))
        terms.add(key)
        if reach > 0:
            negated.add(key)
            reach -= 1
    return frozenset(terms), frozenset(negated)


def terms_between(proposition: Proposition, start: int, end: int) -> frozenset[str]:
    """Collect the terms and name keys of a proposition that lie between two offsets of its text."""
    concepts = lexicon.concepts()
    keys = {name.key for name in proposition.names if start <= name.start and name.end <= end}
    stems = [stem(token.text) for token in proposition.tokens if start <= token.start and token.end <= end]
    return frozenset(keys | ({concepts.get(word, word) for word in stems} & proposition.terms))


def find_modality(folded: list[str]) -> Modality:
    """Read how certain a clause is, the weakest marker first."""
    text = f" {' '.join(folded)} "
    order: tuple[tuple[str, Modality], ...] = (
        ("conditional", "conditional"),
        ("alleged", "alleged"),
        ("possible", "possible"),
        ("probable", "probable"),
        ("planned", "planned"),
    )
    for key, modality in order:
        if any(f" {phrase} " in text for phrase in lexicon.words("modality", key)):
            return modality
    return "certain"


def find_condition(text: str, tokens: list[Token], folded: list[str]) -> str | None:
    """Slice the words of an "if" or "unless" clause."""
    for i, word in enumerate(folded):
        if word in {"if", "unless"} and (i == 0 or folded[i - 1] not in {"even", "as"}):
            end = i + 1
            while end < len(tokens) and tokens[end].text not in {",", ";", ".", "”"}:
                end += 1
            return text[tokens[i].start : tokens[end - 1].end] if end > i + 1 else None
    return None
