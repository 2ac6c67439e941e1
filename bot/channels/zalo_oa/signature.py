"""The signature under a webhook: a plain SHA-256, no HMAC, over the application's id, the body as received, its time, and
the secret of the Official Account."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from secrets import compare_digest
from typing import Literal

HEADER = "X-ZEvent-Signature"
PREFIX = "mac="
#: Where the body cannot be read as a whole, its field still can.
TIMESTAMP = re.compile(rb'"timestamp"\s*:\s*"?([0-9]+)')

SignedWith = Literal["app_id", "oa_id"]


def mac(identity: str, body: bytes, timestamp: str, secret: str) -> str:
    # Half of a surrogate pair has no bytes: Zalo signs none.
    return sha256(identity.encode() + body + timestamp.encode(errors="replace") + secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signature:
    """What a webhook must be signed with. ``identities`` and ``secrets``: what else a live account might sign with, by
    the names of the settings; they open nothing, and only tell the operator what to mend."""

    identity: SignedWith
    identities: Mapping[SignedWith, str]
    secret: str
    secrets: Mapping[str, str]

    def fits(self, given: str, body: bytes) -> bool:
        expected = mac(self.identities[self.identity], body, timestamp_of(body), self.secret)
        return bool(self.secret) and _same(given, expected)

    def would_fit(self, given: str, body: bytes) -> Iterator[str]:
        """Which other identity or secret the signature was made with."""
        at = timestamp_of(body)
        for identity, value in self.identities.items():
            for name, secret in self.secrets.items():
                if value and secret and _same(given, mac(value, body, at, secret)):
                    yield f"{identity} with {name}"


def _same(given: str, expected: str) -> bool:
    return compare_digest(given.strip().removeprefix(PREFIX).lower().encode(), expected.encode())


def timestamp_of(body: bytes) -> str:
    """The body's own field, letter by letter; empty where it has none."""
    try:
        read = json.loads(body, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        found = TIMESTAMP.findall(body)
        return found[-1].decode() if found else ""
    told = read.get("timestamp") if isinstance(read, dict) else None
    return told if isinstance(told, str) else ""
