from django.urls import path

from .screens import signal, signals

app_name = "signals"
urlpatterns = [
    path("signals/", signals.signals, name="signals"),
    path("signals/<uuid:id>/", signal.signal, name="signal"),
    path("signals/<uuid:id>/dismiss_signal/", signal.dismiss, name="dismiss_signal"),
    path("signals/<uuid:id>/restore_signal/", signal.restore, name="restore_signal"),
]
