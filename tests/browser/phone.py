"""What a person does on the phone, by the names that stand on the page; each act waits for the answer's card."""

from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect


class Phone:
    def __init__(self, page: Page, pictures: Path | None) -> None:
        self.page = page
        self._pictures = pictures
        self._cards = page.get_by_role("log", name="Cuộc trò chuyện").locator("li.card")

    @classmethod
    def joined(cls, page: Page, address: str, code: str, pictures: Path | None) -> "Phone":
        """Opens the page and joins by typing the code, as an invited person would."""
        phone = cls(page, pictures)
        page.goto(address)
        phone.says(f"/start {code}")
        if page.get_by_role("button", name="Tôi hiểu, bắt đầu").count():
            phone.presses("Tôi hiểu, bắt đầu")
        return phone

    def says(self, words: str) -> None:
        before = self._newest()
        self.page.get_by_label("Tin nhắn").fill(words)
        self.page.get_by_role("button", name="Gửi", exact=True).click()
        self._answered(before)

    def presses(self, label: str, *, exact: bool = False) -> None:
        before = self._newest()
        self.card.get_by_role("button", name=label, exact=exact).first.click()
        self._answered(before)

    def sends(self, *files: FilePayload, caption: str = "") -> None:
        before = self._newest()
        if caption:
            self.page.get_by_label("Tin nhắn").fill(caption)
        self.page.get_by_label("Gửi tệp").set_input_files(files)
        self._answered(before)

    @property
    def card(self) -> Locator:
        return self._cards.last

    @property
    def sees(self) -> str:
        return self.card.locator(".text").inner_text()

    def choices(self) -> list[str]:
        return self.card.get_by_role("button").all_inner_texts()

    def told(self, words: str) -> None:
        """A card arrives by itself."""
        expect(self.card).to_contain_text(words)

    def picture(self, name: str) -> None:
        if self._pictures is not None:
            self.page.screenshot(path=self._pictures / f"{name}.png")

    def overflow(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))

    def _newest(self) -> tuple[int, str]:
        count = self._cards.count()
        return count, (self.card.get_attribute("data-change") or "") if count else ""

    def _answered(self, before: tuple[int, str]) -> None:
        """A new card, or the last one redrawn."""
        count, change = before
        newest = self.page.locator("li.card").last
        if count:
            expect(newest).not_to_have_attribute("data-change", change)
        else:
            expect(self._cards).not_to_have_count(0)
