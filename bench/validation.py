"""Map, validate and write made-up records, with the compiled check and with pyshacl alone.

python bench/validation.py [DOCUMENTS]    prints documents a second of each step, and the ratios
"""

import sys
import time

from talks import talk

from memograph.pipeline import stages
from memograph.readers.source import Source
from memograph.readers.transcript import TranscriptReader
from memograph.settings import Settings

ENGINES = ("compiled", "pyshacl")


def records(count):
    """Return the Records of so many talks."""
    reader = TranscriptReader()
    found = []
    for number in range(count):
        data = talk(number).encode()
        found += reader.read(Source(name=f"t{number}.txt", stem=f"t{number}", data=data))
    return found


def timed(step, each):
    """Return what a step gives for each, and the CPU seconds that it took."""
    begun = time.process_time()
    return [step(one) for one in each], time.process_time() - begun


def main(count):
    """Measure all steps in one run and print them."""
    settings = {engine: Settings(engine=engine) for engine in ENGINES}
    reading = time.process_time()
    found = records(count)
    reading = time.process_time() - reading
    for engine in ENGINES:  # the first document loads the shapes
        stages.check(stages.mapped(found[0], settings[engine])[0], found[0], settings[engine])
    graphs, mapping = timed(lambda one: stages.mapped(one, settings["compiled"])[0], found)
    _, writing = timed(lambda one: stages.serialized(one, "nquads"), graphs)
    pairs = list(zip(graphs, found, strict=True))
    checking = {}
    for engine in ENGINES:
        chosen = settings[engine]
        reports, checking[engine] = timed(lambda one, s=chosen: stages.check(*one, s), pairs)
        names = {report.engine for report in reports}
        print(f"{engine}: {sum(r.conforms for r in reports)} of {count} conform, by {names}")
    triples = sum(map(len, graphs)) / count
    print(f"{count} documents, {triples:.0f} triples each; documents a second of one core:")
    steps = {"read": reading, "map": mapping, "write N-Quads": writing}
    for name, seconds in (*steps.items(), *((f"check, {e}", checking[e]) for e in ENGINES)):
        print(f"  {name:<20} {count / seconds:8.0f}")
    whole = {engine: mapping + writing + checking[engine] for engine in ENGINES}
    print(f"check: {checking['pyshacl'] / checking['compiled']:.1f} times as fast as pyshacl")
    print(f"map, check, write: {whole['pyshacl'] / whole['compiled']:.1f} times as fast")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
