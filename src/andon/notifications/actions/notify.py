from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.kit import clock
from andon.kit.insert_rows import insert_rows
from andon.kit.text import excerpt
from andon.notifications.facts import Notified
from andon.notifications.kinds import NoticeKind, find_kind
from andon.notifications.models import Choice, Notice
from andon.notifications.notice_in import MOST_HEADLINE, NoticeIn
from andon.notifications.reads.looking import Looking, looking
from andon.notifications.reads.preferences import Preferences, preferences_of
from andon.notifications.rules.reach import HIGH, LOW
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all

SYSTEM = Actor.system("notifications")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """`owner`: whose notice this is while she is away. `passed_on`: her stand-in gets one, too."""

    given: NoticeIn
    owner: User | None = None
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    notice: Notice
    given: NoticeIn
    kind: NoticeKind
    messages: list[DeliveryIn]


@transaction.atomic
def notify(notices: Sequence[NoticeIn]) -> list[Notice]:
    """Tell people: each notice stands in her list, and messages are planned by the ways and at the times she chose.

    A key that is there already is told no second time. Not told: whoever did it herself, who wants nothing of the
    kind, and who looks at the subject right now. Whose stand-in is named while she is away: low urgency goes to him
    too. Returns the new ones, in order; a fixed number of statements for any number.
    """
    now = clock.now()
    wanted = _with_stand_ins([one for one in notices if _is_meant(one)], now)
    known = set(Notice.objects.filter(key__in=[one.given.key for one in wanted]).values_list("key", flat=True))
    new = {one.given.key: one for one in wanted if one.given.key not in known}
    people = preferences_of(list({one.given.person.id: one.given.person for one in new.values()}.values()))
    look = looking([(one.given.person.id, one.given.subject) for one in new.values()])
    told = [made for one in new.values() if (made := _tell(one, people[one.given.person.id], look, now))]
    # Without those that somebody else told at this very moment: theirs is the notice, the messages and the fact.
    kept = {notice.id for notice in insert_rows([one.notice for one in told], skip_known=True)}
    told = [one for one in told if one.notice.id in kept]
    deliver([message for one in told for message in one.messages])
    record_all([Entry(_fact(one.notice), one.given.person.subject, SYSTEM) for one in told])
    return [one.notice for one in told]


def _is_meant(one: NoticeIn) -> bool:
    return one.person.is_active and one.person.actor != one.by


def _with_stand_ins(notices: Iterable[NoticeIn], now: datetime) -> list[_Wanted]:
    """Each, and after it the one to the stand-in, where there is one."""
    found = []
    for one in notices:
        other = _stand_in(one, now)
        found.append(_Wanted(one, passed_on=other is not None))
        if other is not None:
            found.append(_Wanted(replace(one, person=other, key=f"{one.key}:{other.id}"), owner=one.person))
    return found


def _stand_in(one: NoticeIn, now: datetime) -> User | None:
    kind = kind_of(one)
    passes_on = one.person.is_away(now) and not (kind.insists or kind.hers_alone)
    other = one.person.stand_in if passes_on else None
    return other if other and other.is_active and not other.is_away(now) and other.actor != one.by else None


def kind_of(one: NoticeIn) -> NoticeKind:
    kind = find_kind(one.kind)
    if kind is None:
        raise LookupError(f"no kind of notice is called {one.kind!r}")
    return kind


def _tell(one: _Wanted, hers: Preferences, look: Looking, now: datetime) -> _Told | None:
    given, kind = one.given, kind_of(one.given)
    choice = given.urgency or hers.choices.get(given.kind, kind.usual)
    if choice == Choice.OFF or (not kind.insists and (given.person.id, given.subject) in look):
        return None
    notice = _notice(one, urgency=choice if choice in (HIGH, LOW) else "", now=now)
    only_listed = not notice.urgency or (one.passed_on and notice.urgency == LOW)
    messages = [] if only_listed else _messages(notice, given, kind, hers, now)
    notice.messages = [message.key for message in messages]
    return _Told(notice, given, kind, messages)


def _notice(one: _Wanted, *, urgency: str, now: datetime) -> Notice:
    given = one.given
    return Notice(
        key=given.key,
        kind=given.kind,
        urgency=urgency,
        user=given.person,
        stands_in_for=one.owner,
        subject_kind=given.subject.kind,
        subject_id=given.subject.id,
        headline=excerpt(given.headline, MOST_HEADLINE),
        path=given.path,
        at=now,
    )


def _messages(notice: Notice, given: NoticeIn, kind: NoticeKind, hers: Preferences, now: datetime) -> list[DeliveryIn]:
    found = []
    begins = max(now, given.not_before or now)
    for number, stage in enumerate(hers.stages(notice.urgency)):
        words, goes_at = given.words(stage.way.channel), hers.open_at(begins + stage.wait, notice.urgency)
        found.append(
            DeliveryIn(
                key=f"{notice.key}:{number}",
                purpose=kind.purpose,
                subject=given.subject,
                recipient=given.person.subject,
                recipient_name=given.person.name,
                sender_name="Andon",
                channel=stage.way.channel,
                address=stage.way.address,
                headline=words.headline,
                text=words.text,
                link_purpose=words.link_purpose,
                link_path=words.link_path,
                lane=kind.lane,
                not_before=goes_at if goes_at > now else None,
            )
        )
    return found


def _fact(notice: Notice) -> Notified:
    return Notified(notice=notice.id, kind=notice.kind, urgency=notice.urgency)
