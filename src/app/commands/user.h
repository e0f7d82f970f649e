#pragma once
/// `retainwise user link`: another one-time sign-in link of a running server.
#include <CLI/CLI.hpp>
#include <string>

namespace retainwise::app {

struct UserArguments {
  std::string data_dir;
  bool json = false;
};

/// The exit code.
int print_link(const UserArguments& arguments);

void add_user(CLI::App& app, UserArguments& arguments, int& code);

}  // namespace retainwise::app
