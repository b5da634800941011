"""The story, played through the same services that the pages and the API call."""

from evc.demo.playing.play import Played, play

__all__ = ["Played", "play"]
