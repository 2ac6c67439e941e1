"""Whether an old Office file asks for a password.

Excel locks a book whose sheets are only guarded against change, too, with a word that every Excel tries by itself: such
a file opens for anybody.
"""

import struct
from hashlib import md5, new, sha1

from knowledge.annex.files.ole import Compound

OWN_WORD = "VelvetSweatshop"
ENCRYPTED_PACKAGE, WORD, BOOKS = "EncryptedPackage", "WordDocument", ("Workbook", "Book")
#: Of Word's head of a file: the word of flags, and the one that says it is encrypted.
FLAGS_AT, FLAG = 10, 0x0100
#: Excel's records: the one that locks the others stands among the first.
FILE_PASS, SHEETS, BEGINNING, MOST_RECORDS = 0x002F, 0x0085, 4096, 64
XOR, RC4 = 0, 1


def is_locked(file: Compound) -> bool:
    if ENCRYPTED_PACKAGE in file.parts:
        return True
    if WORD in file.parts:
        head = file.beginning(WORD, FLAGS_AT + 2)
        return len(head) > FLAGS_AT + 1 and bool(struct.unpack_from("<H", head, FLAGS_AT)[0] & FLAG)
    book = next((name for name in BOOKS if name in file.parts), "")
    lock = _lock(file.beginning(book, BEGINNING)) if book else b""
    return bool(lock) and not _opens_with(lock, OWN_WORD)


def _lock(records: bytes) -> bytes:
    """What the record says that locks a book; empty where none does."""
    place = 0
    for _ in range(MOST_RECORDS):
        if place + 4 > len(records):
            break
        kind, size = struct.unpack_from("<HH", records, place)
        if kind == FILE_PASS:
            return records[place + 4 : place + 4 + size] or b"\0"
        if kind == SHEETS:
            break
        place += 4 + size
    return b""


def _opens_with(lock: bytes, word: str) -> bool:
    """The three ways in which Excel has locked books; one that is not known needs a password."""
    try:
        kind, major, minor = struct.unpack_from("<HHH", lock)
        if kind == XOR:
            return bool(minor == _verifier(word))
        if kind == RC4 and (major, minor) == (1, 1):
            salt, verifier, proof = struct.unpack_from("<16s16s16s", lock, 6)
            return _proves(_key(word, salt), verifier, proof, "md5")
        if kind == RC4 and minor == 2:
            return _opens_by_library(lock, word)
    except struct.error:
        pass
    return False


def _opens_by_library(lock: bytes, word: str) -> bool:
    size = struct.unpack_from("<I", lock, 10)[0]
    bits = struct.unpack_from("<I", lock, 14 + 16)[0] or 40
    salt, verifier, _, proof = struct.unpack_from("<16s16sI20s", lock, 14 + size + 4)
    whole = sha1(sha1(salt + word.encode("utf-16-le")).digest() + bytes(4)).digest()
    key = whole[: bits // 8]
    return _proves(key.ljust(16, b"\0") if bits == 40 else key, verifier, proof, "sha1")


def _key(word: str, salt: bytes) -> bytes:
    first = md5(word.encode("utf-16-le")).digest()[:5]
    second = md5((first + salt) * 16).digest()[:5]
    return md5(second + bytes(4)).digest()


def _proves(key: bytes, verifier: bytes, proof: bytes, kind: str) -> bool:
    plain = _rc4(key, verifier + proof)
    return new(kind, plain[: len(verifier)], usedforsecurity=False).digest() == plain[len(verifier) :]


def _rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of those years. It guards nothing today; here it only tells whether a word fits."""
    state, other = list(range(256)), 0
    for place in range(256):
        other = (other + state[place] + key[place % len(key)]) & 0xFF
        state[place], state[other] = state[other], state[place]
    shown, one, other = bytearray(), 0, 0
    for letter in data:
        one = (one + 1) & 0xFF
        other = (other + state[one]) & 0xFF
        state[one], state[other] = state[other], state[one]
        shown.append(letter ^ state[(state[one] + state[other]) & 0xFF])
    return bytes(shown)


def _verifier(word: str) -> int:
    found = 0
    for letter in reversed([len(word), *word.encode("latin-1")]):
        found = (((found >> 14) & 1) | ((found << 1) & 0x7FFF)) ^ letter
    return found ^ 0xCE4B
