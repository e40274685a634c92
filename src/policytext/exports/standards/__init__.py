"""Annotations in formats that are nobody's own: spaCy's DocBin, W3C Web Annotation, TEI."""
