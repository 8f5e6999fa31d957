from django.urls import path

from .screens import routing, suggestion

app_name = "routing"
urlpatterns = [
    path("settings/routing/", routing.routing, name="routing"),
    path("settings/routing/<str:field>/set_threshold/", routing.set_threshold, name="set_threshold"),
    path("cases/<str:ref>/accept_suggestion/", suggestion.accept_suggestion, name="accept_suggestion"),
    path("cases/<str:ref>/correct_suggestion/", suggestion.correct_suggestion, name="correct_suggestion"),
    path("cases/<str:ref>/dismiss_suggestion/", suggestion.dismiss_suggestion, name="dismiss_suggestion"),
    path("routing/<uuid:decision>/", suggestion.decided, name="decided"),
    path("routing/<uuid:decision>/undo_suggestion/", suggestion.undo_suggestion, name="undo_suggestion"),
]
