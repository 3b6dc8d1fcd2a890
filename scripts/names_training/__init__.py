"""How the names engine is trained and validated: ordinary names, rows of evidence, the fit."""
