from django.urls import path

from .screens import connection, connections, deliveries, incoming

app_name = "connections"
_ONE = "settings/connections/<uuid:id>/"
urlpatterns = [
    path("connect/<slug:vendor>/<uuid:id>/", incoming.incoming, name="incoming"),
    path("connect/<slug:vendor>/<uuid:id>/<path:tail>", incoming.incoming, name="incoming_below"),
    path("settings/connections/", connections.connections, name="connections"),
    path("settings/connections/add/<slug:vendor>/", connections.add, name="add_connection"),
    path(_ONE, connection.connection, name="connection"),
    path(f"{_ONE}change_connection/", connection.change, name="change_connection"),
    path(f"{_ONE}replace_connection_secret/<slug:field>/", connection.replace_secret, name="replace_connection_secret"),
    path(f"{_ONE}try_connection/", connection.test, name="try_connection"),
    path(f"{_ONE}pause_connection/", connection.pause, name="pause_connection"),
    path(f"{_ONE}resume_connection/", connection.resume, name="resume_connection"),
    path(f"{_ONE}remove_connection/", connection.remove, name="remove_connection"),
    path(f"{_ONE}in/", deliveries.incoming, name="incoming_deliveries"),
    path(f"{_ONE}in/replay_incoming/", deliveries.replay_in, name="replay_incoming"),
    path(f"{_ONE}out/", deliveries.outgoing, name="outgoing_deliveries"),
    path(f"{_ONE}out/replay_outgoing/", deliveries.replay_out, name="replay_outgoing"),
]
