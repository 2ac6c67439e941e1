"""Published results."""

from collections.abc import Sequence

from scoring.classification import CLASS_NAMES, Classification
from scoring.numbers import show
from scoring.ranking import Ranked
from scoring.rounds import Round
from scoring.totals import Totals

NONE = "Chưa có đợt nào được công bố."


def published(round_: Round, lines: Sequence[tuple[Ranked, Totals, Classification]], units: int) -> str:
    shown = [_line(ranked, given, units) for ranked, _, given in lines] or ["Đơn vị của anh/chị không có trong kết quả này."]
    return "\n".join([f"**{round_.name}** – kết quả đã công bố:", *shown, "Đợt đang chạy chưa có kết quả."])


def _line(ranked: Ranked, given: Classification, units: int) -> str:
    name = CLASS_NAMES[given.name] if given.name else f"chưa xếp loại ({given.because})"
    return f"• {ranked.unit}: hạng {ranked.rank}/{units} ({ranked.group}), chỉ số {show(ranked.index)}% – {name}"
