"""The eight projects of the demonstration."""

from circuits.demo.project_shapes import Project
from circuits.demo.projects_first import FIRST
from circuits.demo.projects_more import MORE

PROJECTS: tuple[Project, ...] = FIRST + MORE
