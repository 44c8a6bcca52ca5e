"""What several pages share: words, addresses, filters, figures, tables and provenance."""
