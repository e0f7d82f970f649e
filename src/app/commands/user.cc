#include "app/commands/user.h"

#include <cstdio>

#include "app/exit_code.h"
#include "app/running_server.h"
#include "app/say.h"

namespace retainwise::app {
namespace {

/// As browsers open it: the secret stands in the fragment, which no server sees.
Result<std::string> make_link(const UserArguments& arguments) {
  RW_TRY(const auto server, RunningServer::find(arguments.data_dir));
  RW_TRY(const Json answer, server.post("/api/admin/links"));
  return server.url() + "/#link=" + answer.value("link", "");
}

}  // namespace

int print_link(const UserArguments& arguments) {
  const auto link = make_link(arguments);
  if (!link.ok()) return say(link.error());
  if (arguments.json)
    std::printf("%s\n", to_text(Json{{"link", *link}}).c_str());
  else
    std::printf("Sign in (works once, for 10 minutes): %s\n", link->c_str());
  return kExitFine;
}

void add_user(CLI::App& app, UserArguments& arguments, int& code) {
  CLI::App* command = app.add_subcommand("user", "Let people sign in on a running server");
  command->require_subcommand(1);
  CLI::App* link = command->add_subcommand("link", "Print another one-time sign-in link");
  link->add_option("--data-dir", arguments.data_dir, "Data folder of the server to ask");
  link->add_flag("--json", arguments.json, "Print one JSON object and nothing else");
  link->callback([&] { code = print_link(arguments); });
}

}  // namespace retainwise::app
