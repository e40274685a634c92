"""What the page on the tables says before it lists them."""

from __future__ import annotations

INTRODUCTION = """\
# Tables

```
policytext export annotations/ --to parquet -o tables/     # or csv, or xlsx -o tables.xlsx
```

writes what a run found as tables, and a table `codebook` that says of every column what this page says. In Python,
`policytext.to_frames("annotations/")` gives the same tables as data frames of pandas (extra `policytext[pandas]`) or,
with `"polars"`, of Polars (`policytext[polars]`). CSV needs no extra, Parquet and Excel `policytext[tables]`.
[`analysis.md`](analysis.md) puts questions to them in R and Python.

- **Keys.** Ids of sections, sentences, entities and related articles count within a document: join by `document_id` and
  the other id. A column with the name of another table's id, or with a word before it (`holder_entity_id`), names a row
  of that table.
- **Positions** count code points of `documents.text` from 0, the end excluded. In Python: `text[start:end]`; in R:
  `substr(text, start + 1, end)`.
- **Missing values** are null in Parquet, nothing between the commas in CSV, and empty cells in Excel. In CSV an empty text
  looks the same.
- **Dates.** `date` is what is known, as text: a year, a month or a day. `day` is a proper date, and missing unless the day is
  known; `month` and `year` are filled as far as they are known. So nothing is made up, and nothing has to be parsed.

type | Parquet | pandas (`to_frames`) | R (arrow)
--- | --- | --- | ---
text, JSON | string | `string`, missing is `pd.NA` | character
integer | int32 | `Int32` | integer
number | double | `Float64` | double
date | date32 | `datetime64[ms]` | Date

pandas itself reads the Parquet files with these types by `pd.read_parquet(path, dtype_backend="numpy_nullable")`, with `day`
as dates of Python; without it, integers with missing values become floats. CSV is read right by
`pd.read_csv(path, dtype_backend="numpy_nullable", keep_default_na=False, na_values=[""])`, and in R by
`readr::read_csv(path, na = "", guess_max = Inf)`; otherwise a text "NA" is taken for a missing value.

- **CSV** is UTF-8 without a byte order mark, with CRLF and quotes as RFC 4180 has them; texts hold line breaks. Texts are written as they
  are, save that U+FFFD stands for NUL. A spreadsheet takes a text that begins with `=`, `+`, `-` or `@` for a formula: do not open CSV files of
  documents that you do not trust in one, but export to Excel.
- **Excel** has every text as a string, so that none is a formula. A text of more than 32,767 UTF-16 code units is cut and ends with
  ` … [cut]`. A table of more than 1,048,575 rows is refused. Days before 1900 are texts.
- **Two documents of one id**, such as `brief.txt` and `brief.html` of one folder, are told apart by `~2` behind the second.
"""
