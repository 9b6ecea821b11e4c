"""RDF: terms, vocabulary, the minting of IRIs. It knows neither records nor files."""
