"""Old messages go; what has not been done, and the record, stay."""

from datetime import timedelta

from handlers.cards.card import Card
from tests.db.world import World, event


def test_handled_messages_and_sent_cards_go_after_a_while(world: World) -> None:
    world.put(event("old", "xin chào"))
    with world.store.write() as work:
        claimed = world.opened(work)
        assert claimed is not None
        work.outbox.put(claimed.chat_id, Card("Chào anh/chị."), world.now)
        work.inbox.handled(claimed.id)
    with world.store.write() as work:
        for delivery in work.deliveries.due(world.now, 10):
            work.deliveries.sent(delivery.id, "1")
    with world.store.write() as work:
        assert work.retention.purge(world.now - timedelta(days=30)) == 0
        assert work.retention.purge(world.now + timedelta(days=30)) == 2


def test_what_still_waits_is_never_deleted(world: World) -> None:
    world.put(event("waits", "2.2 có"))
    with world.store.write() as work:
        assert work.retention.purge(world.now + timedelta(days=3000)) == 0
    with world.store.write() as work:
        claimed = world.opened(work)
        assert claimed is not None
        assert claimed.event.text == "2.2 có"
