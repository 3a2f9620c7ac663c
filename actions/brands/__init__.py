"""What a brand decided and the law asks: terms, windows, delivery, opening hours."""
