from __future__ import annotations

import sys
from pathlib import Path

# Tests are no package: what makes the invented volumes is found beside them.
sys.path.insert(0, str(Path(__file__).parent))
