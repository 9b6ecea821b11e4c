"""Saved web pages: the record found among menus and fields, and its words in reading order."""
