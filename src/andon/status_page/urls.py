from django.urls import path

from .screens import incident_on_page, status_page, status_pages

app_name = "status_page"
_ON = "incidents/<str:ref>/status_page/<slug:slug>/"
urlpatterns = [
    path("settings/status_pages/", status_pages.status_pages, name="status_pages"),
    path("settings/status_pages/<slug:slug>/", status_page.status_page, name="status_page"),
    path("settings/status_pages/<slug:slug>/put_component/", status_page.put_component, name="put_component"),
    path("incidents/<str:ref>/status_page/", incident_on_page.on_pages, name="on_pages"),
    path(_ON, incident_on_page.incident_on_page, name="incident_on_page"),
    path(f"{_ON}publish_incident/", incident_on_page.publish_incident, name="publish_incident"),
    path(f"{_ON}post_status/", incident_on_page.post_status, name="post_status"),
    path(f"{_ON}correct_publication/", incident_on_page.correct_publication, name="correct_publication"),
    path(f"{_ON}unpublish_incident/", incident_on_page.unpublish_incident, name="unpublish_incident"),
    path(f"{_ON}posts/<uuid:id>/take_post_back/", incident_on_page.take_post_back, name="take_post_back"),
]
