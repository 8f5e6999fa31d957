"""The reader's notices: what she was told, and how its messages went (everybody)."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from andon.notifications.actions.read_notices import read_notices
from andon.notifications.models import Notice
from andon.notifications.reads.my_notices import rows_of
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest

PAGE = 50


@require_GET
@for_roles()
def notices(request: StaffRequest) -> HttpResponse:
    hers = Notice.objects.visible_to(request.access).order_by("-at", "-id")
    only_unread = request.GET.get("show") == "unread"
    pages = Paginator(hers.unread() if only_unread else hers, PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page.object_list),
        "only_unread": only_unread,
        "unread": hers.unread().exists(),
    }
    return render(request, "notifications/notices.html", context)


@require_POST
@for_roles()
def open_notice(request: StaffRequest, id: UUID) -> HttpResponse:
    """Read, and on to its subject."""
    notice = get_object_or_404(Notice.objects.visible_to(request.access), id=id)
    read_notices(request.user, ids=[notice.id])
    return redirect(notice.path or "notifications:notices")


@require_POST
@for_roles()
def read_them(request: StaffRequest) -> HttpResponse:
    """All of them; one, where its id is posted."""
    try:
        ids = [UUID(id) for id in request.POST.getlist("id")]
    except ValueError:
        ids = []
    read_notices(request.user, ids=ids if "id" in request.POST else None)
    return redirect("notifications:notices")
