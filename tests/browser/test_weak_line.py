"""A 60 MB file over a line that breaks: at the wire, and in a phone's browser."""

import hashlib
import io
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfWriter

from tests.browser.conftest import PICTURES
from tests.browser.installed import Installed

MEGABYTE = 1 << 20
CUT = "Mất mạng. Tệp tự gửi tiếp khi có mạng lại"
SPOKEN = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document that opens, of a bit more than 60 MB."""
    writer, path = PdfWriter(), tmp_path_factory.mktemp("files") / "bao-cao-9-thang.pdf"
    writer.add_blank_page(200, 280)
    writer.add_attachment("scan.bin", os.urandom(60 * MEGABYTE))
    held = io.BytesIO()
    writer.write(held)
    path.write_bytes(held.getvalue())
    return path


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Installed]:
    installed = Installed(tmp_path).start()
    yield installed
    installed.stop()


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    """Looks again and again, as somebody would who waits for it."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def evidence(product: Installed, leaf: str) -> list[dict[str, str]]:
    sheet = json.loads(product.run("sheet", "show", "--unit", "XA01", "--json"))
    return next(one["evidence"] for one in sheet["leaves"] if one["code"] == leaf)


@pytest.fixture
def chat(product: Installed) -> Iterator[httpx.Client]:
    """The web chat of an invited person who has read the first card."""
    with httpx.Client(base_url=product.address, timeout=30) as client:
        client.get("/")
        client.post("/chat/messages", data={"text": "/start demo-vanphong"})
        until(lambda: "Tôi hiểu, bắt đầu" in client.get("/").text)
        choice = client.get("/").text.split('name="choice" value="')[1].split('"')[0]
        client.post("/chat/messages", data={"choice": choice, "label": "Tôi hiểu, bắt đầu"})
        yield client


def cut_off(link: str, where: str, offset: int, content: bytes, size: int) -> None:
    """Promises the whole rest of the file, sends a part of it, and breaks the line."""
    host = urlsplit(link)
    with socket.create_connection((host.hostname, host.port)) as line:
        head = (
            f"PATCH {where} HTTP/1.1\r\nHost: {host.netloc}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
            f"Content-Type: application/offset+octet-stream\r\nContent-Length: {size - offset}\r\n\r\n"
        )
        line.sendall(head.encode() + content)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 5))


def test_cut_off_twice_and_killed_once_the_file_arrives_whole(product: Installed, chat: httpx.Client, large: Path) -> None:
    content = large.read_bytes()
    link = product.upload_link("1.2")
    headers = SPOKEN | {"Upload-Length": str(len(content)), "Upload-Metadata": "filename a2UtaG9hY2gucGRm"}
    where = httpx.post(f"{link}/files", headers=headers).headers["location"]

    def stands() -> int:
        return int(httpx.head(product.address + where, headers=SPOKEN).headers["upload-offset"])

    def goes_on(goal: int) -> bool:
        """Asks where the file stands and sends on from there: bytes of the cut line may still have been on their way."""
        if (offset := stands()) < goal:
            cut_off(link, where, offset, content[offset : offset + 20 * MEGABYTE], len(content))
        return stands() > goal

    until(lambda: goes_on(15 * MEGABYTE))
    first = stands()
    until(lambda: goes_on(first + 15 * MEGABYTE))
    product.kill()
    product.start()
    second = stands()
    assert first + 15 * MEGABYTE < second < len(content)

    rest = SPOKEN | {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(second)}
    assert httpx.patch(product.address + where, headers=rest, content=content[second:], timeout=120).status_code == 204
    until(lambda: "1.2: đã nhận “" in chat.get("/").text)
    [file] = evidence(product, "1.2")
    assert (file["name"], file["sha256"]) == ("ke-hoach.pdf", hashlib.sha256(content).hexdigest())
    assert (file["status"], list((product.data / "uploads").glob("*.part"))) == ("stored", [])


@pytest.mark.browser
def test_on_a_phone_it_goes_on_after_cuts_a_restart_and_a_closed_page(
    product: Installed, chat: httpx.Client, chromium: Browser, large: Path
) -> None:
    link = product.upload_link("1.3")
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="vi-VN", device_scale_factor=2
    )
    page = context.new_page()
    page.goto(link)
    picture(page, "upload-page")
    with line(page) as is_up:
        chosen(page, large)
        beyond(page, 10)
        is_up(False)
        expect(page.get_by_text(CUT)).to_be_visible()
        picture(page, "upload-cut")
        is_up(True)
        beyond(page, 30)
        product.kill()
        expect(page.get_by_text(CUT)).to_be_visible()
        product.start()
        beyond(page, 50)

    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(link)
    expect(page.get_by_text("Chọn lại đúng tệp này để gửi tiếp")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    picture(page, "upload-resumed")
    chosen(page, large)
    expect(page.get_by_role("listitem").filter(has_text="Đã nhận “bao-cao-9-thang.pdf”")).to_be_visible(timeout=60_000)
    picture(page, "upload-done")
    context.close()

    until(lambda: "1.3: đã nhận “" in chat.get("/").text)
    [file] = evidence(product, "1.3")
    assert file["sha256"] == hashlib.sha256(large.read_bytes()).hexdigest()
    assert file["item"] in ("c", "1.3.c")


def chosen(page: Page, file: Path) -> None:
    page.get_by_label("Chọn tệp").set_input_files(file)
    page.get_by_label(f"{file.name} là tài liệu nào?").select_option(label="Báo cáo 9 tháng")
    page.get_by_role("button", name="Gửi").click()


def beyond(page: Page, percent: int) -> None:
    bar = page.locator("#chosen progress")
    until(lambda: bar.evaluate("bar => bar.value") >= percent)


@contextmanager
def line(page: Page) -> Iterator[Callable[[bool], None]]:
    """A line on which there is time to be cut off, 8 MB a second: up, or down."""
    session = page.context.new_cdp_session(page)

    def is_up(up: bool) -> None:
        speed = {"latency": 5, "downloadThroughput": -1, "uploadThroughput": 8 * MEGABYTE}
        session.send("Network.emulateNetworkConditions", {"offline": not up} | speed)

    is_up(True)
    yield is_up
    session.detach()


def picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
