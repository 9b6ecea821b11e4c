"""Records in TEI: volumes of documents, sittings with marked speakers, minutes."""
