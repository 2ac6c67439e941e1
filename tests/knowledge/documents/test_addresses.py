"""Addresses as people paste them into a chat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.documents.addresses import NotAnAddress, Pasted, read_addresses, same_page


@pytest.mark.parametrize(
    ("text", "addresses", "words"),
    [
        ("https://anbinh.gov.vn/cong-khai", ("https://anbinh.gov.vn/cong-khai",), ""),
        ("6.2 https://anbinh.gov.vn/a?id=1&b=2.", ("https://anbinh.gov.vn/a?id=1&b=2",), "6.2"),
        ("www.anbinh.gov.vn", ("https://www.anbinh.gov.vn",), ""),
        ("xa.gov.vn/cong-khai đây là trang công khai", ("https://xa.gov.vn/cong-khai",), "đây là trang công khai"),
        ("Trang công khai (http://xa.gov.vn:8080/x)", ("http://xa.gov.vn:8080/x",), "Trang công khai"),
        ("https://a.vn/x và https://b.vn/y", ("https://a.vn/x", "https://b.vn/y"), "và"),
        ("HTTPS://XA.GOV.VN", ("HTTPS://XA.GOV.VN",), ""),
        ("https://vi.wikipedia.org/wiki/X_(Y)", ("https://vi.wikipedia.org/wiki/X_(Y)",), ""),
    ],
)
def test_an_address_is_found_with_its_words(text: str, addresses: tuple[str, ...], words: str) -> None:
    assert read_addresses(text) == Pasted(addresses, words)


@pytest.mark.parametrize(
    "text",
    ["1.2 45/50", "92,5%", "lan@xa.gov.vn", "báo cáo.pdf", "1.1 a", "số 12/KH-UBND", "file: báo cáo", "vb.docx", "TP.HCM"],
)
def test_no_address(text: str) -> None:
    assert read_addresses(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("javascript:alert(1)", "scheme"),
        ("file:///C:/baocao.pdf", "scheme"),
        ("data:text/html,<b>", "scheme"),
        ("6.2 ftp://xa.gov.vn/a", "scheme"),
        ("https://lan:matkhau@xa.gov.vn/", "password"),
        ("https://lan@xa.gov.vn/", "password"),
        ("https://localhost/x", "broken"),
        ("https://[x", "broken"),
        ("http://xa.gov.vn:99999/", "broken"),
        ("https://xa.gov.vn/" + "a" * 3000, "broken"),
    ],
)
def test_what_must_not_be_kept(text: str, why: str) -> None:
    with pytest.raises(NotAnAddress) as refused:
        read_addresses(text)
    assert refused.value.why == why


def test_one_page_however_it_is_written() -> None:
    ways = ("http://xa.gov.vn/a", "https://XA.gov.vn/a/", "https://www.xa.gov.vn:443/a")
    assert len({same_page(one) for one in ways}) == 1
    assert same_page("https://xa.gov.vn/a?id=1") != same_page("https://xa.gov.vn/a?id=2")


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        found = read_addresses(f"https://{text}")
    except NotAnAddress:
        return
    for address in found.addresses if found else ():
        assert address.lower().startswith(("https://", "http://"))
        assert same_page(address)
