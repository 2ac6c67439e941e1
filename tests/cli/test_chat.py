"""The conversation in a shell: typed or piped, with the rights of the code that was given, beside a server or without one."""

import asyncio
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels.terminal.chat import ShellChat, login, seat
from bot.environment.settings import Settings
from bot.product import Parts, Product
from bot.workers.turns import Turns
from handlers.incoming.events import ChatKey
from tests.channels.telegram.world import jpeg
from tests.cli.conftest import Cchc, Ran
from tests.db.world import event

Typed = Callable[..., Ran]
WEB = ChatKey("web", "web", "w1")


@pytest.fixture
def typed(cchc: Cchc, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """``cchc chat`` with these lines piped into it."""

    def run(*lines: str, who: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return cchc("chat", *(["--as", who] if who else []))

    return run


def opened(folder: Path) -> Product:
    return Product(Settings(data_dir=folder / "data", database_url=""))


def test_an_official_scores_from_a_script(typed: Typed, demo: Path, cchc: Cchc) -> None:
    ran = typed("/start demo-vanphong", "a", "1.2 45/50", "tiến độ")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Chào chị Lan. Anh/chị được giao chấm điểm lĩnh vực 1, 4, 5")
    assert re.search(r"^a\. Tôi hiểu, bắt đầu$", ran.out, re.MULTILINE)
    assert "bấm" not in ran.out
    assert "  1.2 ✘ 45/50" in cchc("sheet", "show", "--unit", "XA01").out


def test_without_a_code_nobody_is_let_in(typed: Typed, demo: Path) -> None:
    ran = typed("chấm điểm", "1.2 45/50", "/start mã-không-có")
    assert "mã mời" in ran.out.lower()
    assert "Đã lưu" not in ran.out


def test_an_operator_may_sit_in_several_chats_and_comes_back_to_each(typed: Typed, demo: Path) -> None:
    assert "chị Lan" in typed(who="demo-vanphong").out
    assert "thường trực" in typed(who="demo-noivu").out
    again = typed("tôi là ai", "/toi", who="demo-vanphong")
    assert "đang dùng cửa sổ lệnh" in typed("a", "/toi", who="demo-vanphong").out
    assert "thường trực" not in again.out
    assert "chưa có ai" not in typed("").out


def test_a_person_is_named_only_where_he_has_a_chat_already(typed: Typed, demo: Path) -> None:
    product = opened(demo)
    with product.store.read() as work:
        lan = next(one for one in work.people.of_unit("XA01") if one.role.value == "coordinator")
    refused = typed("/toi", who=lan.id)
    assert (refused.code, refused.out) == (1, "")
    assert f"cchc invite --person {lan.id}" in refused.err
    typed("a", who="demo-vanphong")
    assert lan.name in typed("/toi", who=lan.id).out
    product.executor.shutdown()
    product.engine.dispose()


def test_the_environment_lets_nobody_into_anothers_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = login()
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "lan")
    assert login() == mine


def test_a_file_is_sent_by_its_path_with_its_caption(typed: Typed, demo: Path, cchc: Cchc) -> None:
    (demo / "báo cáo năm.jpg").write_bytes(jpeg(1200, 900))
    early = typed("@báo cáo năm.jpg 1.2")
    assert early.out.startswith("Chưa gửi: nhập mã mời trước")
    ran = typed("a", "@báo cáo năm.jpg 1.2", "@không-có.pdf 1.2", who="demo-vanphong")
    assert "báo cáo năm.jpg" in ran.out
    assert "Chưa gửi: không có tệp không-có.pdf 1.2; ví dụ: @bao-cao.pdf 1.2." in ran.out
    assert "báo cáo năm.jpg" in cchc("sheet", "show", "--unit", "XA01").out


def test_an_empty_line_asks_for_what_is_new_and_nothing_comes_twice(typed: Typed, demo: Path) -> None:
    ran = typed("a", "", "", "tiến độ", "", who="demo-vanphong")
    assert ran.out.count("Tôi hiểu, bắt đầu") == 1


def test_beside_a_running_server_a_line_is_answered_once(demo: Path) -> None:
    product, beside = opened(demo), opened(demo)
    with product.store.read() as work:
        taken = seat(work, "demo-vanphong")

    def late(_: ChatKey) -> None:
        """The shell's own turns come too late each time."""

    looks = list[float]()

    def server_answers(seconds: float) -> None:
        looks.append(seconds)
        beside.turns.one()

    here = ShellChat(
        taken.chat,
        product.store,
        late,
        product.evidence,
        product.clock,
        product.links.file,
        sleep=server_answers,
    )
    assert len(here.say(taken.greeting)) == 1
    assert (here.news(), len(looks)) == ([], 1)
    for one in (product, beside):
        one.executor.shutdown()
        one.engine.dispose()


async def test_what_a_server_delivers_later_does_not_come_again(demo: Path) -> None:
    product = opened(demo)
    with product.store.read() as work:
        taken = seat(work, "demo-vanphong")
    here = ShellChat(taken.chat, product.store, product.turns.one, product.evidence, product.clock, product.links.file)
    assert len(here.say(taken.greeting)) == 1
    await product.start(Parts(turns=False, scheduler=False))
    async with asyncio.timeout(5):
        while states(product) != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert here.news() == []
    await product.stop()


def states(product: Product) -> set[str]:
    """What became of the cards of the shell."""
    with product.store.read() as work:
        return {one.state for one in work.deliveries.list() if one.channel == "terminal"}


def test_a_shell_answers_its_own_chat_and_nobody_elses(typed: Typed, demo: Path) -> None:
    product = opened(demo)
    with product.store.write() as work:
        work.inbox.put(event("e1", "chào", chat=WEB), product.clock())
    assert "chị Lan" in typed("a", who="demo-vanphong").out
    with product.store.read() as work:
        assert work.inbox.waits(WEB)
    assert isinstance(product.turns, Turns)
    assert product.turns.one(WEB) is not None
    product.executor.shutdown()
    product.engine.dispose()
