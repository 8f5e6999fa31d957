from django.urls import path

from .screens import alert, alerts, integration_keys

app_name = "alerts"
urlpatterns = [
    path("alerts/", alerts.alerts, name="alerts"),
    path("alerts/<uuid:id>/", alert.alert, name="alert"),
    path("settings/alert-keys/", integration_keys.integration_keys, name="integration_keys"),
    path(
        "settings/alert-keys/<uuid:id>/revoke_integration_key/",
        integration_keys.revoke,
        name="revoke_integration_key",
    ),
]
