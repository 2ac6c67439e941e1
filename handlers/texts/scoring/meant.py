"""An answer said in words, or one that may be several: what it was taken for, and what to choose from."""

from decimal import Decimal

from handlers.texts.common import codes, points, shortened
from handlers.texts.scoring.value import declared_words
from knowledge.hearing.sentences import Lacks
from scoring.criteria import Leaf
from scoring.declared import Conditions, Declared, Met, NotApplicable, NotArisen, Option
from scoring.errors import Refusal
from scoring.written.numbers import show

TELL = "Anh/chị gõ số thì tôi mới tính điểm được."
#: What is quoted of a long text, and what a button holds of a label.
QUOTED, LABEL = 60, 44


def answer_in_words(leaf: Leaf, declared: Declared) -> str:
    """An answer in the words of its leaf: "Không vượt", "không có hồ sơ trễ hạn"."""
    need = leaf.rule.need
    labels = {option.letter: option.label for option in need.options}
    match declared:
        case Met(met):
            return need.options[0 if met else 1].label
        case Option(letter):
            return labels[letter]
        case Conditions(letters) if letters:
            return f"đạt {codes(letters)}"
        case NotArisen():
            return need.not_arisen or declared_words(declared)
        case NotApplicable():
            return need.not_applicable or declared_words(declared)
        case _:
            return declared_words(declared)


def choice(leaf: Leaf, declared: Declared) -> str:
    return f"{shortened(answer_in_words(leaf, declared), LABEL)}{_worth(leaf, declared, ': {}')}"


def understood(leaf: Leaf, text: str, declared: Declared) -> str:
    said = f"“{shortened(text, QUOTED)}”"
    worth = _worth(leaf, declared, ", được {} điểm")
    return f"{leaf.code}: {said} tôi hiểu là **{answer_in_words(leaf, declared)}**{worth}. Đúng không?"


def not_clear(leaf: Leaf, text: str) -> str:
    return f"“{shortened(text, QUOTED)}”: tôi chưa rõ {leaf.code} trả lời thế nào nên chưa ghi gì."


def several(leaf: Leaf, text: str) -> str:
    return f"{leaf.code}: “{shortened(text, QUOTED)}” có thể hiểu mấy cách, tôi chưa ghi gì. Ý anh/chị là:"


def share_or_number(leaf: Leaf, share: str, number: str) -> str:
    return f"{leaf.code}: ý anh/chị là **{share}** hay **{number}**? Tôi chưa ghi gì."


def lacking_figure(leaf: Leaf, part: Decimal, lacks: Lacks) -> str:
    """What was said of a ratio, and the figure that is still wanted."""
    need, said = leaf.rule.need, number_of(leaf, show(part))
    match lacks:
        case Lacks.WHOLE:
            return f"{leaf.code}: đã rõ {said}, còn **{need.denominator}** là bao nhiêu? {TELL}"
        case Lacks.WHOLE_OF_LEFT:
            return f"{leaf.code}: còn {said} chưa đạt, vậy **{need.denominator}** là bao nhiêu? {TELL}"
        case Lacks.DONE:
            return f"{leaf.code}: trong {said} thì **{need.numerator}** là bao nhiêu? {TELL}"
        case Lacks.ALL:
            return f"{leaf.code}: đạt tất cả, vậy **{need.denominator}** là bao nhiêu? {TELL}"


def less_than_left(leaf: Leaf, left: Decimal, whole: Decimal) -> str:
    return f"{leaf.code}: tất cả là {show(whole)} thì không thể còn {show(left)} chưa đạt."


def number_of(leaf: Leaf, figure: str) -> str:
    """ "95 hồ sơ": a figure with what the leaf counts, as both parts of its ratio begin with it."""
    noun = counted(leaf)
    return f"{figure} {noun}" if noun else f"{figure} ({shortened(leaf.rule.need.numerator, 30)})"


def counted(leaf: Leaf) -> str:
    above, below = (_bare(text) for text in (leaf.rule.need.numerator, leaf.rule.need.denominator))
    same = 0
    while same < min(len(above), len(below)) and above[same] == below[same]:
        same += 1
    return " ".join(above[:same]).strip(" ,")


def _bare(text: str) -> list[str]:
    for beginning in ("tổng số ", "số "):
        if text.lower().startswith(beginning):
            return text[len(beginning) :].split()
    return text.split()


def _worth(leaf: Leaf, declared: Declared, form: str) -> str:
    """Its points, where the rule can work them out."""
    try:
        earned = leaf.rule.score(declared, leaf.max).points
    except Refusal:
        return ""
    return "" if earned is None else form.format(points(earned))


def which_label(code: str, text: str) -> str:
    """A word was typed that several choices of the card begin with."""
    return f"{f'{code}: ' if code else ''}“{shortened(text, QUOTED)}” là việc nào ạ? Anh/chị chọn giúp:"
