"""What an account may ask or do besides writing to its followers: reactions, strangers, templates, quotas, people, and
what was said."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.zalo_oa.person import Screens
from tests.fakes.zalo_oa.rules import check_message, invalid, refused

OLDER, DETAIL, QUOTA = "/v2.0/oa/message", "/v3.0/oa/user/detail", "/v3.0/oa/quota/message"
CONVERSATION, MOST = "/v2.0/oa/conversation", 10
BY_USER, BY_PHONE = "/v3.0/oa/message/template", "/message/template"
PHONE = re.compile(r"84\d{9,10}")
TRACKING = 48
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Aside:
    """Answers the calls that put no message of ours into a follower's chat."""

    screens: Screens
    clock: Callable[[], datetime]
    next_id: Callable[[], str]
    conversations: dict[str, list[Data]] = field(default_factory=dict)

    def said(self, user: str, number: str, text: str) -> None:
        """A message of the account, as it stands in the conversation."""
        stamp = int(self.clock().timestamp() * 1000)
        told = {"src": 0, "time": stamp, "type": "text", "message": text, "message_id": number, "to_id": user}
        self.conversations.setdefault(user, []).insert(0, told)

    def answer(self, path: str, given: Any) -> Any:
        """The data of the answer; ``None`` where the call is none of these."""
        if path == OLDER:
            return self._to_stranger_or_reaction(given)
        known = {
            DETAIL: self._detail,
            CONVERSATION: self._conversation,
            QUOTA: self._quota,
            BY_USER: self._template_to_user,
            BY_PHONE: self._template_to_phone,
        }
        return known[path](given) if path in known else None

    def _to_stranger_or_reaction(self, given: Data) -> Data | None:
        if given.get("recipient", {}).keys() == {"anonymous_id", "conversation_id"}:
            check_message(given["message"])
            return {"message_id": self.next_id()}
        if "sender_action" in given:
            return self._reaction(given)
        return None

    def _reaction(self, given: Data) -> Data:
        if given.keys() != {"recipient", "sender_action"} or given["sender_action"].keys() != {
            "react_icon",
            "react_message_id",
        }:
            raise invalid("sender_action")
        return {"message_id": self.next_id(), "user_id": self._follower(given["recipient"].get("user_id"))}

    def _detail(self, given: Data) -> Data:
        user = self._follower(json.loads(given.get("data") or "{}").get("user_id"))
        seen = self.screens.spoke_at[user].strftime("%d/%m/%Y")
        return _person(user) | {"user_last_interaction_date": seen}

    def _conversation(self, given: Data) -> list[Data]:
        asked = json.loads(given.get("data") or "{}")
        if asked.keys() != {"user_id", "offset", "count"} or asked["count"] > MOST:
            raise invalid("data")
        return self.conversations.get(asked["user_id"], [])[asked["offset"] :][: asked["count"]]

    def _quota(self, given: Data) -> Data:
        spoke_at = self.screens.spoke_at[self._follower(given.get("user_id"))]
        none = {"remain": "0", "total": "0"}
        return {
            "last_interaction": str(int(spoke_at.timestamp() * 1000)),
            "cs_reply": {"remain": "8", "total": "8"},
            "promotion": none,
        }

    def _template_to_user(self, given: Data) -> Data:
        user = self._follower(given.get("user_id"))
        _check_template(given, {"user_id", "template_id", "template_data"}, set())
        return self._stamped("message_id") | {"user_id": user}

    def _template_to_phone(self, given: Data) -> Data:
        _check_template(given, {"phone", "template_id", "template_data", "tracking_id"}, {"mode", "sending_mode"})
        if not PHONE.fullmatch(given["phone"]):
            raise invalid("phone")
        if not 1 <= len(given["tracking_id"]) <= TRACKING:
            raise invalid("tracking_id")
        return self._stamped("msg_id")

    def _stamped(self, name: str) -> Data:
        return {name: self.next_id(), "sent_time": str(int(self.clock().timestamp() * 1000))}

    def _follower(self, user: Any) -> str:
        if user not in self.screens.followers:
            raise refused(-213)
        return str(user)


def _check_template(given: Data, needed: set[str], possible: set[str]) -> None:
    if not needed <= given.keys() <= needed | possible:
        raise invalid("body")
    if not str(given["template_id"]).isdigit():
        raise invalid("template_id")
    data = given["template_data"]
    if not isinstance(data, dict) or not data or not all(data.values()):
        raise invalid("template_data")


def _person(user: str) -> Data:
    picture = "https://f6.photo.talk.zdn.vn/demo/a.jpg"
    return {
        "user_id": user,
        "user_id_by_app": f"app{user}",
        "user_external_id": "",
        "display_name": "Lan",
        "user_alias": "Lan",
        "is_sensitive": False,
        "user_is_follower": True,
        "avatar": picture,
        "avatars": {"120": picture, "240": picture},
        "tags_and_notes_info": {"notes": [], "tag_names": []},
        "shared_info": dict.fromkeys(("address", "city", "district", "phone", "name", "user_dob"), ""),
    }
