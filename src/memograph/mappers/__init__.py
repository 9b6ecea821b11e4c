"""From the Record to triples: one module for each subject, `record` puts them together."""
