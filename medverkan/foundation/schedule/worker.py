"""A worker: looks for work in every round, and rests when there is none."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading

from django.db import close_old_connections, connection

from medverkan.foundation import clock
from medverkan.foundation.audit import queries
from medverkan.foundation.schedule import operations, rounds

REST_SECONDS = 1.0
SHORT_REST_SECONDS = 0.1
BEAT_SECONDS = 20.0
LONGEST_WAIT = dt.timedelta(minutes=1)

logger = logging.getLogger(__name__)


class Worker:
    """One process's work; several run beside each other."""

    def __init__(self, *, stop: threading.Event) -> None:
        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}"
        self.stop = stop
        self.troubles: dict[str, str] = {}
        self._failed_counts: dict[str, int] = {}
        self._waits_until: dict[str, dt.datetime] = {}

    def work(self, *, until_idle: bool = False) -> None:
        """Work until told to stop, or until nothing is left to do."""
        operations.start_worker(name=self.name, at=clock.now())
        beating = threading.Thread(target=self._beat, daemon=True)
        beating.start()
        try:
            self._work(until_idle=until_idle)
        finally:
            self.stop.set()
            beating.join(timeout=BEAT_SECONDS)
            operations.stop_worker(name=self.name, at=clock.now())

    def _work(self, *, until_idle: bool) -> None:
        give_up_at = clock.now() + LONGEST_WAIT
        while not self.stop.is_set():
            if not until_idle:
                close_old_connections()
            if self.work_once() > 0:
                continue
            if until_idle and (clock.now() > give_up_at or not queries.has_unsettled()):
                return
            self.stop.wait(SHORT_REST_SECONDS if until_idle else REST_SECONDS)

    def work_once(self) -> int:
        """Make every round once; return how much was done."""
        count = operations.run_due(holder=self.name, at=clock.now())
        for name, func in rounds.registered().items():
            if self.stop.is_set():
                break
            count += self._make(name, func)
        return count

    def _make(self, name: str, func: rounds.Round) -> int:
        at = clock.now()
        if self._waits_until.get(name, at) > at:
            return 0
        try:
            count = func(at)
        except Exception as error:
            logger.exception("round %s failed", name)
            self._hold_back(name, error=error, at=at)
            return 0
        self.troubles.pop(name, None)
        self._failed_counts.pop(name, None)
        return count

    def _hold_back(self, name: str, *, error: Exception, at: dt.datetime) -> None:
        failed_count = self._failed_counts.get(name, 0) + 1
        self._failed_counts[name] = failed_count
        self.troubles[name] = type(error).__name__
        wait = dt.timedelta(seconds=2 ** min(failed_count, 10))
        self._waits_until[name] = at + min(wait, LONGEST_WAIT)

    def _beat(self) -> None:
        # A thread of its own, so that a job that takes long keeps its lease.
        try:
            while not self.stop.wait(BEAT_SECONDS):
                try:
                    close_old_connections()
                    operations.beat(
                        name=self.name, troubles=self.troubles, at=clock.now()
                    )
                except Exception:
                    logger.exception("the heartbeat failed")
        finally:
            connection.close()
