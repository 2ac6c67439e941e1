"""Spoiling what comes in over HTTP: events as JSON, forms, headers, bytes."""

import copy
import json
import random
from collections.abc import Callable
from typing import Any

#: Stands in a text where no library would write it: digits without end.
ENDLESS = "@@endless@@"
LONE, NUL = "\ud800", "\0"
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**30, 1.5, 1e308, float("nan"), float("inf"), float("-inf"),
    ENDLESS, "", " ", "0", "-1", "1e9", "NaN", "9" * 5000, "x" * 100_000, "x" * 3000, NUL, f"a{NUL}b", LONE,
    f"a\udfff{LONE}b", "\u202e\u200b\ufeff", "\ufffe\x0b\x1b", "🙂" * 100, "e\u0301" * 50, "٣", "１．１", "../../etc/passwd",
    "http://[::1", "javascript:1", "2026-02-30", "253402300799000", "-62135596800000", 253402300799000, 253402300799,
    10**17, -(10**12), [], {}, [[]], [None], {"id": 1}, {"": {}}, [{}] * 50, "private", "PRIVATE", "#1!pick:a", "/start",
    "oa_send_text", "follow",
)  # fmt: skip
WORDS = (
    "chấm điểm", "2.3 a", "1.1 có", "2.4 8/10", "1.2 45/50", "3.1 đủ.", "/tiendo", "/nop", "/chamdiem 1.1", "/tailieu 2.3",
    "/hoso", "/toi", "/moi", "/thamdinh", "/thongbao", "/ketqua", "/botieuchi", "/taodot", "/dulieucuatoi", "/han",
    "/trogiup", "/quaylai", "/huy", "/truyenthong", "còn mấy ngày", "hồ sơ đúng hạn", "5.1 30/0",
    "9" * 400 + "/" + "9" * 400, "2.4 1e999/1", "1,1", "1-1", "tc 1.1", "2.4 " + "1/" * 200, "≥ 90%: 2; ≥ 70%: 1; < 70%: 0",
    "a" * 3999, "%" * 500, "🙂", "\u200b2.3\u200b a", "２.３ ａ", "2.3\x0ba", "\ufffe", "\u202e1.1", "1.1\u00ad", "/start",
    "/start " + "x" * 200, "1.1.1.1.1.1", "-1", "0/0", "1/1/1", "{0}", "%s%n", "<script>", "**" * 500,
    "https://xa.vn/" + "a" * 500, "kps", "không", "đúng", "a", "b", "1", "12", "31/02/2026",
    "2.3 giải trình: do mưa bão kéo dài",
)  # fmt: skip
CODES = (
    "progress", "score:2.3", "score:9.9", "score:", "evidence:2.3", "explain:2.3", "menu", "submit", "x" * 64, "0!pick:a",
    "zzzzzzzz!pick:a", "pick", "score:" + "2" * 50, "undo:1", "undo:" + "9" * 50, "leaf:2.3:x", "later", "1!later", ":",
    "!", "a:b:c:d:e:f", "download:0", "page:-1", "page:" + "9" * 40, "file:x", "remove:x:y", "\u202e", LONE,
)  # fmt: skip
HEADERS: tuple[bytes, ...] = (
    b"", b" ", b"0", b"-1", b"1", b"9" * 5000, b"1e9", b"NaN", b"\xff\xfe\x00", b"x" * 20_000, "٣".encode(),
    "²".encode("latin-1"), b"http://[::1", b"https://a:b:c", b"null", b"//", b"http://\xe2\x84\xa8.vn", b"text/html",
    b"multipart/form-data", b"mac=", b"%00%ff", b"multipart/form-data; boundary=",
    b"multipart/form-data; boundary=" + b"b" * 300, b"application/json; charset=punycode",
    b"multipart/form-data; boundary=b; charset=punycode", b"multipart/form-data; boundary=b; charset=idna",
    b"multipart/form-data; boundary=b; charset=utf-16", b"application/x-www-form-urlencoded; charset=unicode_escape",
    b"application/offset+octet-stream", b"sha256 AAAA", b"sha1 !", b"md5 AAAA", b"filename", b"filename ====",
    b"filename AAAA,filename BBBB", b"filename //8=,item AAAA,mark AAAA", b"PATCH", b"DELETE", b"HEAD", b"1.0.0",
    b"a=b; cchc_chat=", b"cchc_chat=\xff", b"bytes=0-9999",
)  # fmt: skip
NAMES: tuple[bytes, ...] = (
    b"origin", b"host", b"cookie", b"content-type", b"content-length", b"last-event-id", b"accept", b"accept-language",
    b"expect", b"range", b"tus-resumable", b"upload-offset", b"upload-length", b"upload-metadata", b"upload-checksum",
    b"x-http-method-override", b"if-none-match", b"x-telegram-bot-api-secret-token", b"x-zevent-signature",
    b"x-bot-api-secret-token", b"transfer-encoding", b"content-encoding",
)  # fmt: skip


def maybe(chance: random.Random, probability: float) -> bool:
    return chance.random() < probability


# -- JSON --------------------------------------------------------------------------------------------------------------


def spoilt_json(value: Any, chance: random.Random, times: int) -> bytes:
    """The value with so many things done to it, as bytes that may be no JSON any more."""
    for _ in range(times):
        # Without nodes that stand in two places at once.
        value = copy.deepcopy(_changed(value, chance))
    body = json.dumps(value, ensure_ascii=maybe(chance, 0.7)).replace(f'"{ENDLESS}"', "9" * chance.choice((20, 400, 5000)))
    return chance.choice(IN_TEXT)(body, chance) if times and maybe(chance, 0.25) else _bytes(body)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _changed(value: Any, chance: random.Random) -> Any:
    """One node replaced, taken away, put twice, or put in another's place."""
    nodes = list(_nodes(value))
    if not nodes:
        return chance.choice(VALUES)
    holder, key = chance.choice(nodes)
    match chance.randrange(6):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1:
            other, place = chance.choice(nodes)
            holder[key] = copy.deepcopy(other[place])
        case 2:
            holder[key] = [holder[key]] * chance.choice((1, 2, 30))
        case _:
            holder[key] = chance.choice(VALUES)
    return value


