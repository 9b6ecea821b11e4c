"""CPU seconds of one step among others, and what the step found."""

import json
import time
from pathlib import Path

FACTS = "facts.json"


class Stopwatch:
    """Adds up the CPU seconds of this process, all its threads included, within `with`."""

    def __init__(self):
        self.seconds = 0.0
        self.verdicts = []

    def __enter__(self):
        self._begun = time.process_time()
        return self

    def __exit__(self, *_):
        self.seconds += time.process_time() - self._begun

    def judged(self, conforms):
        """Count a verdict."""
        self.verdicts.append(bool(conforms))

    def write(self, out):
        """Leave what was measured beside the output."""
        told = {
            "check_seconds": self.seconds,
            "judged": len(self.verdicts),
            "conform": sum(self.verdicts),
        }
        (Path(out) / FACTS).write_text(json.dumps(told), encoding="utf-8")
