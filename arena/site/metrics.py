"""Figures for Prometheus: requests of this process, and what the database knows for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import cast

from flask import Flask, current_app
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import DBAPIError

from arena import db
from arena.site.queries import find_heartbeat_age, find_mailbox_age, measure_backlog
from arena.web.requests import Answered, on_answer

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


@dataclass(frozen=True)
class Metrics:
    """The figures of one application; each has its own, so that several can live in a process."""

    registry: CollectorRegistry
    requests: Counter
    seconds: Histogram


class FromDatabase(Collector):
    """Figures that are read when somebody asks, the same from every process."""

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name nothing beforehand: without this, registering would ask the database."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Read the figures; a database that is away is a figure too."""
        try:
            with db.engine().connect() as connection:
                backlog = measure_backlog(connection)
                age = find_heartbeat_age(connection)
                mailbox_age = find_mailbox_age(connection)
        except DBAPIError:
            yield GaugeMetricFamily("arena_database_up", "Whether the database answers.", 0)
            return
        yield GaugeMetricFamily("arena_database_up", "Whether the database answers.", 1)
        yield GaugeMetricFamily("arena_mail_due", "Mails that are due.", backlog.count)
        yield GaugeMetricFamily(
            "arena_mail_oldest_due_seconds",
            "How long the oldest due mail has waited.",
            backlog.oldest.total_seconds(),
        )
        if age is not None:
            yield GaugeMetricFamily(
                "arena_worker_heartbeat_age_seconds",
                "How long ago the liveliest worker was heard of.",
                age.total_seconds(),
            )
        if mailbox_age is not None:
            yield GaugeMetricFamily(
                "arena_mailbox_read_age_seconds",
                "How long ago the mailbox was read.",
                mailbox_age.total_seconds(),
            )


def init_app(app: Flask) -> None:
    """Count and time every request by its endpoint; addresses may hold secrets."""
    registry = CollectorRegistry()
    metrics = app.extensions["arena.metrics"] = Metrics(
        registry=registry,
        requests=Counter(
            "arena_requests",
            "Requests answered by this process.",
            ["method", "endpoint", "status"],
            registry=registry,
        ),
        seconds=Histogram(
            "arena_request_seconds",
            "How long this process took to answer.",
            ["endpoint"],
            buckets=_BUCKETS,
            registry=registry,
        ),
    )
    registry.register(FromDatabase())
    ProcessCollector(registry=registry)
    on_answer(app, partial(_count, metrics))


def of_this_application() -> Metrics:
    """Return the figures of the application that is at work."""
    return cast(Metrics, current_app.extensions["arena.metrics"])


def _count(metrics: Metrics, answered: Answered) -> None:
    endpoint = answered.endpoint or "none"
    method = answered.method if answered.method in _METHODS else "other"
    metrics.requests.labels(method, endpoint, answered.status).inc()
    metrics.seconds.labels(endpoint).observe(answered.seconds)
