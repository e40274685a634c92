"""Tidy tables of annotations: one row a document, section, sentence, tag, entity and so on, joined by ids.

`columns` declares them, `rows` fills them, and a module per form writes them: CSV, Parquet, Excel, data frames.
"""
