"""Every change of an organisation's own routes; the shipped ones stay as they are."""

from evc.routes.services.changing import change_route, copy_route, require_changeable, retire_route

__all__ = ["change_route", "copy_route", "require_changeable", "retire_route"]
