"""A brand as its file describes it: voice, opening hours, and the service's own words."""
