"""Screens of the circuits: permission → form → action → redirect."""
