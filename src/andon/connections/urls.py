from django.urls import path

from .screens import incoming

app_name = "connections"
urlpatterns = [
    path("connect/<slug:vendor>/<uuid:id>/", incoming.incoming, name="incoming"),
    path("connect/<slug:vendor>/<uuid:id>/<path:tail>", incoming.incoming, name="incoming_below"),
]
