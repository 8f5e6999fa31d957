from django.db import transaction

from andon.kit import clock
from andon.status_page.facts import PostTakenBack
from andon.status_page.models import Post
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_post_back(post: Post, *, by: Actor) -> Post:
    """Its words are shown no more; stage and states stay as they are. Repeating it changes nothing."""
    post = Post.objects.select_for_update(of=("self",)).select_related("of__page", "of__incident").get(pk=post.pk)
    if post.withdrawn_at:
        return post
    post.withdrawn_at = clock.now()
    post.save(update_fields=["withdrawn_at"])
    fact = PostTakenBack(page=post.of.page.slug, post=post.id)
    record(fact, subject=post.of.page.subject, by=by, about=[post.of.incident.subject])
    return post
