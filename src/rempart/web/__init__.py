"""Web: thin pages. Parse, one service call, render. French and English, keyboard first, works without JavaScript."""
