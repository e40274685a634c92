"""The XML of officielebekendmakingen.nl: Kamerstukken, Handelingen, Staatscourant and the other official journals."""
