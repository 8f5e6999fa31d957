"""An incident on a status page: put it there, say what is new, correct it, take it off."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from andon.incidents.models import Incident
from andon.kit.errors import Refused
from andon.people.guard import for_roles
from andon.people.middleware import StaffRequest
from andon.status_page.actions.correct_publication import correct_publication as correcting
from andon.status_page.actions.post_status import post_status as posting
from andon.status_page.actions.publish_incident import publish_incident as publishing
from andon.status_page.actions.take_post_back import take_post_back as taking_back
from andon.status_page.actions.unpublish_incident import unpublish_incident as unpublishing
from andon.status_page.forms import BeganForm, CorrectForm, PostForm
from andon.status_page.models import Post, Publication, StatusPage
from andon.status_page.reads.publications_of import (
    components_of,
    publications_of,
    states_now,
    states_suggested,
)
from andon.ui.faults import show_refusal

from .found import incident_or_404, locales_of, page_or_404, publication_or_404

TELLS = ("agent", "lead")


@require_GET
@for_roles(*TELLS)
def on_pages(request: StaffRequest, ref: str) -> HttpResponse:
    """The page on which it stands, else the first there is."""
    incident = incident_or_404(request, ref)
    stands = Publication.objects.filter(incident=incident, withdrawn_at=None).select_related("page").first()
    page = stands.page if stands else StatusPage.objects.first()
    if page is None:
        return render(request, "status_page/no_page.html", {"incident": incident})
    return redirect("status_page:incident_on_page", incident.ref, page.slug)


@require_GET
@for_roles(*TELLS)
def incident_on_page(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    return _show(request, incident_or_404(request, ref), page_or_404(slug))


@require_POST
@for_roles(*TELLS)
def publish_incident(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    incident, page = incident_or_404(request, ref), page_or_404(slug)
    titles, post, began = _publish_forms(request, incident, page)
    if all([titles.is_valid(), post.is_valid(), began.is_valid()]):
        try:
            publishing(
                incident,
                page=page,
                titles=titles.titles,
                texts=post.texts,
                states=post.states,
                stage=post.cleaned_data["stage"],
                follows=titles.cleaned_data["follows"],
                started_at=began.cleaned_data["started_at"],
                by=request.access.actor,
            )
        except Refused as refused:
            show_refusal(_form_of(refused, titles, post, began), refused)
        else:
            return redirect("status_page:incident_on_page", incident.ref, page.slug)
    return _show(request, incident, page, titles=titles, post=post, began=began)


@require_POST
@for_roles(*TELLS)
def post_status(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    publication = publication_or_404(request, ref, slug)
    form = _post_form(publication, request)
    if form.is_valid():
        try:
            said = {"stage": form.cleaned_data["stage"], "texts": form.texts, "states": form.changed_states}
            posting(publication, **said, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("status_page:incident_on_page", ref, slug)
    return _show(request, publication.incident, publication.page, post=form)


@require_POST
@for_roles(*TELLS)
def correct_publication(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    publication = publication_or_404(request, ref, slug)
    form = CorrectForm(request.POST, locales=locales_of(publication.page), auto_id="correct_%s")
    if form.is_valid():
        try:
            follows = form.cleaned_data["follows"]
            correcting(publication, titles=form.titles, follows=follows, by=request.access.actor)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect("status_page:incident_on_page", ref, slug)
    return _show(request, publication.incident, publication.page, titles=form)


@require_POST
@for_roles(*TELLS)
def take_post_back(request: StaffRequest, ref: str, slug: str, id: UUID) -> HttpResponse:
    publication = publication_or_404(request, ref, slug)
    taking_back(get_object_or_404(Post, of=publication, id=id), by=request.access.actor)
    return redirect("status_page:incident_on_page", ref, slug)


@require_POST
@for_roles(*TELLS)
def unpublish_incident(request: StaffRequest, ref: str, slug: str) -> HttpResponse:
    unpublishing(publication_or_404(request, ref, slug), by=request.access.actor)
    return redirect("status_page:incident_on_page", ref, slug)


def _publish_forms(
    request: StaffRequest, incident: Incident, page: StatusPage
) -> tuple[CorrectForm, PostForm, BeganForm]:
    data, locales, components = request.POST or None, locales_of(page), components_of(page)
    states = states_suggested(incident, components)
    began = min(at for at in (incident.first_report_at, incident.first_alert_at, incident.declared_at) if at)
    return (
        CorrectForm(data, locales=locales, initial={"follows": True}),
        PostForm(
            data, locales=locales, components=components, states=states, initial={"text_en": incident.customer_text}
        ),
        BeganForm(data, initial={"started_at": timezone.localtime(began)}),
    )


def _post_form(publication: Publication, request: StaffRequest | None = None) -> PostForm:
    page = publication.page
    return PostForm(
        request.POST if request else None,
        locales=locales_of(page),
        components=components_of(page),
        states=states_now(publication),
        initial={"stage": publication.stage},
    )


def _form_of(refused: Refused, *forms: CorrectForm | PostForm | BeganForm) -> CorrectForm | PostForm | BeganForm:
    """The one that holds the field at fault; the first for what has none."""
    named = getattr(refused, "faults", {})
    return next((form for form in forms if set(named) & set(form.fields)), forms[0])


def _show(
    request: StaffRequest,
    incident: Incident,
    page: StatusPage,
    *,
    titles: CorrectForm | None = None,
    post: PostForm | None = None,
    began: BeganForm | None = None,
) -> HttpResponse:
    stands = {one.page_id: one for one in publications_of(incident)}
    publication = stands.get(page.id)
    context: dict[str, object] = {"incident": incident, "page": page, "publication": publication}
    context["pages"] = [(one, one.id in stands) for one in StatusPage.objects.all()]
    faulty = bool(titles or post or began)
    if publication:
        now = {f"title_{code}": title for code, title in publication.titles.items()}
        fresh = CorrectForm(
            locales=locales_of(page), initial=now | {"follows": publication.follows}, auto_id="correct_%s"
        )
        context |= {"titles": titles or fresh, "post": post or _post_form(publication)}
    else:
        fresh_titles, fresh_post, fresh_began = _publish_forms(request, incident, page)
        context |= {"titles": titles or fresh_titles, "post": post or fresh_post, "began": began or fresh_began}
    return render(request, "status_page/incident_on_page.html", context, status=422 if faulty else 200)
