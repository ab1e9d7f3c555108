"""Weighing as a whole: what is asserted, disputed and why."""

from itertools import permutations

from tests.making import claim, code, date, document, identities, text, to

from communique.records import Claim, Document, Identities, Judgement, Term, Weighed
from communique.weighing import Told, weigh
from communique.weighing.groups import evidence_hash

MEETING = {"meeting/dialogue-3": ("a#meeting-1", "b#meeting-1"), "document/a": ("a#document",), "document/b": ("b#document",)}


def weighed(claims: list[Claim], known: Identities, *documents: Document, judgements: tuple[Judgement, ...] = ()) -> Weighed:
    """Weigh claims of documents that copy nothing."""
    return weigh(documents, claims, known, Told({d.name: d.name for d in documents}, judgements))


def two_dates() -> list[Claim]:
    """Two documents that date one meeting differently."""
    return [claim("a#meeting-1", "meeting.start", date("2021-05-04")), claim("b#meeting-1", "meeting.start", date("2021-05-05"))]


def test_two_dates_of_one_meeting_are_a_contradiction() -> None:
    """Documents that date one meeting differently contradict each other."""
    found = weighed(two_dates(), identities(MEETING), document("a"), document("b")).disagreements

    assert [(d.kind, d.status, [v.text for v in d.values]) for d in found] == [
        ("contradiction", "open", ["2021-05-04", "2021-05-05"])
    ]


def test_where_no_rule_decides_nothing_is_asserted() -> None:
    """Two unknown documents with two dates: the policy abstains, and no date is a fact."""
    result = weighed(two_dates(), identities(MEETING), document("a"), document("b"))

    assert [d.preferred for d in result.disagreements] == [()]
    assert result.facts == ()
    assert {standing for standing, _ in result.standings.values()} == {"disputed"}


def test_an_issuer_that_took_part_is_believed_before_a_third_party() -> None:
    """The date of a party's own release is preferred, the other kept as disputed."""
    known = identities(
        {
            **MEETING,
            "state/freedonia": ("a#side/freedonia",),
            "agency/ministry": ("a#publisher",),
            "person/ann": ("a#0-3",),
            "participation/dialogue-3--ann": ("a#meeting-1/0-3",),
        },
        {"agency/ministry": ("state/freedonia",), "participation/dialogue-3--ann": ("meeting/dialogue-3", "person/ann")},
    )
    claims = [*two_dates(), claim("a#meeting-1/0-3", "participation.side", to("a#side/freedonia"))]

    (found,) = weighed(claims, known, document("a", publisher="Ministry"), document("b")).disagreements

    assert (found.rule, found.preferred) == ("took-part", (Term("date", "2021-05-04"),))


def test_a_judgement_settles_a_contradiction() -> None:
    """What a person judged is preferred, whatever the policy says, and the disagreement is settled."""
    claims = two_dates()
    digest = evidence_hash(c.id for c in claims)
    judged = Judgement(
        "value", "a#meeting-1 meeting.start", "2021-05-05", "prefer", "the minutes say so", "R. Bell", "2022-01-02", digest
    )

    (found,) = weighed(claims, identities(MEETING), document("a"), document("b"), judgements=(judged,)).disagreements

    assert (found.status, found.preferred) == ("settled", (Term("date", "2021-05-05"),))


def test_a_judgement_on_other_evidence_is_stale() -> None:
    """A judgement made on other claims is reported as stale and not followed."""
    judged = Judgement(
        "value", "a#meeting-1 meeting.start", "2021-05-05", "prefer", "the minutes say so", "R. Bell", "2022-01-02", "0"
    )

    (found,) = weighed(two_dates(), identities(MEETING), document("a"), document("b"), judgements=(judged,)).disagreements

    assert (found.status, found.preferred) == ("stale", ())


def test_a_month_and_a_day_in_it_differ_in_granularity() -> None:
    """The more precise of two nested dates is asserted, the other outweighed."""
    claims = [claim("a#meeting-1", "meeting.start", date("2021-05")), claim("b#meeting-1", "meeting.start", date("2021-05-05"))]

    result = weighed(claims, identities(MEETING), document("a"), document("b"))

    assert [d.kind for d in result.disagreements] == ["granularity"]
    assert [fact.value.text for fact in result.facts] == ["2021-05-05"]
    assert sorted(standing for standing, _ in result.standings.values()) == ["asserted", "outweighed"]


def test_an_end_date_that_repeats_a_disputed_start_is_no_second_disagreement() -> None:
    """A one-day meeting that is dated differently disagrees once."""
    claims = [
        *two_dates(),
        claim("a#meeting-1", "meeting.end", date("2021-05-04")),
        claim("b#meeting-1", "meeting.end", date("2021-05-05")),
    ]

    found = weighed(claims, identities(MEETING), document("a"), document("b")).disagreements

    assert [d.property for d in found] == ["meeting.start"]


