"""Where the doors of monitors lead: one gathered commit for all of them, and one set of limits."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db import DataError

from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.actions.receive_events import Received, receive_events
from andon.alerts.actions.receive_pings import PingIn, receive_pings
from andon.alerts.reads.of_key import KeyFound, keys_found
from andon.alerts.rules.event import ChangeIn, EventIn
from andon.kit.bucket import Buckets
from andon.work.shared_buckets import SharedBuckets

from .gather import Gathering

_MOST_KEYS = 10_000
Delivery = Sequence[EventIn]


class Intake:
    """What one request brings is committed together, with what others bring in the same moment."""

    def __init__(self) -> None:
        self.limits = Limits()
        most = settings.EVENTS_QUEUE
        self._events: Gathering[Delivery, list[Received]] = Gathering(_take, most_waiting=most, size=len)
        self._changes: Gathering[ChangeIn, bool] = Gathering(receive_changes, most_waiting=most)
        self._pings: Gathering[PingIn, UUID | None] = Gathering(receive_pings, most_waiting=most, flushes=1)
        self._keys: Gathering[str, KeyFound | None] = Gathering(keys_found, most_waiting=most, flushes=1)

    async def events(self, events: Delivery) -> list[Received | DataError]:
        """Of one routing key. One that cannot be stored harms none of its neighbours, in this request or another."""
        try:
            return list(await self._events.put(events))
        except DataError as error:
            if len(events) == 1:
                return [error]
        alone = await asyncio.gather(*(self.events([event]) for event in events))
        return [outcome for outcomes in alone for outcome in outcomes]

    async def change(self, change: ChangeIn) -> bool:
        """False: the routing key is not known."""
        return await self._changes.put(change)

    async def ping(self, ping: PingIn) -> UUID | None:
        return await self._pings.put(ping)

    async def key(self, text: str) -> KeyFound | None:
        """What the key holds; None, also for the limits, where it is not known."""
        found = await self._keys.put(text)
        self.limits.learn(text, good=found is not None)
        return found

    def close(self) -> None:
        for gathering in (self._events, self._changes, self._pings, self._keys):
            gathering.close()


def of_key(events: Delivery, routing_key: str) -> list[EventIn]:
    return [replace(event, routing_key=routing_key) for event in events]


def _take(deliveries: Sequence[Delivery]) -> list[list[Received]]:
    """All in one call of the action, and each delivery's own results again."""
    received = iter(receive_events([event for events in deliveries for event in events]))
    return [[next(received) for _event in events] for events in deliveries]


class Limits:
    """So many events a second for each key, and fewer for an address whose keys we have not come to know."""

    def __init__(self) -> None:
        self._of_key = SharedBuckets("events", rate=settings.EVENTS_RATE, burst=settings.EVENTS_BURST)
        self._of_stranger = Buckets(rate=5, burst=100)
        # Keys that were good of late; whether they still are is decided with each event.
        self._welcome: OrderedDict[str, None] = OrderedDict()

    def wait(self, routing_key: str, address: str) -> float:
        """0, or the seconds until the next event of this sender can be taken."""
        if routing_key in self._welcome:
            return self._of_key.take(routing_key)
        return self._of_stranger.take(address)

    def wait_for_more(self, routing_key: str, events: int) -> float:
        """For the other events of a request that was let in; one that brings more than a burst waits for a full one."""
        return self._of_key.take(routing_key, min(events, settings.EVENTS_BURST)) if events > 0 else 0.0

    def learn(self, routing_key: str, *, good: bool) -> None:
        self._welcome.pop(routing_key, None)
        if good:
            self._welcome[routing_key] = None
        if len(self._welcome) > _MOST_KEYS:
            self._welcome.popitem(last=False)
