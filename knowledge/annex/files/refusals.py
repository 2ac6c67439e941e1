"""Why a file is not read at all."""

from knowledge.checking.faults import Fault, Wrong


class FileRefused(Exception):
    """The file as a whole cannot be read."""

    def __init__(self, error: Wrong, message: str) -> None:
        super().__init__(message)
        self.fault = Fault(error, "", 1, 1, message)
