"""Letters: languages and their scripts, which way they run, and the fonts that have them."""
