from django.urls import path

from .screens import approvals, gesture, give, settings

app_name = "gestures"
_ONE = "cases/<str:ref>/gestures/<uuid:id>/"
urlpatterns = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("settings/gestures/", settings.settings, name="settings"),
    path("settings/gestures/put_gesture_kind/", settings.put_kind, name="put_gesture_kind"),
    path("settings/gestures/put_gesture_limit/", settings.put_limit, name="put_gesture_limit"),
    path("cases/<str:ref>/give_gesture/", give.give, name="give_gesture"),
    path(_ONE, gesture.gesture, name="gesture"),
    path(f"{_ONE}offer_gesture/", gesture.offer, name="offer_gesture"),
    path(f"{_ONE}meet_gesture/", gesture.done, name="meet_gesture"),
    path(f"{_ONE}waive_gesture/", gesture.waive, name="waive_gesture"),
    path(f"{_ONE}approve_gesture/", gesture.approve, name="approve_gesture"),
    path(f"{_ONE}decline_gesture/", gesture.decline, name="decline_gesture"),
]
