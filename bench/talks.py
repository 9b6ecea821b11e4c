"""Made-up records of talk for benchmarks: twelve people, fifty to seventy statements each."""

import random

GIVEN = "Ann Tom Eva Paul Ida Max Ruth Otto Nina Karl Lena Hugo"
SURNAMES = "Reed Cobb Lind Marsh Stone Field Brook Hale Ward Pike Shaw Dunn"
WORDS = (
    "the council and board of harbour dues shall be paid by whoever brings timber into port before "
    "noon unless wind is against it while we agree that costs are high"
)


def talk(number):
    """Return the text of one record; the same number gives the same text."""
    chance = random.Random(number)
    given, surnames, words = GIVEN.split(), SURNAMES.split(), WORDS.split()
    people = [f"{given[n]} {surnames[(n * 7 + number) % 12]}" for n in range(12)]
    day = f"{1 + number % 28} May {1900 + number % 90}"
    lines = [f"Minutes of the Harbour Board No. {number}", "", day, ""]
    lines += [f"Participants: {', '.join(people)}", ""]
    for turn in range(chance.randint(50, 70)):
        said = " ".join(chance.choice(words) for _ in range(chance.randint(8, 30)))
        lines += [f"{people[turn % 12].upper()}: {said.capitalize()}.", ""]
    return "\n".join(lines)
