"""The benchmark: a scratch database, the real server, and ratios to a yardstick.

It never reads nor writes the data of a site. `manage.py bench` is its only door.
"""
