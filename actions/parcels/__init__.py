"""Where an order and its parcel are, and what follows from it."""
