"""A second coder: rounds, coding blind, how far coders agree, and deciding where they do not."""
