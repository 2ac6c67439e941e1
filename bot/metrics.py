"""Prometheus text: what waits, what was given up, and how this process fares."""

from dataclasses import asdict

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, generate_latest

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
    failures = Counter("cchc_failures", "How often a part of this process broke off", ["part"], registry=registry)
    troubled = Gauge("cchc_troubled", "Whether a part of this process does not run at the moment", ["part"], registry=registry)
    broken = {trouble.part for trouble in product.supervisor.troubles}
    for part, times in product.supervisor.failures.items():
        failures.labels(part).inc(times)
        troubled.labels(part).set(part in broken)
    return generate_latest(registry)
