"""One leaf of a score sheet: what was declared, its scores, its evidence, its request for explanation."""

from dataclasses import astuple, dataclass, replace
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from scoring.criteria import EvidenceItem, Leaf
from scoring.declared import Declared
from scoring.people import Person
from scoring.rules.working import Working
from scoring.sheet.owing import CLAIM_PROOF, Owed, claims_nothing, owed


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who did something, when and on which channel; the name is looked up when it is shown."""

    person: str
    at: datetime
    channel: str

    @classmethod
    def of(cls, person: Person, at: datetime, channel: str) -> "Authorship":
        return cls(person.id, at, channel)


class Stage(StrEnum):
    """Who gives points, in the order in which they count."""

    #: What the commune gives itself.
    SELF = "self"
    #: What an appraiser gives.
    FIRST_APPRAISAL = "first_appraisal"
    #: What is given once the commune has explained.
    SECOND_APPRAISAL = "second_appraisal"
    #: What the council settles.
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one stage, exact. ``points`` is ``None`` where the leaf does not apply to the unit."""

    points: Fraction | None
    by: Authorship
    note: str = ""


class Claim(StrEnum):
    """The fate of "không áp dụng"; a refused claim leaves the leaf in the denominator."""

    #: The commune says so, and nobody has decided.
    CLAIMED = "claimed"
    #: It leaves numerator and denominator.
    ACCEPTED = "accepted"
    #: It does not hold: the leaf counts.
    REFUSED = "refused"


