"""What is kept about one person, as a file for that person."""

import json
from typing import Any

from bot.db.work import SqlWork
from handlers.incoming.events import Incoming

MIME = "application/json"


def my_data(work: SqlWork, person_id: str) -> bytes:
    """Name, role, chats, messages sent, and every line of the log that the person made."""
    person = work.people.get(person_id)
    data: dict[str, Any] = {
        "ma": person_id,
        "ten": person.name if person else None,
        "don_vi": person.unit if person else None,
        "vai_tro": person.role.value if person else None,
        "duoc_giao": sorted(person.scope) if person else [],
        "kenh_chat": [{"kenh": chat.channel, "ma_chat": chat.chat} for chat in work.chats.of_person(person_id)],
        "tin_da_gui": [_message(at, event) for at, event in work.transcripts.messages_of(person_id)],
        "viec_da_lam": [
            {"luc": line.at, "kenh": line.channel, "viec": line.what, "o": line.where, "thanh": line.after}
            for line in work.log.of_person(person_id)
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _message(at: str, event: Incoming | None) -> dict[str, Any]:
    if event is None:
        return {"luc": at, "chu": "(không đọc lại được)", "tep": []}
    return {"luc": at, "chu": event.text, "tep": [file.name for file in event.files]}
