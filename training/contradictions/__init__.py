"""Whether two passages of two accounts report the same, contradict each other, or neither."""
