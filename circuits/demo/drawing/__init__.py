"""The drawings of the demonstration, as code: `canvas`, what to draw, the scenes."""
