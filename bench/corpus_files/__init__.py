"""A corpus of customer files with the truth of each, made from code alone: nothing here is a copy of a published file."""
from . import dialects, exports, no_tables, pollution, suites, types

FAMILIES = {
    "suites": suites.cases,
    "pollution": pollution.cases,
    "dialects": dialects.cases,
    "exports": exports.cases,
    "types": types.cases,
    "no_tables": no_tables.cases,
}
