"""The whole self-assessment on every channel, and across all of them: the same sheet in the end."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bot.cli.commands.sheets import show
from tests.stories.telling.hands.base import Hand
from tests.stories.telling.hands.phones import CHANNELS, Phones
from tests.stories.telling.served import Served, everything_served
from tests.stories.whole.whole_sheet import (
    CHAIRMAN,
    LAN,
    WISHES,
    Effort,
    criteria,
    declares_everything,
    joins,
    papers_sent,
    signs,
)

#: How many leaves somebody does before he takes up another phone.
STRETCH = 5
#: Presses, messages and files for one leaf, its further documents left out.
MOST = {"telegram": 2.2, "zalo_oa": 2.2, "web": 2.2, "zalo_bot": 2.5, "all": 2.5}
#: The same where every document is a photo that bears no name.
MOST_PHOTOGRAPHED = 2.6
#: What differs from channel to channel without being anybody's word.
OWN_TO_A_CHANNEL = frozenset({"at", "channel", "locked_at", "due"})


@dataclass(frozen=True, slots=True)
class Told:
    """One whole self-assessment: what it took, and the sheet that the operator's command shows afterwards."""

    effort: Effort
    sheet: dict[str, Any]
    troubles: list[str]


def sheet_of(database: Path) -> dict[str, Any]:
    place = {"CCHC_DATABASE_URL": f"sqlite:///{database}", "CCHC_DATA_DIR": str(database.parent)}
    told = CliRunner().invoke(show, ["--unit", "XA01", "--json"], env=place, catch_exceptions=False)
    sheet: dict[str, Any] = json.loads(told.output)
    return sheet


async def fetched(database: Path) -> dict[str, Any]:
    """The sheet, once every file that was only announced is there."""
    async with asyncio.timeout(20):
        while True:
            sheet = await asyncio.to_thread(sheet_of, database)
            if {file["status"] for leaf in sheet["leaves"] for file in leaf["evidence"]} == {"stored"}:
                return sheet


def content(value: Any) -> Any:
    """A sheet without times and channels; a photo bears the name that its channel has given it."""
    if isinstance(value, dict):
        kept = {name: content(part) for name, part in value.items() if name not in OWN_TO_A_CHANNEL}
        return kept | ({"name": "photo"} if value.get("mime") == "image/jpeg" else {})
    return [content(part) for part in value] if isinstance(value, list) else value


# -- on one channel, and on all ------------------------------------------------------------------------------------------


async def on_one(phones: Phones, channel: str, *, photographed: bool = False) -> Effort:
    for person in (*WISHES, CHAIRMAN):
        await joins(await phones.hand(person, channel), person)
    effort = await declares_everything(lambda person, _: phones.hand(person, channel), photographed=photographed)
    await signs(await phones.hand(LAN, channel), await phones.hand(CHAIRMAN, channel))
    return effort


async def on_all(phones: Phones) -> Effort:
    """Another phone is taken up every few leaves, and the work goes on there by one word."""
    in_hand: dict[str, str] = {}
    await joins(await phones.hand(CHAIRMAN, "web"), CHAIRMAN)

    async def chats(person: str, number: int) -> Hand:
        channel = CHANNELS[number // STRETCH % len(CHANNELS)]
        hand = await phones.hand(person, channel)
        if in_hand.get(person) != channel:
            if not hand.acts:
                await joins(hand, person)
            await hand.says("/chamdiem")
            in_hand[person] = channel
        return hand

    effort = await declares_everything(chats)
    await signs(await phones.hand(LAN, "telegram"), await phones.hand(CHAIRMAN, "web"))
    return effort


@asynccontextmanager
async def phones_at(here: Served) -> AsyncIterator[Phones]:
    async with AsyncExitStack() as stack:
        yield Phones(here, stack)


async def told_on(channel: str, database: Path, *, photographed: bool = False) -> Told:
    with pytest.MonkeyPatch.context() as patched:
        async with everything_served(database, patched) as here:
            async with phones_at(here) as phones:
                effort = await (on_all(phones) if channel == "all" else on_one(phones, channel, photographed=photographed))
            sheet = await fetched(database)
            with here.product.store.read() as work:
                troubles = [f"{one.channel} {one.kind}: {one.why}" for one in work.deliveries.list(failed=True)]
    print(effort.table(channel))  # noqa: T201 - shown with -s
    return Told(effort, sheet, troubles)


@pytest.fixture(scope="module")
def in_the_browser(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The quickest of all, to which the others are compared."""
    database = tmp_path_factory.mktemp("browser") / "cchc.db"
    with asyncio.Runner() as runner:
        return runner.run(told_on("web", Path(shutil.copy(demo_file, database))))


@pytest.mark.parametrize("channel", [*(one for one in CHANNELS if one != "web"), "all"])
def test_the_whole_sheet_is_the_same_on_every_channel(
    in_the_browser: Told, demo_file: Path, tmp_path: Path, channel: str
) -> None:
    with asyncio.Runner() as runner:
        told = runner.run(told_on(channel, Path(shutil.copy(demo_file, tmp_path / "cchc.db"))))
    assert content(told.sheet) == content(in_the_browser.sheet)
    assert told.troubles == []
    by = {leaf["self"]["channel"] for leaf in told.sheet["leaves"] if leaf["self"]}
    assert by == (set(CHANNELS) if channel == "all" else {channel})
    assert told.effort.average <= MOST[channel]


def test_everything_that_was_wanted_stands_in_the_sheet(in_the_browser: Told) -> None:
    sheet, leaves = in_the_browser.sheet, {leaf["code"]: leaf for leaf in in_the_browser.sheet["leaves"]}
    wanted = {code for wishes in WISHES.values() for code in wishes}
    assert (sheet["state"], len(wanted)) == ("submitted", 31)
    assert {code for code, leaf in leaves.items() if leaf["complete"] and leaf["self"]} == wanted
    assert {code: {one["sha256"] for one in leaves[code]["evidence"]} for code in wanted} == papers_sent()
    assert in_the_browser.troubles == []
    assert in_the_browser.effort.average <= MOST["web"]


def test_photos_that_bear_no_name_are_told_apart_in_few_words(demo_file: Path, tmp_path: Path) -> None:
    with asyncio.Runner() as runner:
        database = Path(shutil.copy(demo_file, tmp_path / "cchc.db"))
        told = runner.run(told_on("telegram", database, photographed=True))
    assert told.effort.average <= MOST_PHOTOGRAPHED
    left = [leaf["code"] for leaf in told.sheet["leaves"] if leaf["source"] != "survey" and not leaf["complete"]]
    assert (left, told.troubles) == ([], [])


def test_what_the_survey_decides_nobody_was_asked_for(in_the_browser: Told) -> None:
    left = [leaf for leaf in in_the_browser.sheet["leaves"] if leaf["code"] not in in_the_browser.effort.acts]
    assert [(leaf["source"], leaf["self"], leaf["declared"]) for leaf in left] == [("survey", None, None)] * 6
    assert len(left) + len(in_the_browser.effort.acts) == len(criteria().leaves)
