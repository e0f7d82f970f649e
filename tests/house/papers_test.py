"""What the papers say is so: settings, links, commands, packages, the sample."""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from rooms import ROOT

PROGRAM = Path(os.environ.get("RETAINWISE_BUILD", ROOT / "build/dev")) / "retainwise"
PAPERS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def settings_of_readme(text):
    """{name: (default, what)} of the README's table."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| *`?([^|`]*)`? *\| (.*) \|$", text, re.MULTILINE)
    return {name: (default.strip(), what) for name, default, what in rows}


def settings_of_help(text):
    rows = re.findall(r"^ *([A-Z][A-Z_]+)=(\S*)\n +(.*)$", text, re.MULTILINE)
    return {name: (default, what.strip()) for name, default, what in rows}


def broken_links(paper, text):
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    return [link for link in links if not (paper.parent / link).exists()]


def undocumented(packages, text):
    return [name for name in packages if not re.search(rf"(^|[ ,|]){re.escape(name)}([ ,|]|$)", text, re.MULTILINE)]


class Readme(unittest.TestCase):
    def test_its_settings_are_those_of_the_program(self):
        said = subprocess.run([PROGRAM, "serve", "--help"], check=True, capture_output=True, text=True).stdout
        self.assertGreater(len(settings_of_help(said)), 5)
        self.assertEqual(settings_of_readme((ROOT / "README.md").read_text()), settings_of_help(said))

    def test_a_setting_that_differs_is_caught(self):
        table = "| `LOG_LEVEL` | `info` | what is logged; info or error |\n| `DATABASE_URL` |  | the database; empty |\n"
        help_text = "  LOG_LEVEL=info\n      what is logged; info or error\n  DATABASE_URL=\n      the database; empty\n"
        self.assertEqual(settings_of_readme(table), settings_of_help(help_text))
        self.assertNotEqual(settings_of_readme(table), settings_of_help(help_text.replace("=info", "=debug")))


class Links(unittest.TestCase):
    def test_every_link_leads_to_a_file(self):
        for paper in PAPERS:
            with self.subTest(paper.name):
                self.assertEqual(broken_links(paper, paper.read_text()), [])

    def test_a_broken_link_is_caught(self):
        self.assertEqual(broken_links(ROOT / "README.md", "[a](docs/no-such.md) [b](https://x.test) [c](LICENSE)"),
                         ["docs/no-such.md"])

    def test_every_make_target_that_is_named_exists(self):
        targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
        for paper in PAPERS:
            with self.subTest(paper.name):
                named = set(re.findall(r"(?:^|`)make ([a-z-]+)", paper.read_text(), re.MULTILINE))
                self.assertLessEqual(named, targets)


class Dependencies(unittest.TestCase):
    TEXT = (ROOT / "docs/dependencies.md").read_text()

    def test_every_debian_package_has_its_reason(self):
        setup = (ROOT / "scripts/setup").read_text()
        packages = " ".join(re.findall(r"packages\+?=\(([^)]*)\)", setup)).split()
        self.assertGreater(len(packages), 15)
        self.assertEqual(undocumented(packages, self.TEXT), [])

    def test_every_npm_package_has_its_reason(self):
        package = json.loads((ROOT / "web/package.json").read_text())
        names = [*package["dependencies"], *package["devDependencies"]]
        self.assertEqual(undocumented(names, self.TEXT), [])

    def test_a_package_without_a_reason_is_caught(self):
        self.assertEqual(undocumented(["react", "react-dom"], "| react | why |"), ["react-dom"])


class Sample(unittest.TestCase):
    def test_it_is_what_its_script_makes(self):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder, "customers.csv")
            subprocess.run([sys.executable, ROOT / "examples/make-sample.py", made], check=True)
            self.assertEqual(made.read_bytes(), (ROOT / "examples/customers.csv").read_bytes())


if __name__ == "__main__":
    unittest.main()
