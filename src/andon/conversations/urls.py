from django.urls import path

from .screens import attachment, message_html, original_mail

app_name = "conversations"
urlpatterns = [
    path("attachments/<uuid:id>/", attachment.attachment, name="attachment"),
    path("messages/<uuid:id>/html/", message_html.message_html, name="message_html"),
    path("messages/<uuid:id>/original/", original_mail.original_mail, name="original_mail"),
]
