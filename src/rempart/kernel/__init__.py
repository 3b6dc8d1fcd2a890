"""The words every part shares: clock, ids, errors, actors, events, reasons, hostnames. No logic of any stage."""
