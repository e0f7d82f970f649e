"""What the engine's libraries call: nothing that reaches outside the process, and no state that outlives a call."""
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from rooms import ROOT

BUILD = Path(os.environ.get("RETAINWISE_BUILD", ROOT / "build/dev"))

# Symbols of the C and C++ libraries by which a program reaches files, sockets, clocks, the environment, other
# processes or the terminal. Not syscall: threads that wait need it; places_test.py sees who writes it.
OUTSIDE = re.compile(
    r"^(open|openat|creat|fopen|freopen|fdopen|tmpfile|mkstemp|unlink|rename|remove|mkdir|stat|lstat|access|opendir|"
    r"read|write|pread|pwrite|readv|writev|fread|fwrite|fputs|puts|putchar|printf|vprintf|fprintf|perror|"
    r"mmap|socket|connect|bind|listen|accept|send|recv|sendto|recvfrom|getaddrinfo|gethostbyname|"
    r"getenv|secure_getenv|setenv|putenv|environ|setlocale|"
    r"time|clock|clock_gettime|gettimeofday|localtime|localtime_r|nanosleep|usleep|sleep|"
    r"fork|vfork|execve|execv|execvp|posix_spawn|system|popen|kill|signal|sigaction|ioctl|"
    r"getrandom|getentropy|rand|srand|random|syslog|dlopen)(64)?$"
    r"|^__(printf|fprintf|vfprintf|read|open|pread)_chk$|^__open(at)?(64)?_2$"
    r"|^std::(cout|cerr|clog|cin|wcout|wcerr)\b"
    r"|^std::(basic_[io]?f(ile)?stream|basic_filebuf)<|^std::basic_filebuf|^std::filesystem::"
    r"|^std::chrono::_V2::(system|steady)_clock::now|^std::random_device::|^std::this_thread::sleep"
    r"|^spdlog::|^soci::|^curl_|^SSL_")
XGBOOST = re.compile(r"^XG(Booster|DMatrix|B)\w+$")
NOT_OURS = re.compile(r"^(guard variable for |vtable for |VTT for |typeinfo|construction vtable|__|\.|DW\.ref|"
                      r"(std|nlohmann|fmt|spdlog|fast_float|boost|soci|CLI|prometheus)::)")
CONSTANT = re.compile(r"(^|::)k[A-Z]\w*(\[abi:\w+\])?(\.\w+)*$")


def symbols(library, *flags):
    """(type, demangled name) of a library's symbols."""
    listing = subprocess.run(["nm", "-C", *flags, library], check=True, capture_output=True, text=True).stdout
    return re.findall(r"^[0-9a-f ]{16} (\S) (.+)$", listing, re.MULTILINE)


def undefined(library):
    return {re.sub(r"@.*", "", name) for _, name in symbols(library, "-u")}


def reaches_outside(library):
    return sorted(name for name in undefined(library) if OUTSIDE.search(name))


def mutable_state(library):
    """Names of variables that live as long as the program and can be written; a kName is a constant by our naming, and
    places_test.py sees that it says const."""
    return sorted({name for kind, name in symbols(library, "--defined-only")
                   if kind in "bBdDu" and not NOT_OURS.match(name) and not CONSTANT.search(re.sub(r"\(.*\)", "()", name))})


def libraries(prefix=""):
    return sorted(BUILD.glob(f"lib{prefix}*.a"))


def room(library):
    return library.stem.removeprefix("lib")


class Purity(unittest.TestCase):
    def test_the_libraries_are_there(self):
        self.assertGreaterEqual(len(libraries("engine_")), 9)
        self.assertIn("service_store", [room(each) for each in libraries()])

    def test_the_engine_reaches_nothing_outside(self):
        for library in [*libraries("engine_"), BUILD / "libbase.a"]:
            with self.subTest(room(library)):
                self.assertEqual(reaches_outside(library), [])

    def test_only_learn_knows_xgboost(self):
        users = [room(each) for each in libraries() if any(map(XGBOOST.match, undefined(each)))]
        self.assertEqual(users, ["engine_learn"])

    def test_there_is_no_mutable_static(self):
        for library in libraries():
            with self.subTest(room(library)):
                self.assertEqual(mutable_state(library), [])


class PlantedViolations(unittest.TestCase):
    def library_of(self, code):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        source, built = Path(folder.name, "planted.cc"), Path(folder.name, "planted.a")
        source.write_text(code)
        subprocess.run(["g++", "-std=c++20", "-O1", "-c", source, "-o", source.with_suffix(".o")], check=True)
        subprocess.run(["ar", "rc", built, source.with_suffix(".o")], check=True)
        return built

    def test_each_way_outside_is_caught(self):
        for header, call in [
            ("cstdio", 'return std::fopen("x", "r") != nullptr;'),
            ("cstdlib", 'return std::getenv("HOME") != nullptr;'),
            ("ctime", "return std::time(nullptr) > 0;"),
            ("chrono", "return std::chrono::system_clock::now().time_since_epoch().count() > 0;"),
            ("chrono", "return std::chrono::steady_clock::now().time_since_epoch().count() > 0;"),
            ("iostream", 'std::cout << "x"; return true;'),
            ("fstream", 'return std::ifstream("x").good();'),
            ("filesystem", 'return std::filesystem::exists("x");'),
            ("random", "return std::random_device()() > 0;"),
            ("cstdio", 'return std::puts("x") > 0;'),
            ("cstdio", 'return std::printf("%s %d", "x", rand()) > 0;'),
            ("unistd.h", 'return ::read(0, nullptr, 0) > 0;'),
            ("sys/socket.h", "return ::socket(1, 1, 0) > 0;"),
            ("fcntl.h", 'return ::open("x", 0) > 0;'),
        ]:
            with self.subTest(call):
                code = f"#include <{header}>\n#include <cstdlib>\nbool planted() {{ {call} }}\n"
                self.assertNotEqual(reaches_outside(self.library_of(code)), [])

    def test_arithmetic_is_not_caught(self):
        code = "#include <cmath>\n#include <string>\nstd::string s(double x) { return std::to_string(std::log(x)); }\n"
        self.assertEqual(reaches_outside(self.library_of(code)), [])

    def test_each_kind_of_mutable_static_is_caught(self):
        for code in ["int counter; int next() { return ++counter; }",
                     "int next() { static int counter = 7; return ++counter; }",
                     "namespace { int counter = 1; } int next() { return ++counter; }",
                     "inline int counter = 2; int next() { return ++counter; }",
                     "thread_local int counter = 2; int next() { return ++counter; }"]:
            with self.subTest(code):
                self.assertEqual(len(mutable_state(self.library_of(code))), 1)

    def test_constants_are_not_caught(self):
        code = ("#include <string>\nconst std::string kName = \"x\";\nconst std::string& name(int n) {"
                "static const std::string kOther(static_cast<std::size_t>(n), 'a'); return n ? kOther : kName; }\n")
        self.assertEqual(mutable_state(self.library_of(code)), [])


if __name__ == "__main__":
    unittest.main()
