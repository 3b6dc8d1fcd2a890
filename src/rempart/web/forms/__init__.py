"""Forms: what a page asks for, with the words beside each field. One module per stage."""
