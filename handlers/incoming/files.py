"""What may be told of a file before anybody has looked into it: its name and size."""

from pathlib import PurePath

from handlers.incoming.events import File
from knowledge.documents.addresses import LINK

EXECUTABLES = frozenset({".exe", ".bat", ".cmd", ".com", ".scr", ".msi", ".apk", ".js", ".vbs", ".ps1", ".sh", ".jar"})
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".gz", ".tar"})
MACROS = frozenset({".docm", ".xlsm", ".pptm", ".xlsb", ".dotm", ".xltm"})
TAKEN = frozenset({".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".pdf", ".doc", ".docx", ".xls", ".xlsx"})
LISTS = frozenset({".csv"})
MAX_BYTES = 100 * 1024 * 1024


def fault_of(file: File, *, lists: bool = False) -> str | None:
    """Why a file is refused at once, or ``None``; its content is looked at when it has been fetched.

    ``lists``: whether lists as text are taken; they prove nothing, so they are no evidence.
    """
    if file.fault or file.mime == LINK:
        return file.fault
    if file.size == 0:
        return "empty"
    if file.size is not None and file.size > MAX_BYTES:
        return "too_large"
    if PurePath(file.name).suffix.lower() in LISTS:
        return None if lists else "unknown_type"
    return None if file.sha256 else fault_of_name(file.name)


def fault_of_name(name: str) -> str | None:
    ending = PurePath(name).suffix.lower()
    groups = ((EXECUTABLES, "executable"), (ARCHIVES, "archive"), (MACROS, "macro"))
    known = next((fault for endings, fault in groups if ending in endings), None)
    return known or ("unknown_type" if ending and ending not in TAKEN | LISTS else None)
