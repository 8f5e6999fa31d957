from django.urls import path

from .screens import replay

app_name = "webhooks"
urlpatterns = [
    path("settings/webhooks/<uuid:id>/replay_events/", replay.replay, name="replay_events"),
]
