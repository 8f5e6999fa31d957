"""What the tiny server's process loads; the folder is in its environment."""

import os
from pathlib import Path

from .application import StatusFiles

application = StatusFiles(Path(os.environ["ANDON_STATUS_FOLDER"]))
