"""The links by which an invited person reaches his first card, one for every channel that is set up."""

from bot.settings import Settings


def deep_links(settings: Settings, code: str, telegram_name: str | None) -> list[tuple[str, str]]:
    """(channel, link) pairs; the web chat comes first, as it works everywhere."""
    links = [("Web", f"{settings.public_url}/?start={code}")]
    if settings.telegram_token and telegram_name:
        links.append(("Telegram", f"https://t.me/{telegram_name}?start={code}"))
    return links
