from django.urls import path

from .screens.add_slack_way import add_slack_way
from .screens.open_slack_channel import open_slack_channel

app_name = "slack"
urlpatterns = [
    path("me/add_slack_way/", add_slack_way, name="add_slack_way"),
    path("incidents/<str:ref>/open_slack_channel/<uuid:connection>/", open_slack_channel, name="open_slack_channel"),
]
