"""Documents of word processors: Word and OpenDocument, read to the same paragraphs."""
