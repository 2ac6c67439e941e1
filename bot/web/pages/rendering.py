"""The pages, written from templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from bot.channels.rendering import as_html, rows
from bot.db.messages.transcript import Item
from bot.files.partials import Partial
from bot.web import refusals
from bot.web.channel import CAPABILITIES
from bot.web.deps import DemoPerson, Recipient
from bot.web.forms import new_key
from bot.web.pages.assets import address
from handlers.cards.card import Choice
from handlers.incoming.events import ChatKey, File
from handlers.texts.evidence.asking import arrived, refused

#: Pictures that every browser shows; others are offered to be saved.
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
ACCEPTED = "image/*,.heic,.heif,.pdf,.doc,.docx,.xls,.xlsx,.csv"


def _rich(text: str) -> Markup:
    return Markup(as_html(text))


def _rows(choices: tuple[Choice, ...]) -> list[list[Choice]]:
    return rows(choices, CAPABILITIES)


def _environment() -> Environment:
    made = Environment(loader=PackageLoader("bot.web.pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"rich": _rich, "rows": _rows}
    made.globals |= {"address": address, "new_key": new_key, "limits": refusals, "accepted": ACCEPTED, "shown": SHOWN}
    return made


ENVIRONMENT = _environment()


def notice(words: str, root: str) -> str:
    """A page of one sentence, with the way back to the chat."""
    return ENVIRONMENT.get_template("notice.html").render(words=words, root=root)


def told_of(partial: Partial) -> str:
    """One sentence on what became of an upload; "" while it is on its way."""
    if not partial.done:
        return ""
    return refused(partial.file.name, partial.fault) if partial.fault else arrived(partial.file.name)


@dataclass(frozen=True, slots=True)
class Pages:
    """``zone``: the zone in which times are shown; ``root``: what every address begins with."""

    zone: tzinfo
    root: str

    def chat(self, chat: ChatKey, items: Sequence[Item], now: datetime, demo: tuple[DemoPerson, ...], draft: str) -> str:
        """The whole chat as it is now; ``draft`` is what stands in the box already."""
        shown = [Markup(self.item(chat, item, now)) for item in items]
        last = max((item.change for item in items), default=0)
        page = ENVIRONMENT.get_template("chat.html")
        return page.render(items=shown, last=last, demo=demo, draft=draft, root=self.root)

    def item(self, chat: ChatKey, item: Item, now: datetime) -> str:
        """One ``<li>`` of the log, marked with what the script needs to put it in its place."""
        key = item.message.key.removeprefix(f"{chat.chat}:") if item.message else ""
        time = self._time(item.at, now)
        return ENVIRONMENT.get_template("item.html").render(item=item, key=key, time=time, root=self.root)

    def _time(self, at: datetime, now: datetime) -> str:
        local = at.astimezone(self.zone)
        today = local.date() == now.astimezone(self.zone).date()
        return f"{local:%H:%M}" if today else f"{local:%H:%M %d/%m}"

    def upload(self, token: str, recipient: Recipient, partials: Sequence[Partial], files: Sequence[File] = ()) -> str:
        """The upload page: what came of the files just sent (``files``) and before, and what has only come in part."""
        return ENVIRONMENT.get_template("upload.html").render(
            root=self.root,
            token=token,
            recipient=recipient,
            back=recipient.called,
            missing=[item for item in recipient.wanted if item.state != "there"],
            results=[*map(_became, files), *((told_of(partial), not partial.fault) for partial in partials if partial.done)],
            begun=[partial for partial in partials if not partial.done],
        )


def _became(file: File) -> tuple[str, bool]:
    """What became of a file, and whether it was taken."""
    return (refused(file.name, file.fault), False) if file.fault else (arrived(file.name), True)
