"""The project's configuration: the top of the house, which nobody imports.

Importing it by any door (manage.py, gunicorn, pytest, mypy) makes the apps importable:
`site/` itself can never be a package, because the standard library owns that name.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
