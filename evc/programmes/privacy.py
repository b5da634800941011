"""Letting go of somebody who followed a course."""
