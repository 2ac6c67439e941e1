"""The filled sheets of the demo world, made through the same core as everybody's, so that no state is faked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from bot.db.work import SqlWork
from bot.demo.answers import ANSWERS, SURVEY
from bot.demo.paper import illustration
from bot.files.storage import EvidenceStore
from handlers.incoming.events import ChatKey, File
from knowledge.answers import read_answer
from scoring.criteria import Leaf
from scoring.people import Person, Role
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import Move

CHAT = ChatKey("web", "web", "demo")
#: Reviewers ask after the documents have come, and are answered after they have asked.
LATER = timedelta(hours=1)


class Filler:
    """Fills sheets as their people would have, some days before ``now``."""

    def __init__(self, work: SqlWork, evidence: EvidenceStore, people: list[Person], now: datetime) -> None:
        self._work = work
        self._evidence = evidence
        self._people = people
        self._now = now

    def last_year(self, round_: Round) -> None:
        """All six communes decided and published."""
        for number, member in enumerate(round_.units):
            at = self._now - timedelta(days=330)
            sheet = self._decided(round_, member.unit, number + 1, at)
            sheet.move(Move.PUBLISH, self._by(Role.STANDING_BODY, at))
            self._work.sheets.save(sheet)

    def this_year(self, round_: Round) -> None:
        """XA01 and XA02 empty; XA03 submitted; XA04 asked; XA05 has answered; XA06 decided."""
        at = self._now - timedelta(days=3)
        stories: dict[str, Callable[[Round, str, datetime], ScoreSheet]] = {
            "XA03": lambda one, unit, when: self._submitted(one, unit, 3, when),
            "XA04": self._asked,
            "XA05": self._answered,
            "XA06": lambda one, unit, when: self._decided(one, unit, 6, when),
        }
        for unit, story in stories.items():
            self._work.sheets.save(story(round_, unit, at))

    def _of(self, unit: str, role: Role) -> Person:
        return next(person for person in self._people if person.role is role and (person.unit == unit or not role.of_commune))

    def _by(self, role: Role, at: datetime, unit: str = "") -> Authorship:
        return Authorship.of(self._of(unit, role), at, "web")

    def _submitted(self, round_: Round, unit: str, variant: int, at: datetime) -> ScoreSheet:
        sheet = self._work.sheets.open(round_, unit)
        # These people were in time then; the round's deadline may lie behind the day on which the demo is loaded.
        sheet.self_scoring_ends = None
        for leaf in sheet.criteria.declared_leaves():
            self._declare(sheet, leaf, variant, at)
        sheet.send_for_signature(self._by(Role.COORDINATOR, at, unit))
        sheet.sign(self._by(Role.LEADER, at, unit))
        return sheet

    def _declare(self, sheet: ScoreSheet, leaf: Leaf, variant: int, at: datetime) -> None:
        person = self._of(sheet.unit, Role.COORDINATOR)
        by = Authorship.of(person, at, "web")
        choices = ANSWERS[leaf.code]
        entry = sheet.declare(leaf.code, read_answer(choices[variant % len(choices)], leaf.rule), by)
        for item in dict.fromkeys((*leaf.required_items, *entry.open_items)):
            self._attach(sheet, leaf, item.key, item.name, person, at)

    def _attach(self, sheet: ScoreSheet, leaf: Leaf, key: str, name: str, person: Person, at: datetime) -> None:
        content = illustration(f"{sheet.unit} · {leaf.code}", name, sheet.round)
        sha256 = self._evidence.put(content).sha256
        fingerprint = f"demo-{sheet.round}-{leaf.code}-{key}"
        file = File("", fingerprint, f"minh-hoa-{leaf.code}-{key}.png", "image/png", len(content), sha256)
        sheet.attach(leaf.code, replace(self._work.documents.receive(file, person, CHAT, at), item=key, note="minh hoạ"))

    def _asked(self, round_: Round, unit: str, at: datetime) -> ScoreSheet:
        sheet = self._submitted(round_, unit, 4, at)
        secretary = self._by(Role.SECRETARIAT, at)
        sheet.agree("1.1", secretary)
        due = round_.explanation_due(self._now)
        sheet.request_explanation("3.1", "Ảnh niêm yết chưa rõ ngày chụp", due, self._by(Role.APPRAISER, at + LATER))
        return sheet

    def _answered(self, round_: Round, unit: str, at: datetime) -> ScoreSheet:
        sheet = self._submitted(round_, unit, 5, at)
        asking, due = self._by(Role.SECRETARIAT, at + LATER), round_.explanation_due(self._now)
        sheet.request_explanation("1.2", "Bảng tổng hợp thiếu hai nhiệm vụ", due, asking)
        self._appraise_all(sheet, asking, but="1.2")
        sheet.close_first_appraisal(asking)
        answering = self._by(Role.COORDINATOR, at + 2 * LATER, unit)
        sheet.answer_request("1.2", "Hai nhiệm vụ đó chuyển sang năm sau theo văn bản của huyện (minh hoạ).", answering)
        sheet.move(Move.SEND_EXPLANATIONS, answering)
        return sheet

    def _decided(self, round_: Round, unit: str, variant: int, at: datetime) -> ScoreSheet:
        sheet = self._submitted(round_, unit, variant, at)
        secretary, council = self._by(Role.SECRETARIAT, at), self._by(Role.COUNCIL, at)
        self._appraise_all(sheet, secretary)
        for code, percent in SURVEY.items():
            leaf = sheet.criteria.leaf(code)
            points = Fraction(leaf.max) * Fraction(Decimal(percent) - variant) / 100
            sheet.give(code, Stage.COUNCIL, points, "điều tra XHH (minh hoạ)", council)
        sheet.close_first_appraisal(secretary)
        sheet.move(Move.APPROVE, self._by(Role.APPROVER, at))
        return sheet

    def _appraise_all(self, sheet: ScoreSheet, by: Authorship, but: str = "") -> None:
        for entry in list(sheet.declared_entries()):
            if entry.leaf.code != but:
                sheet.agree(entry.leaf.code, by)
