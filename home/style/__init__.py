"""What `/style/` shows: colours measured, and an example of each component and state.

Invented words and people; knows no database. The templates are in templates/home/style/.
"""
