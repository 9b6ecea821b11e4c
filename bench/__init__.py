"""memograph and its peers on the same records in one run: `make bench`."""
