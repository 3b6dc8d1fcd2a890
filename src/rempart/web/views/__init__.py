"""Views: one module per stage. Each parses, makes one service or query call, and renders."""
