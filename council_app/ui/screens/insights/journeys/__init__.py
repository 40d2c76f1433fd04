"""Journeys: their maps, with what was heard at each stage."""
