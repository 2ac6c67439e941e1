"""Published results."""

from collections.abc import Sequence

from scoring.results.classification import CLASS_NAMES, Classification
from scoring.results.ranking import Ranked
from scoring.rounds.round import Round
from scoring.written.numbers import show

NONE = "Chưa có đợt nào được công bố."


def published(round_: Round, lines: Sequence[tuple[str, Ranked, Classification]], units: int) -> str:
    shown = [_line(*line, units) for line in lines] or ["Đơn vị của anh/chị không có trong kết quả này."]
    return "\n".join([f"**{round_.name}** – kết quả đã công bố:", *shown, "Đợt đang chạy chưa có kết quả."])


def _line(unit: str, ranked: Ranked, given: Classification, units: int) -> str:
    name = CLASS_NAMES[given.name] if given.name else f"chưa xếp loại ({given.because})"
    return f"• {unit[:1].upper()}{unit[1:]}: hạng {ranked.rank}/{units} ({ranked.group}), chỉ số {show(ranked.index)}% – {name}"
