from django.urls import path

from .screens import attachment, message_html

app_name = "conversations"
urlpatterns = [
    path("attachments/<uuid:id>/", attachment.attachment, name="attachment"),
    path("messages/<uuid:id>/html/", message_html.message_html, name="message_html"),
]
