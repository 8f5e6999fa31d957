from django.urls import path

from .screens import alert, alerts, changes, heartbeats, integration_keys, mapping

app_name = "alerts"
urlpatterns = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<uuid:id>/", alert.alert, name="alert"),
    path("alerts/changes/", changes.changes, name="changes"),
    path("alerts/heartbeats/", heartbeats.heartbeats, name="heartbeats"),
    path("alerts/heartbeats/<uuid:id>/", heartbeats.heartbeat, name="heartbeat"),
    path("alerts/heartbeats/<uuid:id>/delete_heartbeat/", heartbeats.delete, name="delete_heartbeat"),
    path("settings/alert-keys/<uuid:id>/mapping/", mapping.mapping, name="mapping"),
    path("settings/alert-keys/<uuid:id>/put_mapping/", mapping.put, name="put_mapping"),
    path("settings/alert-keys/", integration_keys.integration_keys, name="integration_keys"),
    path(
        "settings/alert-keys/<uuid:id>/revoke_integration_key/",
        integration_keys.revoke,
        name="revoke_integration_key",
    ),
]
