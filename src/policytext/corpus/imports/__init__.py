"""Documents that people have corrected in a labelling tool, back as corpus markup."""

TOOLS = {
    "label-studio": "label_studio",
    "doccano": "doccano",
    "prodigy": "prodigy",
    "brat": "brat",
    "inception": "inception",
    "conll": "conll",
}
"""The tools that are understood, each with its module here."""
