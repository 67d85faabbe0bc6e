"""The framework that verifies statements: Claim, Evidence, Verdict, hypotheses, cases, reports."""
