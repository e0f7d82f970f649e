"""What may stand only in certain places: SQL, clouds, the environment; and names that say nothing."""
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from rooms import ROOT, sources, without_comments


class Rule:
    """A pattern that code (not its comments) may hold only in files whose path begins with one of `places`."""

    def __init__(self, pattern, places, flags=0):
        self.pattern, self.places = re.compile(pattern, flags), places

    def broken_in(self, src):
        wrong = []
        for path in sources(src):
            inside = path.relative_to(src).as_posix()
            if not inside.startswith(self.places):
                found = self.pattern.search(without_comments(path.read_text()))
                if found:
                    wrong.append(f"{inside}: {found[0].strip()}")
        return wrong


SQL = Rule(r'"\s*(SELECT|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|ALTER\s+TABLE|PRAGMA)\b'
           r'|#\s*include\s*<(soci/|sqlite3)', ("service/store/",))
CLOUD = Rule(r"\b(s3|sqs|aws|amazonaws|amazon|azure|gcs)\b",
             ("app/", "service/net/", "service/blob/s3", "service/queue/sqs"), re.IGNORECASE)
ENVIRONMENT = Rule(r"\b(secure_getenv|getenv|setenv|putenv|environ)\b", ("app/",))
XGBOOST = Rule(r"#\s*include\s*<xgboost/|\bXG(Booster|DMatrix)\w*\(", ("engine/learn/",))
SYSTEM_CALL = Rule(r"\bsyscall\s*\(|#\s*include\s*<sys/syscall", ("service/", "app/"))
SPAWN = Rule(r"\b(fork|vfork|execve|execv|posix_spawn|popen|system)\s*\(", ("service/jobs/", "app/"))

SAYS_NOTHING = re.compile(r"^(.*_)?(utils?|helpers?|commons?|managers?|impl|misc|stuff)(_.*)?$|^data$")
NAMED_NOTHING = re.compile(r"\b(class|struct)\s+\w*(Utils?|Helpers?|Manager|Impl)\b")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CONSTANT_NAME = re.compile(r"^\s*(?:static|inline|thread_local)\b[^(){};=]*?\bk[A-Z]\w*\s*(?:\[[^\]]*\]\s*)*[({=;]", re.MULTILINE)


def names_that_say_nothing(paths):
    return [path for path in paths
            if any(SAYS_NOTHING.match(re.sub(r"\..*", "", part).replace("-", "_").lower()) for part in Path(path).parts)]


def constants_that_are_not(text):
    """A variable called kName that does not say const."""
    return [found.strip() for found in CONSTANT_NAME.findall(text) if not re.search(r"\bconst(expr|init)?\b", found)]


def tracked_files():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return listing.splitlines()


class Places(unittest.TestCase):
    def test_sql_stands_only_in_the_store(self):
        self.assertEqual(SQL.broken_in(ROOT / "src"), [])

    def test_a_cloud_is_named_only_behind_its_seam(self):
        self.assertEqual(CLOUD.broken_in(ROOT / "src"), [])

    def test_only_app_reads_the_environment(self):
        self.assertEqual(ENVIRONMENT.broken_in(ROOT / "src"), [])

    def test_only_learn_includes_xgboost(self):
        self.assertEqual(XGBOOST.broken_in(ROOT / "src"), [])

    def test_no_engine_room_makes_a_system_call(self):
        self.assertEqual(SYSTEM_CALL.broken_in(ROOT / "src"), [])

    def test_processes_are_started_only_by_jobs_and_app(self):
        self.assertEqual(SPAWN.broken_in(ROOT / "src"), [])


class Names(unittest.TestCase):
    def test_every_file_is_named_after_what_it_holds(self):
        self.assertEqual(names_that_say_nothing(tracked_files()), [])

    def test_every_type_is_named_after_what_it_is(self):
        found = [path.name for path in sources(ROOT / "src") if NAMED_NOTHING.search(path.read_text())]
        self.assertEqual(found, [])

    def test_nothing_is_left_unfinished(self):
        code = [path for path in tracked_files() if re.search(r"\.(h|cc|ts|tsx|mjs|css|cmake)$", path)]
        self.assertEqual([path for path in code if UNFINISHED.search((ROOT / path).read_text())], [])

    def test_what_is_called_a_constant_is_one(self):
        for path in sources(ROOT / "src"):
            with self.subTest(path.name):
                self.assertEqual(constants_that_are_not(path.read_text()), [])


class PlantedViolations(unittest.TestCase):
    def broken(self, rule, file, code):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, file)
            path.parent.mkdir(parents=True)
            path.write_text(code)
            return rule.broken_in(Path(folder)) != []

    def test_sql_elsewhere_is_caught(self):
        for code in ['auto q = "SELECT id FROM users";', 'auto q = "  UPDATE predictions SET status = 1";',
                     "#include <soci/soci.h>", "#include <sqlite3.h>"]:
            self.assertTrue(self.broken(SQL, "service/http/uploads.cc", code), code)
            self.assertFalse(self.broken(SQL, "service/store/uploads.cc", code), code)
        self.assertFalse(self.broken(SQL, "service/http/uploads.cc", '// SELECT\nauto t = "Select a file";'))

    def test_a_cloud_elsewhere_is_caught(self):
        self.assertTrue(self.broken(CLOUD, "service/flows/x.cc", 'if (kind == "s3") return;'))
        self.assertFalse(self.broken(CLOUD, "service/flows/x.cc", "row.s3_object_key = key;  // a column's name"))
        self.assertFalse(self.broken(CLOUD, "service/blob/s3_store.cc", "class S3 {};"))

    def test_the_environment_elsewhere_is_caught(self):
        self.assertTrue(self.broken(ENVIRONMENT, "service/auth/x.cc", 'auto home = std::getenv("HOME");'))
        self.assertTrue(self.broken(ENVIRONMENT, "engine/csv/x.cc", "extern char** environ;"))
        self.assertFalse(self.broken(ENVIRONMENT, "app/settings.cc", 'std::getenv("HOME");'))

    def test_xgboost_elsewhere_is_caught(self):
        self.assertTrue(self.broken(XGBOOST, "engine/score/x.cc", "#include <xgboost/c_api.h>"))
        self.assertFalse(self.broken(XGBOOST, "engine/learn/x.cc", "#include <xgboost/c_api.h>"))

    def test_a_system_call_elsewhere_is_caught(self):
        self.assertTrue(self.broken(SYSTEM_CALL, "engine/csv/x.cc", "syscall(SYS_openat, 1);"))
        self.assertFalse(self.broken(SYSTEM_CALL, "service/blob/beneath.cc", "syscall(SYS_openat2, 1);"))

    def test_a_process_started_elsewhere_is_caught(self):
        self.assertTrue(self.broken(SPAWN, "service/http/x.cc", 'system("rm");'))
        self.assertFalse(self.broken(SPAWN, "service/jobs/process.cc", "if (fork() == 0) return;"))

    def test_names_that_say_nothing_are_caught(self):
        for path in ["src/base/utils.h", "src/http/http_helper.cc", "src/common/x.h", "src/x/store_impl.cc",
                     "src/x/data.h", "web/src/shared/utils.ts", "src/x/session_manager.h"]:
            self.assertEqual(names_that_say_nothing([path]), [path])
        for path in ["src/app/data_folder.h", "src/base/implicit.h", "src/engine/csv/reader.h", "src/x/community.h",
                     "web/src/app/data-tab.tsx"]:
            self.assertEqual(names_that_say_nothing([path]), [])
        self.assertTrue(NAMED_NOTHING.search("class SessionManager {"))
        self.assertFalse(NAMED_NOTHING.search("class Session {"))

    def test_a_constant_that_is_not_is_caught(self):
        self.assertEqual(len(constants_that_are_not("static int kCount = 3;\n  static std::vector<int> kAll{1};\n")), 2)
        self.assertEqual(constants_that_are_not("static const int kCount = 3;\ninline constexpr char kA[] = {1};\n"), [])


if __name__ == "__main__":
    unittest.main()
