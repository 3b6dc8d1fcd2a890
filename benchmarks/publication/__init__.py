"""The parts of the benchmark `blocking`: one file for each way that is measured."""
