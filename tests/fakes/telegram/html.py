"""The HTML that the Bot API reads in messages, and how it complains about any other."""

import html
import re

TAGS = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote", "a", "span", "tg-spoiler"}
)
MARKUP = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)?(?P<rest>[^<>]*)(?P<close>>?)")


class CannotParse(Exception):
    """``why`` in the words of the Bot API."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def shown_text(text: str, parse_mode: str | None) -> str:
    """The text as a person reads it, once the entities are parsed."""
    if parse_mode is None:
        return text
    if parse_mode.lower() != "html":
        raise CannotParse(f"unsupported parse_mode {parse_mode}")
    opened: list[str] = []
    plain = MARKUP.sub(lambda tag: _read(tag, opened), text)
    if opened:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{opened[-1]}"')
    return html.unescape(plain)


def _read(tag: re.Match[str], opened: list[str]) -> str:
    name, offset = (tag["name"] or "").lower(), tag.start()
    if not tag["close"]:
        raise CannotParse(f"Unclosed start tag at byte offset {offset}")
    if name not in TAGS:
        raise CannotParse(f'Unsupported start tag "{name}" at byte offset {offset}')
    if not tag["end"]:
        opened.append(name)
    elif not opened or opened.pop() != name:
        raise CannotParse(f'Unmatched end tag at byte offset {offset}, found "</{name}>"')
    return ""


def units(text: str) -> int:
    """Length in units of UTF-16, in which the Bot API counts."""
    return len(text.encode("utf-16-le")) // 2
