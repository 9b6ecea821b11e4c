"""DOCX: packages of WordprocessingML, read as the paragraphs that they print."""
