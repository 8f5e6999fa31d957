from django.urls import path

from .screens import calendars, policies

app_name = "targets"
_HOURS, _PROMISES = "settings/hours/", "settings/targets/"
urlpatterns = [
    path(_HOURS, calendars.calendars, name="calendars"),
    path(f"{_HOURS}change_target_settings/", calendars.change_settings, name="change_target_settings"),
    path(f"{_HOURS}new/", calendars.new_calendar, name="new_calendar"),
    path(f"{_HOURS}<slug:slug>/", calendars.calendar, name="calendar"),
    path(f"{_HOURS}<slug:slug>/delete_calendar/", calendars.delete, name="delete_calendar"),
    path(_PROMISES, policies.policies, name="target_policies"),
    path(f"{_PROMISES}order_target_policies/", policies.order, name="order_target_policies"),
    path(f"{_PROMISES}new/", policies.new_policy, name="new_target_policy"),
    path(f"{_PROMISES}<slug:slug>/", policies.policy, name="target_policy"),
    path(f"{_PROMISES}<slug:slug>/retire_target_policy/", policies.retire, name="retire_target_policy"),
]
