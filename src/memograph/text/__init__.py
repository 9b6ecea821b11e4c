"""Text: what a record of conversation looks like on the page. It knows no RDF and no files."""
