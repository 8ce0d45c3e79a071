"""Documents for tests of the page: with foreign text in every field, and with everything that a page can show."""

import datetime as dt

from building import PORT, WIRE, find, make_article, make_claim, make_comparison, make_reading, make_side

from summarizer.contract import apply_reviews, document
from summarizer.models import (
    Agreement,
    Attribution,
    Check,
    CheckEvidence,
    EngineInfo,
    Failure,
    Finding,
    GateAnswer,
    Summary,
    Usage,
)
from summarizer.results import Checks, Readings
from summarizer.reviews import Review

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end of script": "</script><script>alert(1)</script>",
    "end of style": "</style><style>*{display:none}</style>",
    "end of title": "</title><img src=x onerror=alert(1)>",
    "image": "<img src=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "attribute, double": '" onmouseover="alert(1)" x="',
    "attribute, single": "' onmouseover='alert(1)' x='",
    "attribute, none": "x onmouseover=alert(1)",
    "comment": "<!-- --> <!--> --!> <![CDATA[x]]>",
    "entity": "&lt;script&gt; &#60;script&#62; &quot;",
    "scheme": "javascript:alert(1)",
    "scheme, in disguise": "\x01java\tscript\n:alert(1)",
    "scheme, behind a host": 'https://a.example\nx"onclick=alert(1)',
    "address with a mark": 'https://a.example/"><script>alert(1)</script>',
    "data": "data:text/html,<script>alert(1)</script>",
    "policy": '<meta http-equiv="refresh" content="0;url=https://evil.example"><base href="https://evil.example">',
    "form": "</form><form action=https://evil.example><input name=x><button>x",
    "table": "</td></tr></table><table><tr><td>",
    "template": "{{7*7}} ${7*7} {% raw %} <%= 7 %>",
    "bidi": "\u202egnp.exe\u2066x\u2069",
    "zero": "a\x00b\x0bc\x1b[31m",
    "surrogate": "a\ud800b",
    "carriage return": "one\r\ntwo\rthree",
    "unicode": "＜script＞alert(1)＜/script＞ \u2028 \u2029 \ufeff",
    "long": "x" * 3000,
}


def hostile_comparison(text):
    """A comparison in which every field of foreign text is the given one."""
    known = dict.fromkeys(("title", "outlet", "published", "byline", "language", "dateline"), text)
    first = make_article(text, "a1", text, notes=(text,), **known)
    second = make_article(text, "a2", text, **known)
    attribution = Attribution(name=text, role=text, mode="direct")
    readings, sides = [], []
    for article in (first, second):
        claims = (
            make_claim(article, text, 1, attribution=attribution, time=text),
            make_claim(article, text, 2, text=f"{text} in other words"),
        )
        summary = Summary(headline=text, abstract=text, points=make_reading(article, (text,)).summary.points)
        readings.append(make_reading(article, claims=claims, summary=summary))
        sides.append([make_side(article, claim) for claim in claims])
    gates = tuple(GateAnswer(gate=gate, outcome="open", answer=text) for gate in ("thing", "time", "bound", "origin"))
    findings = tuple(
        Finding(id=f"f-{n:012x}", relation=relation, type="stance", scope="between", severity="high", confidence=0.9,
                a=sides[0][0], b=sides[1][1], explanation=text, gates=gates)
        for n, relation in enumerate(("conflict", "dispute", "change"))
    )  # fmt: skip
    made = document(
        make_comparison(
            engine=EngineInfo(name=text, model=text, prompts={"read": text}),
            readings=tuple(readings),
            findings=findings,
            agreements=(Agreement(text=text, claims=("a1.c1", "a2.c1"), articles=("a1", "a2"), origins=2),),
            failures=tuple(Failure(stage=stage, subject=text, reason=text) for stage in ("read", "judge")),
        ),
        with_text=True,
    )
    note = text.encode("utf-8", "replace").decode()  # a reviewer's file is UTF-8
    review = Review(
        finding=findings[0].id, verdict="confirmed", note=note, reviewer=note[:200], date=dt.date(2026, 3, 9)
    )
    return apply_reviews(made, [review])


def hostile_readings(text):
    comparison = hostile_comparison(text)
    return document(
        Readings(
            engine=EngineInfo(name=text),
            readings=(make_reading(make_article(text, title=text, source=text), (text,)),),
            failures=comparison.failures,
        ),
        with_text=True,
    )


def hostile_checks(text):
    article = make_article(text, title=text, source=text)
    proof = CheckEvidence(article="a1", stance="supports", **find(article, text))
    check = Check(statement=text, verdict="supported", confidence=0.5, evidence=(proof,), explanation=text)
    made = Checks(engine=EngineInfo(name=text), articles=(article,), statements=(text,), checks=(check,))
    return document(made, with_text=True)


def full_comparison(copies=0):
    """A comparison that has all that a page can show: three lists, an agreement, a review, failures, unread articles.

    With copies, so many more articles, which are silent on everything.
    """
    base = make_comparison()
    port, wire = base.readings
    walked = make_claim(wire.article, "About 80 workers walked out at noon.", 3, time="2026-03-04")
    said = make_claim(port.article, "Sandvik told reporters", 3, text="Sandvik spoke to reporters.")
    whole = make_claim(
        port.article, "“We will not sign this agreement,” Sandvik told reporters.", 4, text="She will not sign it."
    )
    wire = wire.model_copy(update={"claims": (*wire.claims, walked)})
    port = port.model_copy(update={"claims": (*port.claims, said, whole)})
    within = base.findings[0].model_copy(
        update={
            "id": "f-0000000000aa",
            "relation": "dispute",
            "scope": "within",
            "type": "quote",
            "severity": "low",
            "a": make_side(port.article, port.claims[1]),
            "b": make_side(port.article, port.claims[2]),
            "explanation": "",
        }
    )
    silent = [
        make_reading(
            make_article(
                f"Story {n}\n\nThe ferry left at {n} o’clock.\n", f"a{n + 4}", f"more-{n}.txt", title=f"Story {n}"
            ),
            (f"The ferry left at {n} o’clock.",),
        )
        for n in range(copies)
    ]
    unread = make_reading(
        make_article("Nothing here\n", "a3", "https://news.example/a?b=1&c=2", title="Nothing here", byline="A. Writer")
    )
    made = document(
        make_comparison(
            engine=EngineInfo(name="model", model="m-1", prompts={"read": "read@1a2b3c4d"}),
            readings=(port, wire, unread, *silent),
            findings=(*base.findings, within),
            failures=(
                Failure(stage="read", subject="gone.txt", reason="there is no such file"),
                Failure(stage="claims", subject="a3", reason="the answer was refused"),
                Failure(stage="judge", subject="a1.c1 / a3.c1", reason="the answer was cut off"),
            ),
            usage=Usage(calls=3, cached=1, prompt_tokens=1200, completion_tokens=300),
        ),
        with_text=True,
    )
    review = Review(
        finding="f-000000000002", verdict="confirmed", note="checked", reviewer="R. Eader", date=dt.date(2026, 3, 9)
    )
    return apply_reviews(made, [review])


__all__ = ["HOSTILE", "PORT", "WIRE", "full_comparison", "hostile_checks", "hostile_comparison", "hostile_readings"]
