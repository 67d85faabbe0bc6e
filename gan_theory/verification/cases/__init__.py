"""Named cases that claims, tests, lessons and figures share."""
