from django.urls import path

from .screens.open_slack_channel import open_slack_channel

app_name = "slack"
urlpatterns = [
    path("incidents/<str:ref>/open_slack_channel/<uuid:connection>/", open_slack_channel, name="open_slack_channel"),
]
