"""A request for explanation lives on its leaf: open, answered, closed."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.declared import Met
from scoring.sheet.entry import Request, RequestState, Stage
from scoring.sheet.refusals import AnswerEmpty, NoOpenRequest, NotSuppliedByCommune, SheetLocked
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import Move, State
from tests.scoring.world import DUE, HOA, LAN, LATE, LIEN, START, THU, by, file, submitted

ASKED_AT = START + timedelta(days=8)
AFTER = ASKED_AT + timedelta(hours=3)


def asked() -> ScoreSheet:
    sheet = submitted()
    sheet.request_explanation("1.1", " thiếu báo cáo 9 tháng ", DUE, by(LAN, ASKED_AT))
    return sheet


def _request(sheet: ScoreSheet) -> Request:
    request = sheet.entry("1.1").request
    assert request is not None
    return request


def test_a_request_reaches_the_leaf_and_changes_nothing_else() -> None:
    before = submitted().entry("1.1")
    sheet = asked()
    entry, request = sheet.entry("1.1"), _request(sheet)
    assert (request.state, request.reason, request.due) == (RequestState.OPEN, "thiếu báo cáo 9 tháng", DUE)
    assert (entry.scores, entry.evidence, sheet.state) == (before.scores, before.evidence, State.FIRST_APPRAISAL)


def test_an_answer_in_words_answers_it() -> None:
    sheet = asked()
    sheet.answer_request("1.1", " đã gửi bổ sung ", by(HOA, AFTER))
    request = _request(sheet)
    assert (request.state, request.answer, request.answered) == (
        RequestState.ANSWERED,
        "đã gửi bổ sung",
        by(HOA, AFTER),
    )
    assert sheet.changes[-1].after == {"state": "answered", "answer": "đã gửi bổ sung"}


def test_the_appraisal_that_follows_closes_it() -> None:
    sheet = asked()
    sheet.answer_request("1.1", "đã gửi", by(HOA, AFTER))
    sheet.change("1.1", Decimal(0), "không chấp nhận", by(LAN, AFTER))
    assert _request(sheet).state is RequestState.CLOSED


def test_points_of_second_appraisal_close_it_as_well() -> None:
    sheet = asked()
    sheet.give("1.1", Stage.SECOND_APPRAISAL, Fraction(9), "", by(THU, AFTER))
    assert _request(sheet).state is RequestState.CLOSED


def test_documents_alone_answer_it_when_they_are_new() -> None:
    sheet = asked()
    with pytest.raises(AnswerEmpty):
        sheet.answer_request("1.1", " ", by(HOA, AFTER))
    sheet.attach("1.1", file("b", "bao-cao", at=AFTER))
    sheet.answer_request("1.1", "", by(HOA, AFTER))
    assert _request(sheet).state is RequestState.ANSWERED


def test_documents_from_before_the_request_answer_nothing() -> None:
    sheet = submitted()
    sheet.reopen_leaf("1.1", "bổ sung", by(THU))
    sheet.attach("1.1", file("b", at=START))
    sheet.request_explanation("1.1", "chưa rõ", DUE, by(LAN, ASKED_AT))
    with pytest.raises(AnswerEmpty):
        sheet.answer_request("1.1", "", by(HOA, AFTER))


def test_the_locked_sheet_takes_evidence_for_the_asked_leaf_and_no_score() -> None:
    sheet = asked()
    sheet.attach("1.1", file(None, "moi", at=LATE, id_="f9"))
    sheet.sort_evidence("1.1", "f9", "b", by(HOA, LATE))
    assert sheet.entry("1.1").present(sheet.criteria.leaf("1.1").evidence[1])
    with pytest.raises(SheetLocked):
        sheet.declare("1.1", Met(False), by(HOA, LATE))
    with pytest.raises(SheetLocked):
        sheet.attach("1.2", file("b", at=LATE))


def test_an_answer_is_gathered_and_seen_when_it_is_sent() -> None:
    sheet = asked()
    sheet.write_answer("1.1", " báo cáo ở trang 3 ", by(HOA, AFTER))
    sheet.attach("1.1", file("b", at=AFTER))
    sheet.write_answer("1.1", "và trang 4", by(LIEN, AFTER))
    assert (_request(sheet).state, _request(sheet).answer, _request(sheet).sent_answer) == (
        RequestState.OPEN,
        "báo cáo ở trang 3\nvà trang 4",
        "",
    )
    sheet.answer_request("1.1", "", by(HOA, AFTER))
    assert _request(sheet).sent_answer == "báo cáo ở trang 3\nvà trang 4"
    assert [change.what for change in sheet.changes[-4:]] == ["write_answer", "attach", "write_answer", "answer_request"]


def test_words_taken_back_are_not_sent() -> None:
    sheet = asked()
    sheet.write_answer("1.1", "nhầm", by(HOA, AFTER))
    sheet.drop_answer("1.1", by(HOA, AFTER))
    with pytest.raises(AnswerEmpty):
        sheet.answer_request("1.1", "", by(HOA, AFTER))


def test_an_answered_leaf_takes_documents_until_it_is_judged_and_no_words() -> None:
    sheet = asked()
    sheet.answer_request("1.1", "đã gửi", by(HOA, AFTER))
    sheet.attach("1.1", file("b", at=AFTER))
    with pytest.raises(NoOpenRequest):
        sheet.write_answer("1.1", "thêm", by(HOA, AFTER))
    sheet.agree("1.1", by(LAN, AFTER))
    with pytest.raises(SheetLocked):
        sheet.attach("1.1", file("c", "khac", at=AFTER))
    with pytest.raises(NoOpenRequest):
        sheet.answer_request("1.1", "thêm", by(HOA, AFTER))


def test_the_appraiser_may_ask_again_after_an_answer() -> None:
    sheet = asked()
    sheet.answer_request("1.1", "đã gửi", by(HOA, AFTER))
    sheet.request_explanation("1.1", "vẫn thiếu trang 3", DUE, by(LAN, AFTER))
    assert (_request(sheet).state, _request(sheet).reason) == (RequestState.OPEN, "vẫn thiếu trang 3")


def test_what_was_not_asked_is_not_answered() -> None:
    with pytest.raises(NoOpenRequest) as refused:
        submitted().answer_request("1.2", "giải trình", by())
    assert refused.value.code == "1.2"


def test_the_commune_is_not_asked_about_points_that_others_supply() -> None:
    sheet = submitted()
    with pytest.raises(NotSuppliedByCommune):
        sheet.request_explanation("3.1", "vì sao thấp", DUE, by(LAN))
    assert sheet.entry("3.1").request is None


def test_first_appraisal_closed_with_requests_outstanding_waits_for_the_commune() -> None:
    sheet = asked()
    sheet.close_first_appraisal(by(THU, AFTER))
    assert sheet.state is State.EXPLANATION_REQUESTED
    sheet.answer_request("1.1", "đã gửi", by(HOA, AFTER))
    sheet.move(Move.SEND_EXPLANATIONS, by(LIEN, AFTER))
    assert sheet.changes[-1].after == {"state": "explanation_submitted", "why": ""}


def test_an_answer_not_yet_judged_is_outstanding_too() -> None:
    sheet = asked()
    sheet.answer_request("1.1", "đã gửi", by(HOA, AFTER))
    sheet.close_first_appraisal(by(THU, AFTER))
    assert sheet.state is State.EXPLANATION_REQUESTED


def test_a_request_already_judged_is_not_outstanding() -> None:
    sheet = asked()
    sheet.agree("1.1", by(LAN, AFTER))
    sheet.close_first_appraisal(by(THU, AFTER))
    assert sheet.state is State.COUNCIL


def test_after_the_windows_end_a_silent_commune_is_judged_as_it_stands() -> None:
    sheet = asked()
    sheet.close_first_appraisal(by(THU, AFTER))
    sheet.move(Move.END_EXPLANATION_WINDOW, by(THU, DUE))
    with pytest.raises(NoOpenRequest):
        sheet.answer_request("1.1", "muộn", by(HOA, DUE))
    with pytest.raises(SheetLocked):
        sheet.attach("1.1", file("b", at=DUE))
