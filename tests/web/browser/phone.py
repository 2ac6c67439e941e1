"""What a person does on the page, by the names that stand on it."""

from playwright.sync_api import FilePayload, Locator, Page


def box(page: Page) -> Locator:
    return page.get_by_label("Tin nhắn")


def send(page: Page, words: str) -> None:
    box(page).fill(words)
    page.get_by_role("button", name="Gửi", exact=True).click()


def press(page: Page, label: str) -> None:
    """Presses the newest choice of that name."""
    page.get_by_role("button", name=label, exact=True).last.click()


def log(page: Page) -> Locator:
    return page.get_by_role("log", name="Cuộc trò chuyện")


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


def pick(page: Page, *files: FilePayload, label: str = "Gửi tệp") -> None:
    """Chooses files, all at once."""
    page.get_by_label(label).set_input_files(files)


def pdf(name: str, size: int = 6) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"%PDF-1".ljust(size)}
