"""Courses of an organisation, and who follows them."""

from evc.programmes.models.enrolments import Enrolment
from evc.programmes.models.modules import Module, ModuleVersion

__all__ = ["Enrolment", "Module", "ModuleVersion"]
