"""The account inside the whole product: started, asked after, invited to."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.app import create_app
from bot.channels.zalo_oa import ZaloOAChannel
from bot.cli import main
from bot.cli.commands.doctor import doctor
from bot.product import Parts, Product
from handlers.texts.people.inviting import way
from tests.channels.zalo_oa.world import settings
from tests.fakes.serving import served
from tests.fakes.zalo_oa.open_api import APP_ID, APP_SECRET, OA_ID, OA_SECRET, FakeZaloOA

SECRETS = {
    "CCHC_ZALO_OA_APP_SECRET": APP_SECRET,
    "CCHC_ZALO_OA_SECRET": OA_SECRET,
    "CCHC_ZALO_OA_ACCESS_TOKEN": "ACCESS_DEMO_1",
    "CCHC_ZALO_OA_REFRESH_TOKEN": "REFRESH_DEMO_1",
}
NAMES = {"CCHC_ZALO_OA_ID": OA_ID, "CCHC_ZALO_OA_APP_ID": APP_ID}


@pytest.fixture
def fake() -> FakeZaloOA:
    """The product's own clock is the real one."""
    return FakeZaloOA()


@pytest.fixture
async def in_service(fake: FakeZaloOA, address: str, demo_file: Path, tmp_path: Path) -> AsyncIterator[Product]:
    database = shutil.copy(demo_file, tmp_path / "cchc.db")
    product = Product(settings(address, database_url=f"sqlite:///{database}", data_dir=tmp_path))
    app = create_app(product, Parts(scheduler=False))
    async with app.router.lifespan_context(app), served(app) as url:
        fake.webhook.url = f"{url}/webhooks/zalo-oa"
        yield product


async def test_a_person_joins_and_is_greeted(fake: FakeZaloOA, in_service: Product) -> None:
    lan = fake.person()
    assert await lan.says("/start demo-tuphap") == 200
    await lan.waits_for("Không gửi tài liệu mật")
    assert "Tôi hiểu, bắt đầu" in lan.buttons()


async def test_forged_events_stay_outside(fake: FakeZaloOA, in_service: Product) -> None:
    fake.webhook.secret = "guessed"
    assert await fake.person().says("/start demo-tuphap") == 401


def served_with(monkeypatch: pytest.MonkeyPatch, folder: Path, **environment: str) -> int:
    monkeypatch.chdir(folder)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", ["cchc", "serve", "--port", "0"])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize("missing", ["CCHC_ZALO_OA_SECRET", "CCHC_ZALO_OA_ID", "CCHC_ZALO_OA_APP_ID"])
def test_without_what_webhooks_are_known_by_the_product_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], missing: str
) -> None:
    given = {name: value for name, value in (SECRETS | NAMES).items() if name != missing}
    assert served_with(monkeypatch, tmp_path, **given) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert missing in line


async def examined(address: str, folder: Path) -> Result:
    """What the operator reads; the fake answers from this loop, so the command has a thread of its own."""
    urls = {"CCHC_ZALO_OA_API_URL": address, "CCHC_ZALO_OAUTH_URL": address}
    place = {"CCHC_DATA_DIR": str(folder), "CCHC_DATABASE_URL": f"sqlite:///{folder}/cchc.db"}
    environment = SECRETS | NAMES | urls | place | {"CCHC_SECRET_KEY": "secret of this installation"}
    return await asyncio.to_thread(CliRunner().invoke, doctor, env=environment)


async def test_doctor_tells_how_the_account_does_and_hides_its_secrets(
    fake: FakeZaloOA, address: str, migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "cchc.db")
    told = (await examined(address, tmp_path)).output
    assert "ok Zalo OA: token được chấp nhận: UBND xã Demo, Growth" in told
    assert not [secret for secret in SECRETS.values() if secret in told]


async def test_doctor_says_that_an_administrator_is_needed(
    fake: FakeZaloOA, address: str, migrated_file: Path, tmp_path: Path
) -> None:
    shutil.copy(migrated_file, tmp_path / "cchc.db")
    fake.tokens.revoke()
    told = await examined(address, tmp_path)
    assert (told.exit_code, "!! Zalo OA: -118" in told.output) == (1, True)


async def test_doctor_says_that_the_database_has_to_come_first(address: str, tmp_path: Path) -> None:
    assert "!! Zalo OA: token nằm trong cơ sở dữ liệu" in (await examined(address, tmp_path)).output


async def test_an_invitation_tells_where_the_account_is_and_what_to_type(channel: ZaloOAChannel) -> None:
    entrance = channel.address("", "k7d2mnpq")
    assert entrance is not None
    assert way(entrance) == f"https://zalo.me/{OA_ID} rồi gõ: /start k7d2mnpq"
