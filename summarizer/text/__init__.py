"""Reading text: words, sentences, names, figures, dates, and making text safe at boundaries."""
