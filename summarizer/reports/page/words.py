"""What the page calls things, for a reader who never saw the contract."""

from summarizer.models import FindingType, GateName, Modality, Relation, Severity, Stage

TYPES: dict[FindingType, str] = {
    "stance": "one is willing, for it or intends it, the other is not",
    "polarity": "one says that it is so, the other that it is not",
    "number": "the figures differ",
    "date": "the times differ",
    "identity": "who did it, which body or what role differs",
    "location": "the places differ",
    "cause": "another cause is given",
    "quote": "the same words are given to another speaker, or altered in meaning",
    "status": "planned against done, open against closed",
    "degree": "how strong or how certain differs, and both can’t hold",
}
GATES: dict[GateName, str] = {
    "thing": "Another thing?",
    "time": "Another time?",
    "voice": "Another voice?",
    "granularity": "Rounded or coarser?",
    "bound": "A bound, such as at least?",
    "measure": "Another measure?",
    "certainty": "Hedged?",
    "scope": "Only a part of it?",
    "negation": "Not really denied?",
    "origin": "A copy or an edit?",
}
"""The harmless explanations as questions."""

STAGES: dict[Stage, str] = {
    "read": "reading",
    "summarize": "summary",
    "claims": "claims",
    "judge": "comparing",
    "check": "checking",
    "grounding": "quotes",
}
BARS: dict[Severity, str] = {"high": "▮▮▮", "medium": "▮▮▯", "low": "▮▯▯"}
"""A severity at a glance, beside its word."""

RELATION_NAMES: dict[Relation, str] = {"conflict": "A conflict", "dispute": "A dispute", "change": "A change"}
MODALITIES: dict[Modality, str] = {
    "certain": "",
    "probable": "called probable",
    "possible": "called possible",
    "planned": "planned",
    "conditional": "on a condition",
    "alleged": "alleged",
}
SILENT_NOTE = "Silent is not denied: an article that does not mention a thing says neither yes nor no."
METHOD = """
Each article was split into numbered sentences, and checkable statements (claims) were drawn from them. Every quotation on
this page was cut from the stored text by its place, and held against it once more when the result was made; no quotation
was typed by a program or a model.

Claims that may speak of one thing were paired, each pair was judged, and for each seeming contradiction harmless
explanations were tried, in the order in which they are listed below. A pair that one of them explains is not shown. What
is left is sorted into conflicts, disputes and changes.

Severity follows from rules: a stance, a denial, a status, an identity, altered words, or a figure at least twice the
other starts high, all else medium; each doubt takes one step off, and so does low confidence.

Not compared was what was not read as a claim. Where nothing is shown, nothing was found; that is no proof that there is
nothing.
"""
"""How a comparison comes to be, in paragraphs."""
