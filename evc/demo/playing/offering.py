"""The course of the story: a short one of the first provider, that can be followed without any trajectory."""

from __future__ import annotations

from django.utils import timezone

from evc.demo.playing.stage import Stage
from evc.demo.story.trajectory import Story
from evc.programmes import services as programmes
from evc.programmes.models import Module

_TIMES = 3


def offer_course(story: Story, stage: Stage) -> None:
    """About the first work of the first standard; where the provider has a course already it stays as it is."""
    part = story.trajectories[0]
    provider, version = stage.organisations[part.provider], stage.versions[part.standard.key]
    if Module.objects.filter(organisation=provider).exists():
        return
    work = version.work_processes.earliest("position")
    content = programmes.Content(
        title="Een gesprek dat rustig blijft",
        teaches="Je leert hoe je iemand aanspreekt, luistert en rustig blijft als de ander boos is.",
        criteria="Je volgde beide dagdelen en oefende met een acteur.",
        task="Een gesprek voeren dat lastig was",
        practised=work,
        work_processes=[work],
        required=_TIMES,
        least_witnesses=2,
        active_from=timezone.localdate(),
    )
    programmes.make_module(provider, content, by=stage.people[part.coordinator])
