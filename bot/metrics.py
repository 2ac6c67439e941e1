"""Prometheus text: what waits, what was given up, and how this process fares."""

from dataclasses import asdict

from prometheus_client import CollectorRegistry, Gauge, ProcessCollector, generate_latest

from bot.product import Product


def metrics_text(product: Product) -> bytes:
    """The counts as they stand in the database now, the same on every machine that shares it."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    about = "Rows of the inbox, the outbox and the documents by state"
    waiting = Gauge("cchc_rows", about, ["table", "state"], registry=registry)
    with product.store.read() as work:
        counts = asdict(work.readings.take())
    for name, count in counts.items():
        table, _, state = name.partition("_")
        waiting.labels(table, state).set(count)
    return generate_latest(registry)