def _nodes(value: Any) -> list[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    return [place for key in keys for place in ((value, key), *_nodes(value[key]))]


def _deep(body: str, chance: random.Random) -> bytes:
    depth = chance.choice((50, 900, 100_000))
    return _bytes(body.replace(chance.choice(('"', "1", "{")), chance.choice(("[", '{"a":')) * depth, 1))


def _twice(body: str, chance: random.Random) -> bytes:
    """The same key once more, with another value."""
    place, value = body.find("{", chance.randrange(len(body) or 1)), json.dumps(chance.choice(VALUES))
    key = chance.choice(("message", "chat", "id", "timestamp", "from", "sender", "event_name", "msg_id", "date"))
    return _bytes(body[: place + 1] + f'"{key}":{value},' + body[place + 1 :])


def _coded(body: str, chance: random.Random) -> bytes:
    coding = chance.choice(("utf-16", "utf-32-le", "utf-8-sig", "latin-1", "cp1258", "utf-7"))
    return body.encode(coding, "replace")


def _broken(body: str, chance: random.Random) -> bytes:
    return spoilt_bytes(_bytes(body), chance)


IN_TEXT: tuple[Callable[[str, random.Random], bytes], ...] = (_deep, _twice, _coded, _broken)

# -- bytes -------------------------------------------------------------------------------------------------------------


def spoilt_bytes(data: bytes, chance: random.Random) -> bytes:
    raw = bytearray(data)
    match chance.randrange(4):
        case 0:
            return bytes(raw[: chance.randrange(len(raw) + 1)])
        case 1:
            place = chance.randrange(len(raw) + 1)
            raw[place:place] = chance.choice(
                (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\r\n\r\n", b"--b--", b"%", b"&=&=", b'"' * 40)
            )
        case 2:
            start = chance.randrange(len(raw) + 1)
            raw += raw[start : start + 200] * 3
        case _:
            for _ in range(chance.choice((1, 3, 30)) if raw else 0):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


# -- forms -------------------------------------------------------------------------------------------------------------

Part = tuple[str, str | None, bytes]
DISPOSITIONS = (
    b"", b"Content-Disposition: form-data\r\n", b"Content-Disposition: form-data; name\r\n",
    b"Content-Disposition: attachment; name=text\r\n",
    b'Content-Disposition: form-data; name="text"; filename*=UTF-8\'\'%ff%00\r\n',
    b"Content-Disposition: form-data; name=\xff\xfe\r\n",
    b'Content-Disposition: form-data; name="files"; filename="a.pdf"; filename="b.pdf"\r\nContent-Type: \xff\r\n',
    b"X: " + b"y" * 9000 + b"\r\n", b"Content-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=text\r\n",
)  # fmt: skip


def multipart(parts: list[Part], chance: random.Random, times: int) -> tuple[bytes, bytes]:
    """(content type, body) of a form in parts, with so many things done to it."""
    lines = [_part(*part) for part in parts]
    for _ in range(times):
        match chance.randrange(5):
            case 0:
                lines.append(b"--b\r\n" + chance.choice(DISPOSITIONS) + b"\r\n1\r\n")
            case 1:
                name = chance.choice(("text", "key", "choice", "label", "item", "x", "files"))
                lines += [_part(name, None, b"1")] * chance.choice((2, 9, 300))
            case 2 if lines:
                lines.append(chance.choice(lines))
            case 3:
                lines.append(_part("files", chance.choice(FILE_NAMES), b"%PDF-1.4 x"))
            case _:
                large = chance.choice((b"x" * 70_000, b"\xff" * 9, "ệ".encode() * 30_000, b"1" * 1_100_000))
                lines.append(_part(chance.choice(("text", "label", "key")), None, large))
    body = b"".join(lines) + b"--b--\r\n"
    kind = b"multipart/form-data; boundary=b"
    if times and maybe(chance, 0.3):
        body = spoilt_bytes(body, chance)
    if times and maybe(chance, 0.2):
        kind = chance.choice(HEADERS)
    return kind, body


FILE_NAMES = (
    "", ".", "..", "a/b\\c.pdf", "a" * 900 + ".pdf", "\0.pdf", "\u202efdp.exe", "báo cáo.pdf", "x.exe", "a\u0301.docx",
    "%00", "a.tar.gz.pdf", "\n.pdf",
)  # fmt: skip


def _part(name: str, file: str | None, content: bytes) -> bytes:
    told = f'; filename="{file}"' if file is not None else ""
    return f'--b\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode() + content + b"\r\n"


def spoilt_headers(headers: list[tuple[bytes, bytes]], chance: random.Random, times: int) -> list[tuple[bytes, bytes]]:
    changed = list(headers)
    for _ in range(times):
        match chance.randrange(4):
            case 0 if changed:
                changed.pop(chance.randrange(len(changed)))
            case 1 if changed:
                place = chance.randrange(len(changed))
                changed[place] = (changed[place][0], chance.choice(HEADERS))
            case 2:
                changed += [(chance.choice(NAMES), chance.choice(HEADERS))] * chance.choice((1, 1, 1, 1, 300))
            case _:
                changed.append((chance.choice(NAMES), chance.choice(HEADERS)))
    return changed
