"""What units report on the plan, round by round: records, reading, and every fact that follows from them."""
