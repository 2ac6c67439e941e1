"""An answer owes the documents that can exist, and no others."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.criteria import EvidenceItem, Leaf, Source
from scoring.declared import Conditions, Count, Declared, Met, NotApplicable, NotArisen, Option, Ratio
from scoring.rules import Checklist, Deduction, PerItem, Proportional, Rule, Share, SingleChoice, WithNotArisen, YesNo
from scoring.rules.base import Labelled
from scoring.rules.choice import Portion
from scoring.sheet.owing import owed

TWO = Decimal(2)


def leaf(rule: Rule, *names: str) -> Leaf:
    items = tuple(EvidenceItem(key, name) for key, name in zip("abcdef", names, strict=False))
    return Leaf("1.1", "Tiêu chí", TWO, Source.SELF, rule, evidence=items)


def choice(*options: tuple[str, str]) -> SingleChoice:
    return SingleChoice(
        tuple(Labelled(letter, text, Decimal(points)) for letter, (text, points) in zip("abcd", options, strict=False))
    )


def names(of: Leaf, declared: Declared, *there: str) -> list[str]:
    return [item.name for item in owed(of, declared).missing(set(there))]


PAIR = ("Kế hoạch theo dõi thi hành pháp luật", "Báo cáo theo dõi thi hành pháp luật")
ONE_OF_TWO = leaf(choice(("Có kế hoạch và báo cáo", "2"), ("Có một trong hai", "1"), ("Không có", "0")), *PAIR)


def test_the_best_answer_owes_everything() -> None:
    assert names(ONE_OF_TWO, Option("a")) == list(PAIR)


def test_one_of_two_is_enough_and_either_will_do() -> None:
    whole = "Kế hoạch theo dõi thi hành pháp luật hoặc báo cáo theo dõi thi hành pháp luật"
    assert names(ONE_OF_TWO, Option("b")) == [whole]
    assert [item.key for item in owed(ONE_OF_TWO, Option("b")).open(set())] == ["a", "b"]
    assert names(ONE_OF_TWO, Option("b"), "b") == names(ONE_OF_TWO, Option("b"), "a") == []


def test_an_answer_that_says_no_and_earns_nothing_owes_nothing() -> None:
    assert names(ONE_OF_TWO, Option("c")) == []
    assert names(leaf(YesNo(), *PAIR), Met(False)) == []


def test_an_answer_that_earns_nothing_and_says_no_no_still_owes() -> None:
    staff = leaf(YesNo("Không vượt", "Vượt", TWO), "Quyết định giao biên chế", "Danh sách cán bộ, công chức")
    assert len(names(staff, Met(False))) == len(names(staff, Met(True))) == 2


@pytest.mark.parametrize(
    ("label", "owes"),
    [
        ("Chỉ có kế hoạch", PAIR[:1]),
        ("Có báo cáo nhưng chưa có kế hoạch", PAIR[1:]),
        ("Mới ban hành kế hoạch", PAIR[:1]),
        ("Có kế hoạch và báo cáo nhưng chậm", PAIR),
        ("Ban hành chậm", PAIR),
    ],
)
def test_a_middle_answer_owes_the_documents_that_it_names(label: str, owes: tuple[str, ...]) -> None:
    assert names(leaf(choice(("Đủ cả hai", "2"), (label, "1"), ("Không", "0")), *PAIR), Option("b")) == list(owes)


def test_either_of_two_named_documents_is_enough() -> None:
    third = leaf(choice(("Đủ cả ba", "2"), ("Có kế hoạch hoặc báo cáo", "1")), *PAIR, "Biên bản")
    assert len(names(third, Option("b"))) == 1
    assert names(third, Option("b"), "a") == []


def test_a_share_of_the_points_is_read_alike() -> None:
    rule = Share(
        (Portion("a", "Đạt đủ", Decimal(100)), Portion("b", "Chỉ công bố", Decimal(50)), Portion("c", "Không", Decimal(0)))
    )
    iso = leaf(rule, "Quyết định công bố hệ thống", "Biên bản đánh giá nội bộ")
    assert names(iso, Option("b")) == ["Quyết định công bố hệ thống"]
    assert names(iso, Option("c")) == []


def test_a_condition_that_is_not_met_owes_none_of_its_own_documents() -> None:
    places = (Labelled("a", "Tại Bộ phận Một cửa (đầy đủ)"), Labelled("b", "Trên trang thông tin điện tử"))
    shown = leaf(
        Checklist(places, ((2, TWO), (1, Decimal(1)))),
        "Ảnh niêm yết tại Bộ phận Một cửa",
        "Đường dẫn trên trang thông tin điện tử",
    )
    assert names(shown, Conditions(("a",))) == ["Ảnh niêm yết tại Bộ phận Một cửa"]
    assert len(names(shown, Conditions(("a", "b")))) == 2
    assert names(shown, Conditions(())) == []


def test_no_case_that_earns_owes_nothing_and_no_case_that_costs_owes_the_report() -> None:
    assert names(leaf(PerItem(Decimal(1), TWO), "Quyết định công nhận"), Count(0)) == []
    assert names(leaf(Deduction(Decimal(1), TWO), "Báo cáo"), Count(0)) == ["Báo cáo"]


@pytest.mark.parametrize("claim", [NotArisen(), NotApplicable(), Ratio(Decimal(0), Decimal(0))])
def test_a_claim_owes_its_basis_once(claim: Declared) -> None:
    of = leaf(WithNotArisen(Proportional()), *PAIR)
    assert names(of, claim) == ["tài liệu hoặc giải trình cho việc không phát sinh, không áp dụng"]


words = st.lists(
    st.sampled_from(
        ["có", "không", "chỉ", "kế", "hoạch", "báo", "cáo", "một", "trong", "hai", "ba", "và", "hoặc", "nhưng", "chưa", ","]
    ),
    min_size=1,
    max_size=8,
)


@given(labels=st.lists(words, min_size=2, max_size=4), letter=st.sampled_from("abcd"), there=st.sets(st.sampled_from("ab")))
def test_whatever_an_option_says_only_required_documents_are_owed_and_all_of_them_settle_it(
    labels: list[list[str]], letter: str, there: set[str]
) -> None:
    of = leaf(choice(*((" ".join(one), str(2 - place)) for place, one in enumerate(labels[:3]))), *PAIR)
    owing = owed(of, Option(letter))
    assert set(owing.items) <= set(of.required_items)
    assert 0 <= owing.enough <= len(owing.items)
    assert bool(owing.missing(there)) == bool(owing.open(there)) == (owing.lacks(there) > 0)
    assert owing.missing({"a", "b"}) == ()
    assert len(owing.open(there)) <= len(owing.open(set()))


def test_a_document_required_only_if_something_is_so_is_owed_by_the_option_that_says_so() -> None:
    rule = choice(("Ban hành và công khai", "2"), ("Chỉ ban hành", "1"), ("Không ban hành", "0"))
    rules = EvidenceItem("a", "Quy chế chi tiêu nội bộ"), EvidenceItem("b", "Biên bản công khai", when="nếu đã công khai")
    of = Leaf("6.1", "Quy chế", TWO, Source.SELF, rule, evidence=(*rules, EvidenceItem("c", "Phiếu gửi", when="nếu có")))
    assert [owed(of, Option(letter)).items for letter in "abc"] == [rules, rules[:1], ()]
