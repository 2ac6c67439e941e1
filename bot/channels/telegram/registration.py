"""What the bot tells Telegram about itself: where updates go, and the menu of commands."""

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.channels.base import NotReady
from bot.channels.webhooks import Standing, WebhookTarget
from handlers.incoming.commands import COMMANDS

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
DESCRIPTIONS = {
    "start": "Bắt đầu, hoặc nhập mã mời",
    "tieuchi": "Xem, tìm và hỏi về tiêu chí",
    "chamdiem": "Chấm điểm từng tiêu chí",
    "tailieu": "Thêm hoặc xem tài liệu kiểm chứng",
    "tiendo": "Đã làm gì, còn thiếu gì, điểm tạm tính",
    "giaitrinh": "Trả lời yêu cầu giải trình",
    "nop": "Kiểm tra, trình ký và nộp phiếu",
    "hoso": "Báo cáo tự đánh giá, cả hồ sơ, bản ký",
    "han": "Các mốc thời gian và số ngày còn lại",
    "thamdinh": "Thẩm định phiếu của các xã",
    "botieuchi": "Các bộ tiêu chí, nhập từ Word, Excel",
    "thongbao": "Soạn và gửi thông báo",
    "ketqua": "Kết quả, thứ hạng, xếp loại",
    "moi": "Ai đã vào, ai chưa; mã mời",
    "taodot": "Tạo và mở đợt chấm điểm",
    "dot": "Các đợt chấm điểm",
    "doidot": "Sang đợt khác",
    "toi": "Tôi là ai ở đây, các ô chat của tôi",
    "dulieucuatoi": "Dữ liệu của tôi",
    "xoadulieu": "Xoá liên kết của tôi",
    "quaylai": "Quay lại bước trước",
    "huy": "Dừng việc đang làm",
    "trogiup": "Hướng dẫn",
}


def menu() -> list[BotCommand]:
    """The commands under the name that menus show, in the order in which people need them."""
    shown = [names[0] for names in COMMANDS.values()]
    return [BotCommand(name, words) for name, words in DESCRIPTIONS.items() if name in shown]


class Registration:
    """``target`` is ``None`` when updates are polled for."""

    def __init__(self, bot: Bot, target: WebhookTarget | None) -> None:
        self._bot = bot
        self._target = target

    async def settle(self) -> None:
        """Each step for itself; raises ``NotReady`` where nothing could come in afterwards.

        A menu that is not taken keeps nobody from working, and whoever polls drops a webhook again when it is in the way.
        """
        try:
            await self._show_menu()
        except TelegramError as fault:
            log.error("Telegram: the menu of commands: %s", fault.message)
        try:
            await self.choose_intake()
        except TelegramError as fault:
            if self._target is not None:
                raise NotReady(fault.message) from fault
            log.error("Telegram: the webhook could not be dropped: %s", fault.message)

    async def choose_intake(self) -> None:
        if self._target is None:
            await self._bot.delete_webhook()
        else:
            await self._bot.set_webhook(self._target.url, secret_token=self._target.secret, allowed_updates=ALLOWED_UPDATES)

    async def _show_menu(self) -> None:
        await self._bot.set_my_commands(menu())

    async def standing(self) -> Standing:
        try:
            me, hook = await self._bot.get_me(), await self._bot.get_webhook_info()
        except TelegramError as fault:
            return Standing(fault=fault.message)
        return Standing(me.username or "", hook.url, hook.last_error_message or "")

    async def complaint(self) -> str:
        """What an operator has to mend, in one line; empty when all is well."""
        return (await self.standing()).to_mend(self._target)
