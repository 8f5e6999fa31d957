from django.urls import path

from .screens import feeds, import_calendar, on_call, quality, read_feed, schedule, swaps

app_name = "schedules"
urlpatterns = [
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/override_shift/", on_call.override, name="override_shift"),
    path("on-call/overrides/<uuid:id>/remove_override/", on_call.take_away, name="remove_override"),
    path("on-call/ask_for_swap/", swaps.ask, name="ask_for_swap"),
    path("on-call/swaps/<uuid:id>/take_swap/", swaps.take, name="take_swap"),
    path("on-call/swaps/<uuid:id>/decline_swap/", swaps.decline, name="decline_swap"),
    path("on-call/swaps/<uuid:id>/withdraw_swap/", swaps.withdraw, name="withdraw_swap"),
    path("on-call/calendars/", feeds.feeds, name="feeds"),
    path("on-call/calendars/create_feed/", feeds.create, name="create_feed"),
    path("on-call/calendars/<uuid:id>/revoke_feed/", feeds.revoke, name="revoke_feed"),
    path("on-call/<slug:slug>/quality/", quality.quality, name="quality"),
    path("calendar/<str:token>.ics", read_feed.read_feed, name="read_feed"),
    path("settings/schedules/", schedule.schedules, name="schedules"),
    path("settings/schedules/new/", schedule.new_schedule, name="new_schedule"),
    path("settings/schedules/<slug:slug>/", schedule.schedule, name="schedule"),
    path("settings/schedules/<slug:slug>/import_calendar/", import_calendar.bring_in, name="import_calendar"),
    path("settings/schedules/calendars/<uuid:id>/remove_calendar/", import_calendar.remove, name="remove_calendar"),
]
