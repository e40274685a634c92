"""How much each benchmark takes on: for figures that count, and for trying whether it works."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Rounds and documents.

    Attributes:
        rounds: of what runs in this process; command_rounds, long_rounds: of commands, and of those that take long.
        mixed: texts a round of every length.
        scaling, overhead: documents of about 500 words, of one command.
        memory: short documents, of one command each.
        resumed: short documents of a run that is resumed.
        reported: documents of about 500 words in one report.
        read: documents of a round of reading, in every format.
    """

    rounds: int = 5
    command_rounds: int = 3
    long_rounds: int = 2
    mixed: int = 24
    scaling: int = 2_000
    overhead: int = 120
    memory: tuple[int, ...] = (2_000, 4_000, 20_000)
    resumed: int = 2_000
    reported: int = 10_000
    read: int = 20


FULL = Sizes()
QUICK = Sizes(
    rounds=1,
    command_rounds=1,
    long_rounds=1,
    mixed=3,
    scaling=20,
    overhead=10,
    memory=(20, 40),
    resumed=30,
    reported=200,
    read=2,
)
