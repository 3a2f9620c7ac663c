"""What is asked before buying: articles, delivery, codes, shops."""
