"""What the reader of volumes knows: the stream of documents, persons, lists, datelines, notes."""
