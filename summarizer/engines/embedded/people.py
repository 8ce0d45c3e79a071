"""The people and bodies of an article: full names, roles, and whom they speak for."""

import re
from dataclasses import dataclass, field
from functools import cache

from summarizer.models import Attribution
from summarizer.text.names import Name, aliases, find_names
from summarizer.text.tokens import base, content_stems, stem, stop_words, tokenize

PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "this", "that", "these", "those", "her", "his"})
TITLED = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\b\.?\s+(?:[A-Z][\w’'-]+\s+)?([A-Z][\w-]+)")
PLACE_WORDS = frozenset(
    "Port New San Santa Mount Lake North South East West River Cape Fort Saint St Upper Lower Great Little Bank".split()
)
PERSONAL = frozenset({"he", "she"})


@dataclass
class People:
    """Who was met so far on a walk through one article; grows as the walk goes on.

    `names` maps a key to the fullest name seen, `roles` a key to the role words, `bodies` a key to the keys of the
    states or bodies that the person stands for. `spoken` lists the speakers in order, `heard` the persons that spoke or
    that a sentence was about.
    """

    names: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    spoken: list[Attribution] = field(default_factory=list)
    heard: list[Attribution] = field(default_factory=list)

    @property
    def last(self) -> Attribution | None:
        """Who spoke last."""
        return self.spoken[-1] if self.spoken else None

    def meet(self, attribution: Attribution) -> Attribution:
        """Note a speaker and return him as fully named as the article has him so far."""
        full = self.complete(attribution)
        if full.name is not None:
            key = person_key(full.name)
            self.names[key] = full.name
            if full.role:
                self.roles.setdefault(key, full.role)
                self.bodies.setdefault(key, body_keys(full.role))
        self.spoken.append(full)
        self.heard.append(full)
        return full

    def note_names(self, text: str) -> None:
        """Remember the full names in a text, so that a later surname finds them."""
        for title, surname in TITLED.findall(text):
            self.genders[person_key(surname)] = "he" if title in {"Mr", "Sir", "Lord"} else "she"
        for name in find_names(text):
            if name.key not in aliases() and " " in name.text and len(name.text) > len(self.names.get(name.key, "")):
                self.names[name.key] = name.text

    def note_subject(self, name: Name) -> None:
        """Note whom a sentence is about, where the name can be a person's: told before as one, or of two words."""
        known = name.key in self.genders or name.key in self.roles
        given = " " in name.text and name.text.split()[0] not in PLACE_WORDS and name.key not in aliases()
        if known or given:
            self.heard.append(self.complete(Attribution(name=self.names.get(name.key, name.text), mode="indirect")))

    def note_body(self, speaker: Attribution, said: str) -> None:
        """Note the state or body that an official speaks for: what he says of it first ("Levan is ready, its envoy said")."""
        if speaker.name is None or not speaker.role or not content_stems(speaker.role) & _official_stems():
            return
        first = next(iter(find_names(said[:BODY_REACH])), None)
        if (
            first is not None
            and " " not in first.text
            and said.startswith(first.text)
            and first.key not in self.genders
        ):
            key = person_key(speaker.name)
            self.bodies[key] = self.bodies.get(key, frozenset()) | {first.key}

    def complete(self, attribution: Attribution) -> Attribution:
        """Give a surname its full name, and a name its role, where the article told them before."""
        if attribution.name is None:
            return self._by_role(attribution)
        key = person_key(attribution.name)
        known = self.names.get(key, attribution.name)
        name = known if key in known.lower() and len(known) > len(attribution.name) else attribution.name
        return attribution.model_copy(update={"name": name, "role": attribution.role or self.roles.get(key)})

    def _by_role(self, attribution: Attribution) -> Attribution:
        """Find the one person whose role ends in the same noun ("the ambassador")."""
        if not attribution.role or not attribution.role.lower().startswith(("the ", "this ", "that ")):
            return attribution
        head = role_head(attribution.role)
        if self.last is not None and self.last.role and role_head(self.last.role) == head:
            return attribution.model_copy(update={"name": self.last.name, "role": self.last.role})
        found = [key for key, role in self.roles.items() if head and head in {stem(word) for word in role.split()}]
        if len(found) != 1:
            return attribution
        key = found[0]
        return attribution.model_copy(update={"name": self.names[key], "role": self.roles[key]})

    def identify(self, attribution: Attribution) -> Attribution:
        """Find the name that the article gives only later to somebody whom it first describes ("a retired pilot")."""
        if attribution.name is not None or not attribution.role:
            return attribution
        described = content_stems(attribution.role)
        head = role_head(attribution.role)
        found = [
            key
            for key, role in self.roles.items()
            if role_head(role) == head and len(content_stems(role) & described) > 1
        ]
        return attribution.model_copy(update={"name": self.names[found[0]]}) if len(found) == 1 else attribution

    def resolve(self, pronoun: str) -> Attribution | None:
        """Take "he" or "she" for the last named speaker whom it fits, another pronoun for the last speaker."""
        word = base(pronoun)
        if word not in PRONOUNS:
            return None
        if word in PERSONAL:
            return next((said for said in reversed(self.heard) if said.name and self._fits(said.name, word)), None)
        return self.last

    def _fits(self, name: str, pronoun: str) -> bool:
        return self.genders.get(person_key(name), pronoun) == pronoun

    def stands_for(self, key: str) -> frozenset[str]:
        """Give a person's own key with the keys of what he speaks for."""
        return frozenset({key}) | self.bodies.get(key, frozenset())


BODY_REACH = 30  # characters
OFFICIALS = (
    "minister spokesman spokeswoman spokesperson ambassador envoy president chancellor premier secretary government"
    " negotiator chairman chairwoman director"
)


@cache
def _official_stems() -> frozenset[str]:
    return frozenset(stem(word) for word in OFFICIALS.split())


def pronoun_of(word: str) -> str:
    """Fold a word and take a contraction off ("he’d" → "he")."""
    return base(word).split("'")[0]


def person_key(name: str) -> str:
    """Fold a person's name to its last word, as `names.name_key` does, however it is capitalised."""
    parts = [part for part in name.lower().replace("’", "'").removesuffix("'s").replace("-", " ").split() if part]
    return parts[-1].strip(".,") if parts else name.lower()


def role_head(role: str) -> str | None:
    """Stem the noun that a role ends in, before any "of" or "for"."""
    head = None
    for token in tokenize(role):
        word = base(token.text)
        if word in {"of", "for", "to", "at", "in", "from", "with", "who"}:
            break
        if token.is_word and word not in stop_words():
            head = stem(word)
    return head


def body_keys(role: str) -> frozenset[str]:
    """Collect the keys of states and bodies that a role names ("Levan's ambassador")."""
    return frozenset(name.key for name in find_names(role))
