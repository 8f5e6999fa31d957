"""Stored answers are forgotten after a day."""

from datetime import timedelta

from andon.kit import clock
from andon.work.models import IdempotencyKey
from andon.work.sweeps import delete_some, sweep

KEPT = timedelta(hours=24)


@sweep("api.forget_answers")
def forget_answers(most: int) -> int:
    return delete_some(IdempotencyKey.objects.filter(made_at__lt=clock.wall() - KEPT), most)
