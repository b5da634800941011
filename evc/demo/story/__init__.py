"""The people and days that ``manage.py demo`` plays, as data. Nothing here touches a database."""

from __future__ import annotations

from pathlib import Path

from evc.demo.documents import make_documents
from evc.demo.story.outline import StandardOutline
from evc.demo.story.reading import read_cast, read_portfolio, read_text, read_trajectory
from evc.demo.story.trajectory import Story, TrajectoryStory

__all__ = ["STANDARDS", "TRAJECTORIES", "Story", "TrajectoryStory", "example_story"]

STANDARDS = Path(__file__).parent.parent / "standards"
TRAJECTORIES = ("full", "compact", "level", "underway")


def example_story() -> Story:
    """The story on the project's own example standards and documents."""
    trajectories = []
    for key in TRAJECTORIES:
        texts = read_text(key)
        standard = StandardOutline.from_file(STANDARDS / f"{texts['standard']}.json")
        portfolio = read_portfolio(read_text(f"portfolio-{texts['portfolio']}"))
        trajectories.append(read_trajectory(key, texts, standard=standard, portfolio=portfolio))
    return Story(read_cast(), tuple(trajectories), make_documents())
