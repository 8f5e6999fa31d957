"""A calendar program asks at a secret address; a wrong or revoked secret is no address at all. It changes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from andon.schedules.ical import calendar_of
from andon.schedules.reads.feed_events import feed_events, find_feed
from andon.schedules.words import reading_as


@require_safe
@never_cache
def read_feed(request: HttpRequest, token: str) -> HttpResponse:
    feed = find_feed(token)
    if feed is None:
        raise Http404
    with reading_as(feed.holder):
        content = calendar_of(feed, feed_events(feed))
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="on-call.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer
