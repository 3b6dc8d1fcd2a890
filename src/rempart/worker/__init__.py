"""Worker: runs the pipeline's steps. A thin door: claim a step, call its verb, settle it."""
