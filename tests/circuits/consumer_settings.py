"""A consumer whose clock is moved to a chosen hour, so that office hours can be met.

Only for the process that `test_consumer` starts. The platform's own setting moves whole
days; a fraction of a day moves the hour too.
"""

import os

from config.settings.local import *  # noqa: F403

CLOCK_OFFSET_DAYS = float(os.environ["ENGINE_OFFSET_DAYS"])