def delegation(leaders_a: tuple[str, ...], leaders_b: tuple[str, ...]) -> tuple[list[Claim], Identities]:
    """One delegation and the people who led it, according to two documents."""
    names = sorted({*leaders_a, *leaders_b})
    entities = {
        **MEETING,
        "state/freedonia": ("a#side/freedonia", "b#side/freedonia"),
        "delegation/dialogue-3--freedonia": ("a#meeting-1/delegation/freedonia", "b#meeting-1/delegation/freedonia"),
        **{f"person/{name}": (f"a#{name}", f"b#{name}") for name in names},
        **{f"participation/dialogue-3--{name}": (f"a#meeting-1/{name}", f"b#meeting-1/{name}") for name in names},
    }
    parts: dict[str, tuple[str, ...]] = {"delegation/dialogue-3--freedonia": ("meeting/dialogue-3", "state/freedonia")}
    parts |= {f"participation/dialogue-3--{name}": ("meeting/dialogue-3", f"person/{name}") for name in names}
    claims = []
    for doc, leaders in (("a", leaders_a), ("b", leaders_b)):
        for name in leaders:
            claims.append(claim(f"{doc}#meeting-1/delegation/freedonia", "delegation.led-by", to(f"{doc}#{name}")))
            claims.append(claim(f"{doc}#meeting-1/{name}", "participation.role", code("role/lead-delegation")))
    return claims, identities(entities, parts)


def test_sets_of_leaders_that_only_overlap_are_a_contradiction() -> None:
    """Ann and Bo against Bo and Cy: neither set contains the other."""
    claims, known = delegation(("ann", "bo"), ("bo", "cy"))

    found = weighed(claims, known, document("a"), document("b")).disagreements

    assert [(d.property, d.kind) for d in found] == [("delegation.led-by", "contradiction")]


def test_a_set_of_leaders_within_another_is_silence() -> None:
    """Ann against Ann and Bo: one document leaves Bo out."""
    claims, known = delegation(("ann",), ("ann", "bo"))

    found = weighed(claims, known, document("a"), document("b")).disagreements

    assert [(d.property, d.kind) for d in found] == [("delegation.led-by", "silence")]


def test_a_role_stands_as_the_leadership_that_it_repeats() -> None:
    """When the policy prefers one set of leaders, the role of those only in the other is disputed too."""
    claims, known = delegation(("ann", "bo"), ("bo", "cy"))
    result = weighed(claims, known, document("a", published="2021-05-06"), document("b", published="2021-05-07"))

    roles = {c.subject: result.standings[c.id][0] for c in claims if c.property == "participation.role"}

    assert roles == {
        "a#meeting-1/ann": "disputed",
        "a#meeting-1/bo": "asserted",
        "b#meeting-1/bo": "asserted",
        "b#meeting-1/cy": "asserted",
    }


def test_other_words_for_one_name_are_naming() -> None:
    """Two forms of one person's name are both asserted and differ in naming."""
    known = identities({"person/ann": ("a#0-3", "b#0-3")})
    claims = [claim("a#0-3", "person.name", text("Ann Bell")), claim("b#0-3", "person.name", text("A. Bell"))]

    result = weighed(claims, known, document("a"), document("b"))

    assert [d.kind for d in result.disagreements] == ["naming"]
    assert len(result.facts) == 2


def test_roles_that_can_hold_together_are_aspects() -> None:
    """`led the delegation` and `chaired` can both hold."""
    known = identities(
        {**MEETING, "person/ann": ("a#ann", "b#ann"), "participation/dialogue-3--ann": ("a#meeting-1/ann", "b#meeting-1/ann")},
        {"participation/dialogue-3--ann": ("meeting/dialogue-3", "person/ann")},
    )
    claims = [
        claim("a#meeting-1/ann", "participation.role", code("role/lead-delegation")),
        claim("b#meeting-1/ann", "participation.role", code("role/chair")),
    ]

    result = weighed(claims, known, document("a"), document("b"))

    assert [d.kind for d in result.disagreements] == ["aspect"]
    assert len(result.facts) == 2


def test_an_attendance_list_that_leaves_people_out_is_silence() -> None:
    """What one document lists and another leaves out is recorded, and all of it asserted."""
    names = ("ann", "bo")
    entities = {
        **MEETING,
        "state/freedonia": ("a#side/freedonia", "b#side/freedonia"),
        **{f"person/{n}": (f"a#{n}", f"b#{n}") for n in names},
        **{f"participation/dialogue-3--{n}": (f"a#meeting-1/{n}", f"b#meeting-1/{n}") for n in names},
    }
    known = identities(entities, {f"participation/dialogue-3--{n}": ("meeting/dialogue-3", f"person/{n}") for n in names})
    listed = (("a", "ann"), ("b", "ann"), ("b", "bo"))
    claims = [claim(f"{d}#meeting-1", "meeting.attended-by", to(f"{d}#{n}")) for d, n in listed]
    claims += [claim(f"{d}#meeting-1/{n}", "participation.side", to(f"{d}#side/freedonia")) for d, n in listed]

    result = weighed(claims, known, document("a"), document("b"))

    assert [(d.kind, d.side) for d in result.disagreements] == [("silence", "state/freedonia")]
    assert {standing for standing, _ in result.standings.values()} == {"asserted"}


def test_every_claim_has_a_standing() -> None:
    """No claim is lost."""
    claims, known = delegation(("ann", "bo"), ("bo", "cy"))

    result = weighed(claims, known, document("a"), document("b"))

    assert result.standings.keys() == {c.id for c in claims}


def test_the_order_of_documents_and_claims_changes_nothing() -> None:
    """Weighing the same claims in another order gives the same result."""
    claims, known = delegation(("ann", "bo"), ("bo", "cy"))
    documents = (document("a", published="2021-05-06"), document("b", published="2021-05-07"))
    first = weighed(claims, known, *documents)

    for order in permutations(documents):
        again = weighed(claims[::-1], known, *order)

        assert (first.facts, first.disagreements) == (again.facts, again.disagreements)
