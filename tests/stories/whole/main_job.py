"""The main job, told once for every channel: the four of XA01 score one leaf of every kind of rule."""

from collections.abc import Mapping
from typing import Any

from tests.stories.telling.actors import Actor

LAN, TUAN, HOA, MINH = "demo-vanphong", "demo-tuphap", "demo-taichinh", "demo-vanhoa"

#: By leaf: what is then declared, its points, and who declared it.
SCORED: Mapping[str, tuple[dict[str, Any], str | None, str]] = {
    "1.1": ({"option": "a"}, "1.5", "Chị Lan (minh hoạ)"),
    "1.2": ({"numerator": "45", "denominator": "50"}, "3.15", "Chị Lan (minh hoạ)"),
    "1.3": ({"conditions": ["a", "c"]}, "1", "Chị Lan (minh hoạ)"),
    "1.4": ({"percent": "85.3"}, "1", "Chị Lan (minh hoạ)"),
    "1.5": ({"count": "3"}, "1.5", "Chị Lan (minh hoạ)"),
    "1.7": ({"count": "2"}, "1.5", "Chị Lan (minh hoạ)"),
    "5.1": ({"numerator": "19", "denominator": "20"}, "2.85", "Chị Lan (minh hoạ)"),
    "2.1": ({"not_arisen": True}, "2", "Anh Tuấn (minh hoạ)"),
    "2.2": ({"met": True}, "2", "Anh Tuấn (minh hoạ)"),
    "3.2": ({"numerator": "1190", "denominator": "1240"}, "5.76", "Anh Tuấn (minh hoạ)"),
    "6.2": ({"conditions": ["a", "b"]}, "2", "Chị Hoa (minh hoạ)"),
    "6.3": ({"not_applicable": True}, None, "Chị Hoa (minh hoạ)"),
    "6.4": ({"numerator": "4600", "denominator": "5000"}, "1.84", "Chị Hoa (minh hoạ)"),
    "7.2": ({"numerator": "640", "denominator": "1000"}, "3", "Anh Minh (minh hoạ)"),
    "7.5": ({"option": "b"}, "1.5", "Anh Minh (minh hoạ)"),
}


def begins(actor: Actor, code: str) -> None:
    """Opens the invitation and confirms the first card: the next card is the first question."""
    actor.says(f"/start {code}")
    actor.reads("Không gửi tài liệu mật")
    actor.presses("Tôi hiểu, bắt đầu")


def scores_by_questions(lan: Actor) -> None:
    """The way that needs no learning: a question after the other, with presses where there is something to press."""
    lan.reads("**1.1 Ban hành kế hoạch CCHC năm**")
    lan.presses("a. Ban hành đúng hạn")
    lan.reads("**1,5/1,5**", "còn thiếu: Kế hoạch CCHC năm")
    lan.sends("kế hoạch.jpg")
    lan.reads("✔ Xong 1.1.", "**1.2 Mức độ hoàn thành kế hoạch CCHC**")
    lan.says("45/50")
    lan.reads("45/50 = 90% → 90% × 3,5 = 3,15")
    lan.presses("Để sau")
    lan.reads("**1.3 Báo cáo CCHC định kỳ**")
    for tick in ("☐ a.", "☐ b.", "☐ c.", "✔ b."):
        lan.presses(tick)
    lan.presses("Xong")
    lan.reads("1.3: **1/2**", "cần 4 tài liệu")
    lan.presses("Để sau")


def scores_by_figures(lan: Actor) -> None:
    """Percentages, counts, deductions, and a leaf put off."""
    lan.reads("**1.4 ")
    lan.says("85,3%")
    lan.reads("chưa có tử số, mẫu số")
    lan.presses("Để sau")
    lan.says("3")
    lan.reads("3 × 0,5 = 1,5")
    lan.presses("Để sau")
    lan.reads("**1.6 Sáng kiến, giải pháp mới**")
    lan.presses("Để sau")
    lan.says("2")
    lan.reads("1.7: **1,5/2**")
    lan.says("5.1 19/20")
    lan.reads("5.1: **2,85/3**")


def claims_and_swaps(tuan: Actor) -> None:
    """Nothing arose; two figures the wrong way round; a leaf that the commune never scores."""
    tuan.reads("**2.1 ")
    tuan.presses("Không phát sinh")
    tuan.reads("2.1: **2/2** – không phát sinh trong năm")
    tuan.says("2.2 co")
    tuan.reads("2.2: **2/2**")
    tuan.says("3.2 1240/1.190")
    tuan.reads("3.2: số hồ sơ giải quyết trước hạn và đúng hạn (1.240) lớn hơn tổng số hồ sơ đã giải quyết (1.190)")
    tuan.presses("Đổi lại: 1.190/1.240")
    tuan.reads("1.190/1.240 = 95,97% → 95,97% × 6 = 5,76")
    tuan.says("3.7 90%")
    tuan.reads("Tiêu chí 3.7 do điều tra xã hội học cho điểm", "xã không tự chấm")


def does_without(hoa: Actor) -> None:
    """A leaf that does not apply is asked back before it is saved."""
    hoa.reads("**6.1 ")
    hoa.says("6.2 đủ")
    hoa.reads("6.2: **2/2**")
    hoa.says("6.3 kad")
    hoa.reads("Anh/chị khai **không áp dụng** cho 6.3?")
    hoa.presses("Đúng, lưu")
    hoa.reads("6.3: **không áp dụng** – chờ người thẩm định chấp nhận")
    hoa.says("6.4 4.600/5.000")
    hoa.reads("6.4: **1,84/2**")


def picks_a_share(minh: Actor) -> None:
    minh.reads("**7.1 ")
    minh.says("7.2 640/1.000")
    minh.reads("7.2: **3/4**")
    minh.says("7.5 b")
    minh.reads("7.5: **1,5/2**")
    minh.says("8.1 9")
    minh.reads("Tiêu chí 8.1 do điều tra xã hội học cho điểm")


def scores_one_of_every_kind(people: Mapping[str, Actor]) -> None:
    for code, actor in people.items():
        begins(actor, code)
    scores_by_questions(people[LAN])
    scores_by_figures(people[LAN])
    claims_and_swaps(people[TUAN])
    does_without(people[HOA])
    picks_a_share(people[MINH])


def declared_in(sheet: dict[str, Any]) -> dict[str, tuple[Any, str | None, str]]:
    """By leaf with an answer: what stands in the sheet."""
    scored = [leaf for leaf in sheet["leaves"] if leaf["declared"] is not None]
    return {leaf["code"]: (leaf["declared"], leaf["self"]["points"], leaf["self"]["by"]) for leaf in scored}
