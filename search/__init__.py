"""One search over pages and dossiers."""
