"""What is called by name alone, by libraries and templates: vulture reads this as if it were used here.

A name that comes in here needs a reason why nothing in the code calls it.
"""

# ruff: noqa: B018, F821

# click asks a group for its commands
_.list_commands
_.get_command
_.format_commands
# SQLAlchemy's own types, SQLite's connection, pydantic's settings, the log's record
_.impl
_.text_factory
_.cache_ok
_.process_bind_param
_.process_result_value
# enums ask it what a value means that none of their members has
_._missing_
model_config
_.msg
_.exc_text
_.formatTime
datefmt
# fields that are read by their names: metrics, the upload page
_.outbox_failed
_.outbox_unknown
_.outbox_unreached
_.leaf_name
# fields of a listing, taken by their names
_.direction
# a part of a fault that is shown with it
_.input
# the token client of httpx, the writer of YAML, Pillow's limit
_.__call__
_.ignore_aliases
_.MAX_IMAGE_PIXELS
# expat, zip, Jinja, python-docx: set on what they read
_.buffer_text
_.StartElementHandler
_.EndElementHandler
_.CharacterDataHandler
_.StartDoctypeDeclHandler
_.external_attr
_.filters
_.globals
_.author
_.alignment
_.autofit
_.first_line_indent
_.keep_with_next
_.space_after
_.space_before
_.page_height
_.page_width
_.orientation
_.top_margin
_.bottom_margin
_.left_margin
_.right_margin
# the core's rules are whole, whether a screen offers the act already or not; words are proved whole by a test
concepts_unknown
_.deactivate
# pytest calls its plugins by the names of its hooks
_.pytest_runtest_setup
_.pytest_collection_finish
