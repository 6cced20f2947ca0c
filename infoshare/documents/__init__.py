"""A record as a document: HTML in, PDF bytes out, nothing fetched."""
