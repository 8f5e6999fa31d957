from django.urls import path

from .screens import routing, suggestion

app_name = "routing"
urlpatterns = [
    path("settings/routing/", routing.routing, name="routing"),
    path("settings/routing/<str:field>/set_threshold/", routing.set_threshold, name="set_threshold"),
    path("cases/<str:ref>/accept_route/", suggestion.accept_route, name="accept_route"),
    path("cases/<str:ref>/correct_route/", suggestion.correct_route, name="correct_route"),
    path("cases/<str:ref>/dismiss_route/", suggestion.dismiss_route, name="dismiss_route"),
    path("routing/<uuid:decision>/", suggestion.decided, name="decided"),
    path("routing/<uuid:decision>/undo_route/", suggestion.undo_route, name="undo_route"),
]
