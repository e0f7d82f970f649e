#pragma once
/// `retainwise job DIRECTORY`: the child's side of a prediction (service/flows/run_prediction.h
/// says which files lie in DIRECTORY). Not for people: started by the worker, talks to it in lines
/// on stdout, ends with stdin, and says how it ended by its exit code (service/jobs/child_exit.h).
#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>

namespace retainwise::app {

struct JobArguments {
  std::string directory;
  unsigned threads = 1;
  std::int64_t memory_bytes = 0;  ///< 0: no limit
  int parent = 0;                 ///< process id of whoever started it; 0: any
};

/// The exit code.
int job(const JobArguments& arguments);
/// Hidden from the help.
void add_job(CLI::App& app, JobArguments& arguments, int& code);

}  // namespace retainwise::app
