"""Finds who said what: words, labels, model, training, decoding, measuring, export."""
