from django.urls import path

from .screens import on_call, schedule

app_name = "schedules"
urlpatterns = [
    path("on-call/", on_call.on_call, name="on_call"),
    path("on-call/override_shift/", on_call.override, name="override_shift"),
    path("on-call/overrides/<uuid:id>/remove_override/", on_call.take_away, name="remove_override"),
    path("settings/schedules/", schedule.schedules, name="schedules"),
    path("settings/schedules/new/", schedule.new_schedule, name="new_schedule"),
    path("settings/schedules/<slug:slug>/", schedule.schedule, name="schedule"),
]
