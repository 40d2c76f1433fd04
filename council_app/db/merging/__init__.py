"""Taking in what other laptops wrote: into the log, then into the tables, as `domain.merge` works it out."""
