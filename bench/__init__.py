"""What the search costs, and what it finds: `python3 run.py bench` measures, tests/search/ holds it to the truth."""