class FileStatus(StrEnum):
    """Whether the content of a document is there."""

    #: Its content is here.
    STORED = "stored"
    #: It was announced, and its content is still to be fetched.
    PENDING = "pending"
    #: Its content cannot be had.
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Paper:
    """What identifies an official document; "" is what nobody has said or read. ``date`` is ISO, ``pages`` as typed."""

    number: str = ""
    date: str = ""
    issuer: str = ""
    pages: str = ""

    def over(self, older: "Paper") -> "Paper":
        """What this says, and what only the older one says."""
        return Paper(*(new or old for new, old in zip(astuple(self), astuple(older), strict=True)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file filed under one item of a leaf (``item`` is ``None`` until somebody says which).

    ``read``: what its own text says it is, not confirmed by anybody. ``citizens``: numbers of citizens seem to stand in
    it; ``checked``: somebody has looked, and keeps it. ``preview``: the address of a small picture of it. ``held``: something
    speaks against it, and it counts only when somebody has said that it is meant. ``address``: of a page, where it is no
    file; then ``name`` is the title that somebody gave it, or the address itself.
    """

    id: str
    document: str
    name: str
    item: str | None
    by: Authorship
    sha256: str | None = None
    mime: str = ""
    size: int | None = None
    status: FileStatus = FileStatus.PENDING
    note: str = ""
    number: str = ""
    date: str = ""
    issuer: str = ""
    pages: str = ""
    checked: bool = False
    read: Paper = Paper()
    citizens: bool = False
    preview: str = ""
    held: bool = False
    address: str = ""

    @property
    def live(self) -> bool:
        return self.status is not FileStatus.FAILED and not self.held

    def same_content(self, other: "Evidence") -> bool:
        return self.document == other.document or (self.sha256 is not None and self.sha256 == other.sha256)

    @property
    def paper(self) -> Paper:
        return Paper(self.number, self.date, self.issuer, self.pages)

    def described(self, paper: Paper) -> "Evidence":
        said = paper.over(self.paper)
        return replace(self, number=said.number, date=said.date, issuer=said.issuer, pages=said.pages)

    @property
    def proposed(self) -> Paper | None:
        """What its text says beyond what is written down already."""
        said = self.paper.over(self.read)
        return said if said != self.paper else None

    @property
    def doubtful(self) -> bool:
        """It may show a citizen's numbers, and nobody has looked yet."""
        return self.citizens and not self.checked


@dataclass(frozen=True, slots=True)
class Former:
    """A file that no longer counts: taken off, or replaced by another (``replaced_by``, the id of the new evidence)."""

    file: Evidence
    ended: Authorship
    replaced_by: str | None = None


class RequestState(StrEnum):
    """How far a request for explanation has come."""

    #: The commune has to answer.
    OPEN = "open"
    #: The commune has answered; the appraiser decides.
    ANSWERED = "answered"
    #: It was decided.
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Request:
    """A request for explanation: it lives on the leaf and changes nothing else.

    ``answer``: what the commune has written so far; ``answered``: who sent it, once it is sent.
    """

    reason: str
    due: datetime
    by: Authorship
    state: RequestState = RequestState.OPEN
    answer: str = ""
    answered: Authorship | None = None

    @property
    def sent_answer(self) -> str:
        """The words that were sent; what is still being written is the commune's own."""
        return self.answer if self.answered else ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One leaf of one sheet. ``version`` counts its changes; ``undo`` is what the last declaration replaced.

    ``lost``: the names of what the store holds but could not read. It stays there until it is said anew.
    """

    leaf: Leaf
    declared: Declared | None = None
    working: Working = ()
    claim: Claim | None = None
    scores: tuple[tuple[Stage, Score], ...] = ()
    explanation: str = ""
    explained: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    former: tuple[Former, ...] = ()
    request: Request | None = None
    reopened: bool = False
    version: int = 0
    undo: "Undo | None" = None
    lost: frozenset[str] = frozenset()

    @property
    def unreadable(self) -> bool:
        """What was declared cannot be read any more, and nobody has declared it anew."""
        return "declared" in self.lost and self.declared is None

    @property
    def undo_version(self) -> int | None:
        """The version that the undoable declaration made; evidence sent since does not stand in its way."""
        return self.undo.version if self.undo else None

    def score(self, stage: Stage) -> Score | None:
        return dict(self.scores).get(stage)

    @property
    def latest(self) -> Score | None:
        """The score of the furthest stage reached: what counts in the end."""
        known = dict(self.scores)
        return next((known[stage] for stage in reversed(Stage) if stage in known), None)

    @property
    def changed(self) -> Score | None:
        """A first appraisal that gave other points, which carries its reason: the commune is told of it at once."""
        given = self.score(Stage.FIRST_APPRAISAL)
        return given if given is not None and given.note else None

    def with_score(self, stage: Stage, score: Score | None) -> "Entry":
        known = dict(self.scores)
        known.pop(stage, None)
        if score:
            known[stage] = score
        return replace(self, scores=tuple((stage, known[stage]) for stage in Stage if stage in known))

    @property
    def claims_nothing_to_show(self) -> bool:
        return claims_nothing(self.declared)

    def file(self, evidence_id: str) -> Evidence | None:
        return next((file for file in self.evidence if file.id == evidence_id), None)

    def filed(self, document: str, item: str | None) -> Evidence | None:
        """The same document under the same item, if it stands there."""
        return next((file for file in self.live_evidence if (file.document, file.item) == (document, item)), None)

    @property
    def live_evidence(self) -> tuple[Evidence, ...]:
        return tuple(file for file in self.evidence if file.live)

    @property
    def documents(self) -> tuple[Evidence, ...]:
        """The same, each document once, however many items it is filed under."""
        return tuple({file.document: file for file in reversed(self.live_evidence)}.values())[::-1]

    def present(self, item: EvidenceItem) -> bool:
        return any(file.item == item.key for file in self.live_evidence)

    @property
    def sent_since_asked(self) -> tuple[Evidence, ...]:
        """Documents that came after the request for explanation."""
        since = self.request.by.at if self.request else None
        return tuple(file for file in self.live_evidence if since and file.by.at >= since)

    @property
    def held(self) -> tuple[Evidence, ...]:
        """Files that wait for somebody to say that they are meant."""
        return tuple(file for file in self.evidence if file.held and file.status is not FileStatus.FAILED)

    @property
    def unsorted(self) -> tuple[Evidence, ...]:
        """Files that nobody has said the item of yet."""
        return tuple(file for file in self.live_evidence if file.item is None)

    @property
    def owed(self) -> Owed:
        """The documents that the answer asks for."""
        return owed(self.leaf, self.declared)

    @property
    def missing_items(self) -> tuple[EvidenceItem, ...]:
        """What is owed and neither present nor explained; of several documents where one is enough, one thing.

        Without a document the level of the self score has to be explained (2021 plan, II.2.1): silence is never zero.
        """
        return self.owed.missing(self._shown | self._settled)

    @property
    def open_items(self) -> tuple[EvidenceItem, ...]:
        """The required documents that a file could still be: any of them where one of several is enough."""
        if self.claims_nothing_to_show:
            return ()
        return self.owed.open(self._shown | self._settled)

    @property
    def unshown_items(self) -> tuple[EvidenceItem, ...]:
        """What is owed and not there as a document, explained or not."""
        return self.owed.missing(self._shown)

    @property
    def _shown(self) -> frozenset[str]:
        """A claim that nothing arose, or that the leaf does not apply, is shown by any document."""
        if self.claims_nothing_to_show:
            return frozenset({CLAIM_PROOF.key} if self.live_evidence else ())
        return frozenset(file.item for file in self.live_evidence if file.item is not None)

    @property
    def _settled(self) -> frozenset[str]:
        if self.claims_nothing_to_show:
            return frozenset({CLAIM_PROOF.key} if self.explanation else ())
        return self.explained

    @property
    def scored(self) -> bool:
        return self.score(Stage.SELF) is not None

    @property
    def unanswered(self) -> bool:
        """The commune has to declare, for the first time or once more."""
        return not self.scored or self.unreadable

    @property
    def complete(self) -> bool:
        """Scored, and every document that the answer owes present, covered by another file, or explained."""
        return not self.leaf.source.declared_by_commune or not (self.unanswered or self.missing_items)


@dataclass(frozen=True, slots=True)
class Undo:
    """The declaration that the last one replaced (``declared`` is ``None``: the leaf was not scored)."""

    declared: Declared | None
    working: Working
    claim: Claim | None
    score: Score | None
    version: int
