"""Reading of raw text that needs no model: lines, word tokens, sentence bounds, all as code-point offsets."""
