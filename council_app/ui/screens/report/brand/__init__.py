"""How reports look: logo, colours and typeface, with a sample beside them."""
