"""Every change of a course and of who follows it, one function each."""

from evc.programmes.services.completing import claim_key, weigh
from evc.programmes.services.following import (
    begin_module,
    say_followed,
    show_certificate,
    stop_module,
    turn_down_certificate,
)
from evc.programmes.services.modules import Content, change_module, make_module, offer_module_again, retire_module

__all__ = [
    "Content",
    "begin_module",
    "change_module",
    "claim_key",
    "make_module",
    "offer_module_again",
    "retire_module",
    "say_followed",
    "show_certificate",
    "stop_module",
    "turn_down_certificate",
    "weigh",
]
