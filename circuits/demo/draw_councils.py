"""The scenes of the six councils."""

from circuits.demo.draw import Scene

SCENES: dict[str, tuple[str, Scene]] = {}
