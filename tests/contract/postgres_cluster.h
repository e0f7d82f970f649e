#pragma once
/// A PostgreSQL server of the test program's own: a cluster in a temporary folder, reached by a
/// socket in that folder, started at first use and gone with the program. A test's database is a
/// copy of one that is migrated already, or one that an earlier test has left, emptied.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "service/store/store.h"
#include "tests/contract/temporary_directory.h"

namespace retainwise::test {

class PostgresCluster {
 public:
  static PostgresCluster& instance() {
    static PostgresCluster cluster;
    return cluster;
  }
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;
  ~PostgresCluster() { stop(SIGINT); }

  /// The address of a database; `folder`: of the socket (a proxy's, say).
  std::string url(const std::string& database) const { return url(database, folder_.path()); }
  static std::string url(const std::string& database, const std::string& folder) {
    return "postgresql://postgres@/" + database + "?host=" + folder;
  }
  /// Where the server listens.
  std::string socket() const { return folder_.file(".s.PGSQL.5432"); }

  /// A new database with the schema of this program, or an empty one.
  std::string fresh_database() { return create(" template migrated"); }
  std::string empty_database() { return create(""); }
  void drop(const std::string& database) {
    run("postgres", "drop database if exists " + database + " with (force)");
  }
  /// One that nobody else has, with no row; its schema must be left as it is.
  std::string take_database() {
    if (free_.empty()) return fresh_database();
    std::string database = std::move(free_.back());
    free_.pop_back();
    return database;
  }
  /// Every row hangs on a tenant or a user.
  void give_back(const std::string& database) {
    run(database, "delete from tenants; delete from users");
    free_.push_back(database);
  }

  /// Statements in a session of their own; the first value of the first row.
  std::string run(const std::string& database, const std::string& sql) const {
    const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(
        PQconnectdb(url(database).c_str()), PQfinish);
    const std::unique_ptr<PGresult, decltype(&PQclear)> answer(
        PQexec(connection.get(), sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(answer.get());
    EXPECT_TRUE(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        << sql << ": " << PQerrorMessage(connection.get());
    return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
  }

  /// As pg_ctl's -m: SIGINT is fast, SIGQUIT immediate (a crash).
  void stop(int signal) {
    if (server_ <= 0) return;
    ::kill(server_, signal);
    ::waitpid(server_, nullptr, 0);
    server_ = -1;
  }
  void start() {
    server_ = spawn({program("postgres"), "-D", data(), "-k", folder_.path(), "-c",
                     "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                     "shared_buffers=16MB", "-c", "max_connections=100", "-c", "lc_messages=C"});
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (PQping(url("postgres").c_str()) != PQPING_OK) {
      if (std::chrono::steady_clock::now() > until) {
        ADD_FAILURE() << "PostgreSQL did not start in " << folder_.path();
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  /// Freezes every process of the server, or lets them go on.
  void signal_all(int signal) const { ::kill(-server_, signal); }

 private:
  PostgresCluster() {
    const passwd* owner = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (owner != nullptr) {
      user_ = owner->pw_uid;
      group_ = owner->pw_gid;
      EXPECT_EQ(::chown(folder_.path().c_str(), user_, group_), 0);
    }
    const pid_t made = spawn({program("initdb"), "-D", data(), "-U", "postgres", "-A", "trust",
                              "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"});
    int status = -1;
    ::waitpid(made, &status, 0);
    EXPECT_EQ(status, 0) << "initdb failed in " << folder_.path();
    start();
    run("postgres", "create database migrated");
    EXPECT_TRUE(store::open_postgresql({.url = url("migrated")}).ok());
  }

  std::string data() const { return folder_.file("cluster"); }

  /// Of the newest server that is installed as Debian does.
  static std::string program(const std::string& name) {
    std::string newest;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", none))
      newest = std::max(newest, entry.path().string());
    return newest + "/bin/" + name;
  }

  std::string create(const std::string& how) {
    const std::string name = "test" + std::to_string(++databases_);
    run("postgres", "create database " + name + how);
    return name;
  }

  /// A process (and those that it starts) that ends with this one, in a group of its own.
  pid_t spawn(const std::vector<std::string>& command) const {
    std::vector<char*> arguments;
    for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setpgid(0, 0);
    const bool is_owner =
        user_ == 0 || (::setgid(group_) == 0 && ::setuid(user_) == 0);  // the server refuses root
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    const int log = ::open(folder_.file("log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (!is_owner || ::dup2(log, STDOUT_FILENO) < 0 || ::dup2(log, STDERR_FILENO) < 0) ::_exit(126);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }

  TemporaryDirectory folder_;
  uid_t user_ = 0;
  gid_t group_ = 0;
  pid_t server_ = -1;
  int databases_ = 0;
  std::vector<std::string> free_;
};

/// A database of a test's own: this program's schema and no row.
class PostgresDatabase {
 public:
  PostgresDatabase() : name_(PostgresCluster::instance().take_database()) {}
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;
  ~PostgresDatabase() { PostgresCluster::instance().give_back(name_); }
  const std::string& name() const { return name_; }
  std::string url() const { return PostgresCluster::instance().url(name_); }

 private:
  std::string name_;
};

}  // namespace retainwise::test
