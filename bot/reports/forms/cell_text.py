"""What a cell of a workbook can hold."""

from scoring.written.letters import clean

#: Excel's own bounds: letters of a cell, and points of a row's height.
MOST_LETTERS = 32_767
MOST_HEIGHT = 409
MORE = "… (còn nữa, xem trong phiếu)"


def cell_text(text: str) -> str:
    """Clean letters; of a longer text as much as a cell holds, and that there is more."""
    kept = clean(text)
    # Excel counts a letter beyond the first plane as two.
    if len(kept.encode("utf-16-le")) // 2 <= MOST_LETTERS:
        return kept
    return kept[: MOST_LETTERS // 2] + MORE
