#!/usr/bin/env python3
"""Builds and runs the tests.

    scripts/test [--preset dev] [--fuzz-seconds 8] [PART ...]

A part is a room (`engine/csv`, or `engine` for all of that wing, `cxx` for every room), `house` (rules of
the project), `format`, `web` (lint and unit tests of the page), `system` (the whole program), `page` (the
page in a browser), `release` (the program that `make run` builds, and what it says) or `fuzz`; `system/NAME`,
`page/NAME`, `house/NAME` and `fuzz/NAME` are one file of it.
Without a part: all but `faults`, which breaks what is under the program (a disk that fills up) and needs a
machine where a disk may be mounted.

Prints a line a part, then every failure and skip in full, and as the very last line
`N passed, N failed, N skipped`. Fails where something failed, where nothing ran, and with REQUIRE_ALL=1
where something was skipped.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 1_500  # of one test program; what runs longer hangs
AT_ONCE = 2


@dataclass
class Outcome:
    status: str  # "passed", "failed" or "skipped"
    name: str
    text: str = ""


@dataclass
class Part:
    name: str
    run: callable  # (Run) -> [Outcome]
    targets: tuple = ()
    apart: bool = False  # runs only where it is asked for by name


@dataclass
class Run:
    """One call of a part: where the program was built, and which of the part's files are asked for."""

    preset: str
    fuzz_seconds: int
    only: str = ""

    @property
    def build(self):
        return ROOT / "build" / self.preset

    def files(self, pattern):
        return [path for path in sorted(ROOT.glob(pattern)) if self.only in ("", path.name.split(".")[0])]


# Processes and their reports

def call(command, cwd=ROOT, **environment):
    """(exit code, everything it wrote); a command that hangs is killed."""
    done = subprocess.Popen(command, cwd=cwd, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = done.communicate(timeout=LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(done.pid, 9)
        output, _ = done.communicate()
        output += f"\nkilled after {LIMIT_SECONDS} s".encode()
    return done.returncode, output.decode(errors="replace")


def tail(text, lines=80):
    return "\n".join(text.strip().splitlines()[-lines:])


def outcome_of(case, parents):
    """One JUnit <testcase>."""
    name = " > ".join([*parents, case.get("name", "")])
    wrong = [*case.findall("failure"), *case.findall("error")]
    if wrong:
        return Outcome("failed", name, "\n".join(each.text or each.get("message", "") for each in wrong))
    skipped = case.find("skipped")
    if skipped is not None:
        reason = (skipped.get("message") or skipped.text or "").strip().splitlines()
        return Outcome("skipped", name, reason[-1] if reason else "gives no reason")
    if case.get("status") == "notrun":
        return Outcome("skipped", name, "disabled")
    return Outcome("passed", name)


def outcomes_in(element, parents=()):
    for child in element:
        if child.tag == "testsuite":
            yield from outcomes_in(child, (*parents, child.get("name", "")))
        elif child.tag == "testcase":
            yield outcome_of(child, parents)


def call_with_report(what, command, report, cwd=ROOT, **environment):
    """Runs a command that writes a JUnit report. A crash, an unreadable report or an empty one is a failure."""
    report.unlink(missing_ok=True)
    code, output = call(command, cwd, **environment)
    try:
        # Colours of a terminal are no XML.
        text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", report.read_text(errors="replace"))
        outcomes = list(outcomes_in(xml.fromstring(re.sub(r"^<\?xml[^>]*>", "", text))))
    except (OSError, xml.ParseError) as error:
        return [Outcome("failed", what, f"exit code {code}, no report ({error})\n{tail(output)}")]
    for each in outcomes:
        if each.status == "failed" and "exitCode:" in each.text:  # a file that could not even be loaded
            each.text += "\n" + tail(output)
    if code != 0 and not any(each.status == "failed" for each in outcomes):
        outcomes.append(Outcome("failed", what, f"exit code {code}\n{tail(output)}"))
    return outcomes or [Outcome("failed", what, f"ran no test\n{tail(output)}")]


def call_as_one_test(what, command, cwd=ROOT, **environment):
    code, output = call(command, cwd, **environment)
    return Outcome("passed", what) if code == 0 else Outcome("failed", what, tail(output))


# The parts

def room_part(directory):
    room = directory.relative_to(ROOT / "tests").as_posix()
    target = "test_" + room.replace("/", "_")

    def run_room(run):
        report = run.build / f"{target}.xml"
        return call_with_report(room, [run.build / "tests" / target, f"--gtest_output=xml:{report}"], report)

    return Part(room, run_room, (target,))


class HouseResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.outcomes = []

    def addSuccess(self, test):
        self.outcomes.append(Outcome("passed", test.id()))

    def addSkip(self, test, reason):
        self.outcomes.append(Outcome("skipped", test.id(), reason))

    def addFailure(self, test, error):
        self.outcomes.append(Outcome("failed", test.id(), self._exc_info_to_string(error, test)))

    addError = addFailure

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.addFailure(subtest, error)


def run_house(run):
    os.environ["RETAINWISE_BUILD"] = str(run.build)
    result = HouseResult()
    for path in run.files("tests/house/*_test.py"):
        unittest.defaultTestLoader.discover(path.parent, path.name).run(result)
    return result.outcomes


def run_format(run):
    return [call_as_one_test("clang-format", ["scripts/format", "--check"])]


def run_web(run):
    code, output = call(["scripts/page", "modules"])
    if code != 0:
        return [Outcome("failed", "npm ci", tail(output))]
    report = run.build / "web.xml"
    web = ROOT / "web"
    return [call_as_one_test("lint", ["npm", "run", "--silent", "lint"], web)] + call_with_report(
        "vitest", ["npx", "vitest", "run", "--test-timeout=60000", "--reporter=junit", f"--outputFile={report}"],
        report, web)


def node_part(name, pattern, apart=False):
    def run_node(run):
        report = run.build / f"{name}.xml"
        files = run.files(pattern)
        if not files:
            return []
        return call_with_report(
            name, ["node", "--test", "--test-concurrency=1", "--test-reporter=junit",
                   f"--test-reporter-destination={report}", *files],
            report, RETAINWISE_PROGRAM=str(run.build / "retainwise"))

    return Part(name, run_node, ("retainwise",), apart)


def run_release(run):
    """The program that `make build` and `make run` leave: another build than the tested one, so it is tried too."""
    for command in (["scripts/page"], ["scripts/build", "release", "retainwise"]):
        code, output = call(command)
        if code != 0:
            return [Outcome("failed", "build of the release program", tail(output))]
    report = ROOT / "build/release/release.xml"
    return call_with_report("release", ["node", "--test", "--test-reporter=junit",
                                        f"--test-reporter-destination={report}", *run.files("tests/release/*.test.mjs")],
                            report)


def run_fuzz(run):
    code, output = call(["scripts/build", "fuzz", "fuzzers"])
    if code != 0:
        return [Outcome("failed", "build of the fuzzers", tail(output))]
    found = ROOT / "build/fuzz/found"
    found.mkdir(exist_ok=True)

    def fuzz(source):
        name = source.name.removesuffix("_fuzz.cc")
        with tempfile.TemporaryDirectory() as new_inputs:
            return call_as_one_test(name, [
                ROOT / "build/fuzz/tests/fuzz" / f"{name}_fuzz", f"-max_total_time={run.fuzz_seconds}",
                "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", f"-artifact_prefix={found}/{name}-",
                new_inputs, ROOT / "tests/fuzz/corpus" / name])

    sources = [path for path in sorted((ROOT / "tests/fuzz").glob("*_fuzz.cc"))
               if run.only in ("", path.name.removesuffix("_fuzz.cc"))]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(fuzz, sources))


def all_parts():
    rooms = sorted({path.parent for path in (ROOT / "tests").rglob("*_test.cc")})
    return [
        *map(room_part, rooms),
        Part("house", run_house, ("retainwise",)),
        Part("format", run_format),
        Part("web", run_web),
        node_part("system", "tests/system/*.test.mjs"),
        node_part("page", "web/e2e/*.test.mjs"),
        Part("release", run_release),
        Part("fuzz", run_fuzz),
        node_part("faults", "tests/faults/*.test.mjs", apart=True),
    ]


def is_room(part):
    return part.name.split("/")[0] in ("base", "engine", "service", "app")


def selected(parts, wanted):
    """(part, the file of it that is asked for or "")."""
    chosen = []
    for part in parts:
        for name in wanted or ([] if part.apart else [part.name]):
            if part.name == name or part.name.startswith(name + "/") or (name == "cxx" and is_room(part)):
                chosen.append((part, ""))
            elif name.startswith(part.name + "/") and not is_room(part):
                chosen.append((part, name.removeprefix(part.name + "/")))
    return chosen


# The whole

def build(preset, targets):
    """None, or what the compiler said."""
    page = subprocess.run(["scripts/page"], cwd=ROOT).returncode if "retainwise" in targets else 0
    if page != 0:
        return Outcome("failed", "build", "the page could not be built: see above")
    if not targets or subprocess.run(["scripts/build", preset, *targets], cwd=ROOT).returncode == 0:
        return None
    return Outcome("failed", "build", "it could not be built: see above")


def run_part(part, run):
    begin = time.monotonic()
    outcomes = part.run(run) or [Outcome("failed", part.name, "there is no such test")]
    count = {status: sum(each.status == status for each in outcomes) for status in ("passed", "failed", "skipped")}
    words = [f"{number} {status}" for status, number in count.items() if number > 0]
    print(f"{part.name:22} {', '.join(words):36} {time.monotonic() - begin:6.1f} s", flush=True)
    return [Outcome(each.status, f"{part.name}: {each.name}", each.text) for each in outcomes]


def run_all(chosen, options):
    targets = sorted({target for part, _ in chosen for target in part.targets})
    broken = build(options.preset, targets)
    if broken:
        return [broken]
    runs = [(part, Run(options.preset, options.fuzz_seconds, only)) for part, only in chosen]
    outcomes = []
    with ThreadPoolExecutor(AT_ONCE) as pool:  # rooms share nothing; the rest runs by itself
        for each in pool.map(lambda pair: run_part(*pair), [pair for pair in runs if is_room(pair[0])]):
            outcomes += each
    for part, run in runs:
        if not is_room(part):
            outcomes += run_part(part, run)
    return outcomes


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="dev")
    parser.add_argument("--fuzz-seconds", type=int, default=8)
    parser.add_argument("parts", nargs="*")
    options = parser.parse_args()
    chosen = selected(all_parts(), options.parts)
    if not chosen:
        parser.error(f"no part is called {' or '.join(options.parts)}")
    outcomes = run_all(chosen, options)

    failed = [each for each in outcomes if each.status == "failed"]
    skipped = [each for each in outcomes if each.status == "skipped"]
    for each in failed:
        print(f"\nFAILED {each.name}\n{each.text.strip()}")
    for each in skipped:
        print(f"\n{each.name}\n  {each.text}")
    print(f"\n{len(outcomes) - len(failed) - len(skipped)} passed, {len(failed)} failed, {len(skipped)} skipped")
    sys.exit(1 if failed or (skipped and os.environ.get("REQUIRE_ALL") == "1") else 0)


if __name__ == "__main__":
    main()
