"""Whoever watches a chat hears of it, also of what happened while he looked; nobody is kept waiting at the end."""

import asyncio
import time

from bot.workers.news import News
from tests.db.world import TELEGRAM, WEB

LONG = 60.0


async def test_what_is_told_while_nobody_waits_is_heard_at_the_next_wait() -> None:
    news = News()
    with news.watching(WEB) as watch:
        news.tell(WEB)
        await asyncio.wait_for(watch.wait(LONG), 5)


async def test_one_hears_of_his_own_chat_only_and_of_each_thing_once() -> None:
    news = News()
    with news.watching(WEB) as watch:
        news.tell(TELEGRAM)
        await watch.wait(0.001)
        waiting = asyncio.create_task(watch.wait(LONG))
        done, _ = await asyncio.wait({waiting}, timeout=0.01)
        assert not done
        news.tell(WEB)
        await asyncio.wait_for(waiting, 5)


async def test_two_pages_of_one_chat_both_hear() -> None:
    news = News()
    with news.watching(WEB) as one, news.watching(WEB) as two:
        waiting = asyncio.gather(one.wait(LONG), two.wait(LONG))
        news.tell(WEB)
        await asyncio.wait_for(waiting, 5)


async def test_one_page_may_go_while_the_other_stays() -> None:
    news = News()
    with news.watching(WEB) as stays:
        with news.watching(WEB):
            pass
        news.tell(WEB)
        began = time.monotonic()
        await stays.wait(5)
    assert time.monotonic() - began < 4


async def test_the_end_lets_everybody_go() -> None:
    news = News()
    with news.watching(WEB) as watch:
        news.close()
        await asyncio.wait_for(watch.wait(LONG), 5)
    assert news.closed
