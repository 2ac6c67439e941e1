"""The clock: the only place that asks what time it is."""

from datetime import UTC, datetime, timedelta


class SystemClock:
    """Aware time in UTC, shifted by a fixed offset in the demo world only."""

    def __init__(self, offset_seconds: int) -> None:
        self._offset = timedelta(seconds=offset_seconds)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._offset
