"""The parts of the HTML report: what `reports.html` puts together."""
