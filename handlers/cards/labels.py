"""What a card shows can be typed: its labels, whole or in short, and the everyday words for them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.cards.buttons import decode
from handlers.cards.card import Card, Choice, Expects
from knowledge.hearing.sentences import without_courtesy
from knowledge.text import fold

#: An option of the question itself ("b. Ban hành chậm: 0,75") is an answer, which the rule reads.
OPTION = re.compile(r"^(?:[☐✔] )?[a-zđ]\. ")
#: What a label says besides: the code of a leaf, a unit, or what stands behind a colon.
BESIDE = re.compile(r"\s*:.*$|\s+(?:tieu chi\s+)?[0-9]+(?:\.[0-9]+)+(?!\w)|\s+[a-z]{2,4}[0-9]{2,}(?!\w)")
#: Verbs with which several labels of a card may begin.
VERBS = ("sua", "gui", "xem", "tra loi", "nhac", "mo lai", "tai", "nhan", "ghi", "thay", "doi", "cham", "lam")
DONE = ("di", "giup", "gium", "voi", "cai", "ngay", "em", "anh", "chi", "toi", "minh", "a", "nhe")


@dataclass(frozen=True, slots=True)
class _Everyday:
    """Words that people type for one kind of label."""

    labels: frozenset[str]
    words: frozenset[str]


def _everyday(labels: str, words: str) -> _Everyday:
    return _Everyday(_words(labels), _words(words))


def _words(listed: str) -> frozenset[str]:
    return frozenset(part.strip() for part in listed.split("|"))


AGREED = (
    "ok | oke | okie | okay | okela | dung | dung roi | dung vay | dung the | dung luu | vang | u | uh | um | da | phai | "
    "phai roi | "
    "dong y | nhat tri | chuan | chinh xac | yes | duoc | luu | luu lai | ghi | toi hieu | hieu roi | toi hieu roi | da hieu | "
    "toi da hieu | da ro | ro roi | bat dau"
)
EVERYDAY = (
    _everyday("sua", "sua lai | chinh | chinh lai | chinh sua | cham lai | lam lai | khai lai | nhap lai"),
    _everyday(
        "hoan tac",
        "undo | hoan lai | nham | nham roi | bam nham | bam nham roi | toi bam nham | luc nay toi bam nham | "
        "vua roi toi bam nham | "
        "an nham | go nham | nhap nham | ghi nham | cham nham | chon nham | lo tay | lo bam | quay lai nhu cu | "
        "tra lai nhu cu | "
        "bo cau vua roi | bo cai vua roi | huy cau vua roi | huy cai vua roi",
    ),
    _everyday(
        "de sau | de xem sau",
        "de lat | de lat nua | lat nua | de lat nua lam | lat nua lam | lat lam | bo qua | de do | de do xem sau | tinh sau | "
        "lam sau | de mai | mai lam | mai tinh | skip | gui sau | lat gui | lat gui sau | lat gui anh sau | de gui sau | "
        "bo sung sau | "
        "lat bo sung | chua co ngay | xem sau | cau khac | tieu chi khac | sang cau khac | khoan da",
    ),
    _everyday("tiep", "tiep tuc | tiep theo | next | cau tiep | lam tiep | cau tiep theo | sang cau khac | tiep nua"),
    _everyday("toi hieu, bat dau", f"{AGREED} | 1 | a | da doc | doc roi | da doc roi | toi da doc"),
    _everyday("dung, luu | ghi dung nhu vay | dong y | ghi vao", AGREED),
    _everyday("day khong phai toi", "khong phai toi | toi khong phai | khong phai minh | khong phai em | nham nguoi"),
    _everyday("doi lai", "doi | dao lai | nhap nguoc | nguoc | nham thu tu"),
    _everyday(
        "nhap lai", "khong phai | khong dung | sai | sai roi | chua dung | go lai | khong | khong luu | huy | thoi | nham"
    ),
    _everyday("thoi | giu lai", "thoi khong | bo di | thoi bo di | khong can | khong | khong nua"),
    _everyday(
        "giai thich", "tinh sao | cai nay tinh sao | cai nay la sao | la sao | giai thich them | cach tinh | tinh the nao"
    ),
)


def meant_by(card: Card, text: str) -> Sequence[Choice]:
    """The choices of a card that a typed text may mean: one that is meant, several to ask about, or none.

    Where the text itself is asked for, only a whole label is one.
    """
    words = fold(text).strip(" .!")
    exact = [choice for choice in card.choices if fold(choice.label) == words and not _takes_back_a_decision(choice)]
    if exact or card.expects is Expects.TEXT or not words:
        return exact[:1]
    named = [choice for choice in card.choices if not (OPTION.match(choice.label) or _takes_back_a_decision(choice))]
    for said in dict.fromkeys((words, _short(text))):
        for means in (_by_name, _by_everyday_word, _by_beginning):
            if found := means(named, said):
                return found
    return ()


def listed_at(card: Card, text: str) -> Choice | None:
    """The choice that a bare number means: of a list whose lines all lead to things of one kind, the one at that place."""
    if not text.isascii() or not text.isdigit() or card.expects is not Expects.NOTHING:
        return None
    kinds = [press.action if (press := decode(choice.code)) else "" for choice in card.choices]
    kind, number = Counter(kinds).most_common(1)[0] if kinds else ("", 0)
    lines = [choice for choice, own in zip(card.choices, kinds, strict=True) if own == kind]
    return lines[int(text) - 1] if number > 1 and 0 < int(text) <= number else None


def _short(text: str) -> str:
    """Without courtesy: "dạ sửa lại giúp em ạ"."""
    words = fold(without_courtesy(text)).split()
    while len(words) > 1 and words[-1] in DONE:
        words.pop()
    # "Dạ vâng ạ" is courtesy, and an answer all the same.
    return " ".join(words or fold(text).split()[:1])


def _name(choice: Choice) -> str:
    """The label without the leaf or unit that it is about: "Sửa 2.3" is "sua"."""
    return BESIDE.sub("", fold(choice.label))


def _by_name(choices: Sequence[Choice], said: str) -> list[Choice]:
    return [choice for choice in choices if _name(choice) == said]


def _by_everyday_word(choices: Sequence[Choice], said: str) -> list[Choice]:
    labels = frozenset[str]().union(*(word.labels for word in EVERYDAY if said in word.words))
    found = [choice for choice in choices if _name(choice) in labels]
    # "Có nhập ngược không?" is agreed to as well, but "Đổi lại" on a decided leaf is no question.
    swapped = said in _words(AGREED)
    return found or [choice for choice in choices if swapped and (press := decode(choice.code)) and press.action == "swap"]


def _takes_back_a_decision(choice: Choice) -> bool:
    """A reviewer's decision is taken back by words too, but which one is meant is looked up first, not here."""
    press = decode(choice.code)
    return _name(choice) == "hoan tac" and press is not None and press.action != "undo"


def _by_beginning(choices: Sequence[Choice], said: str) -> list[Choice]:
    """ "Gửi" where a card offers to send this or that, and "gửi kế hoạch" where one of them begins so."""
    begins = said in VERBS or " " in said
    return [choice for choice in choices if begins and _name(choice).startswith(f"{said} ")]
