"""all-mpnet-base-v2: the teacher's base weights."""
