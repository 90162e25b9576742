"""Home page, editorial and legal pages, navigation, response headers, probes.

It may know circuits and participation; neither knows it.
"""
