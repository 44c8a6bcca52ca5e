"""The real app in Chromium, as a visitor meets it."""
