"""Who may include whom, as ARCHITECTURE.md says it."""
import re
import tempfile
import unittest
from pathlib import Path

from rooms import ROOT, forbidden_includes, rooms_of

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
TABLE = """
| room | purpose | front door | may include | never |
|---|---|---|---|---|
| `base` | words | `a.h` | – | x |
| `engine/csv` | bytes | `b.h` | base | x |
| `service/flows` | use cases | `c.h` | engine base | x |
| `app` | main | `d.h` | all | x |
"""


class Arrows(unittest.TestCase):
    def test_no_include_goes_against_the_table(self):
        self.assertEqual(forbidden_includes(ROOT / "src", rooms_of(ARCHITECTURE)), [])

    def test_every_room_is_a_folder_and_has_its_front_doors(self):
        for room in rooms_of(ARCHITECTURE).values():
            self.assertTrue(room.front_doors, room.name)
            for door in room.front_doors:
                self.assertTrue((ROOT / "src" / room.name / door).is_file(), f"{room.name}/{door}")

    def test_the_build_knows_the_same_rooms_and_arrows(self):
        text = (ROOT / "CMakeLists.txt").read_text()
        rooms = rooms_of(ARCHITECTURE)
        built = {}
        for name, arguments in re.findall(r"^room\((\S+)([^)]*)\)", text, re.MULTILINE):
            linked = re.search(r"\bROOMS\b(.*?)(?:\bLIBRARIES\b|$)", arguments, re.DOTALL)
            built[name] = set(linked.group(1).split()) if linked else set()
        self.assertEqual(set(built), set(rooms) - {"app"})
        for name, linked in built.items():
            self.assertLessEqual(linked, rooms[name].may_include, name)

    def test_a_room_comes_after_all_that_it_includes(self):
        seen = set()
        for room in rooms_of(ARCHITECTURE).values():
            if room.name != "app":
                self.assertLessEqual(room.may_include - {room.name}, seen, room.name)
            seen.add(room.name)


class PlantedViolations(unittest.TestCase):
    def found(self, file, include):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, file)
            path.parent.mkdir(parents=True)
            path.write_text(f'#pragma once\n#include <vector>\n  #  include "{include}"\n')
            return forbidden_includes(Path(folder), rooms_of(TABLE))

    def test_an_include_upwards_is_caught(self):
        self.assertEqual(len(self.found("engine/csv/reader.cc", "service/flows/c.h")), 1)
        self.assertEqual(len(self.found("base/a.h", "engine/csv/b.h")), 1)

    def test_an_include_downwards_is_fine(self):
        self.assertEqual(self.found("service/flows/c.cc", "engine/csv/b.h"), [])
        self.assertEqual(self.found("engine/csv/deep/er.cc", "engine/csv/b.h"), [])
        self.assertEqual(self.found("app/main.cc", "service/flows/c.h"), [])

    def test_an_include_of_no_room_is_caught(self):
        self.assertEqual(len(self.found("app/main.cc", "service/nowhere/x.h")), 1)

    def test_a_source_in_no_room_is_caught(self):
        self.assertEqual(len(self.found("engine/unknown/x.cc", "base/a.h")), 1)

    def test_a_table_that_names_no_room_is_refused(self):
        with self.assertRaises(ValueError):
            rooms_of(TABLE.replace("| engine base |", "| engine bass |"))
        with self.assertRaises(ValueError):
            rooms_of("# nothing here")


if __name__ == "__main__":
    unittest.main()
