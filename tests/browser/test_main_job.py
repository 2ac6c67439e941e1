"""The main job in a phone's browser, from joining to the appraiser's question and its answer."""

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import FilePayload

from tests.browser.phone import Phone

pytestmark = pytest.mark.browser
Joined = Callable[[str], Phone]


def photo(name: str, shade: int = 200) -> FilePayload:
    held = io.BytesIO()
    Image.new("RGB", (600, 800), (shade, shade - 10, shade - 30)).save(held, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": held.getvalue()}


def pdf(name: str) -> FilePayload:
    """A document with one page."""
    held = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(held, "PDF")
    return {"name": name, "mimeType": "application/pdf", "buffer": held.getvalue()}


def test_the_justice_official_scores_with_presses_photos_and_figures(phone: Joined) -> None:
    tuan = phone("demo-tuphap")
    assert "2.1" in tuan.sees
    tuan.picture("chat-score")
    tuan.presses("a. 100% văn bản")
    assert "2.1: 2/2" in tuan.sees
    tuan.sends(photo("danh-muc.jpg"), photo("tham-dinh.jpg", 180))
    tuan.picture("chat-album")
    tuan.presses("Một tệp có đủ các tài liệu này")
    assert "2.2" in tuan.sees

    tuan.presses("a. Có thực hiện")
    tuan.sends(pdf("bao cao ra soat.pdf"))
    assert "2.3" in tuan.sees
    tuan.says("b")
    assert "2.3: 1/2" in tuan.sees

    tuan.says("3.2 1240/1190")
    assert "nhập ngược" in tuan.sees
    tuan.presses("Đổi lại")
    assert "3.2: 5,76/6" in tuan.sees
    assert "95,97%" in tuan.sees
    tuan.picture("chat-working")
    tuan.sends(photo("mot-cua.jpg", 150))

    tuan.says("3.5 kps")
    assert "3.5: 2/2" in tuan.sees
    tuan.says("2.4 8/10")
    assert "2.4: 1,6/2" in tuan.sees
    tuan.says("3.3 12/12")
    assert "3.3: 2/2" in tuan.sees
    tuan.says("3.1 a")
    assert "3.1: 1,5/3" in tuan.sees
    tuan.says("3.6 79,99%")
    assert "3.6: 2/3" in tuan.sees

    tuan.says("/chamdiem 3.7")
    assert "điều tra xã hội học" in tuan.sees
    tuan.says("/tiendo")
    assert "Anh/chị đã làm xong" in tuan.sees
    tuan.picture("chat-progress")
    assert tuan.overflow() <= 0


def test_the_others_score_the_remaining_kinds_of_rule(phone: Joined) -> None:
    hoa = phone("demo-taichinh")
    hoa.says("6.3 kad")
    hoa.presses("Đúng, lưu")
    assert "6.3: không áp dụng" in hoa.sees
    hoa.says("6.4 92,5%")
    assert "6.4: 1,85/2" in hoa.sees

    minh = phone("demo-vanhoa")
    minh.says("7.1 1.930/2.000")
    assert "7.1: 2,9/3" in minh.sees
    minh.says("7.5 b")
    assert "7.5: 1,5/2" in minh.sees
    minh.says("/chamdiem 8.1")
    assert "xã không tự chấm" in minh.sees

    lan = phone("demo-vanphong")
    lan.says("1.3 ac")
    assert "1.3: 1/2" in lan.sees
    lan.says("báo cáo 9 tháng")
    lan.sends(photo("9thang.jpg", 150))
    assert "ghi là Báo cáo 9 tháng" in lan.sees
    lan.picture("chat-evidence")
    lan.says("1.5 3")
    assert "1.5: 1,5/2" in lan.sees
    lan.says("1.7 2")
    assert "1.7: 1,5/2" in lan.sees
    lan.says("4.1 có")
    assert "4.1: 2/2" in lan.sees
    lan.says("/tiendo")
    assert re.search(r"Tư pháp - hộ tịch: \d+/10", lan.sees)
    lan.picture("chat-by-person")


def test_the_appraiser_asks_and_the_answer_comes_back(phone: Joined) -> None:
    mai = phone("demo-thamdinh")
    assert "Lĩnh vực 2, 3" in mai.sees
    mai.picture("chat-queue")
    mai.says("/thamdinh XA03 3.2")
    assert "XA03" in mai.sees
    mai.picture("chat-appraise")
    mai.presses("Đổi điểm")
    mai.says("4,5")
    mai.presses("Thiếu tài liệu kiểm chứng")
    assert "đổi thành 4,5/6" in mai.sees
    mai.says("/thamdinh XA03 1.1")
    assert "không thuộc lĩnh vực" in mai.sees
    mai.says("/thamdinh XA01")
    assert "chưa nộp phiếu" in mai.sees


def test_the_page_survives_a_reload(phone: Joined) -> None:
    thu = phone("demo-vanphong-2")
    thu.says("1.1 a")
    assert "1.1: 1,5/1,5" in thu.sees
    thu.page.reload()
    assert "1.1: 1,5/1,5" in thu.sees
    thu.presses("Hoàn tác")
    assert "trở lại chưa chấm" in thu.sees
