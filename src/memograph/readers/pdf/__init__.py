"""PDF: letters at their places on pages, read as the lines and paragraphs that they make."""
