#include "app/commands/serve.h"

#include <sys/resource.h>

#include <cstdio>

#include "app/data_folder.h"
#include "app/exit_code.h"
#include "app/identity_settings.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/wiring.h"

namespace retainwise::app {
namespace {

/// 1,024 connections need more descriptors than the usual soft limit; the hard one is the
/// operator's.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);  // refused: the old limit serves fewer connections
}

/// How this machine's browser reaches the page.
std::string address_of(const Settings& settings, std::uint16_t port) {
  if (!settings.public_url.empty()) return settings.public_url;
  const std::string& host = settings.listen.host;
  const bool everywhere = host == "0.0.0.0" || host == "::";
  return "http://" + (everywhere ? "127.0.0.1" : url_host(host)) + ":" + std::to_string(port);
}

/// What a provider must know of the page, or what the page lacks.
std::string page_sign_in(const Settings& settings, const std::string& url) {
  if (!settings.oidc_client_id.empty())
    return "users sign in on the page; redirect URI: " + url +
           "/sign-in/return, after sign-out: " + url + "/sign-in";
  if (!settings.clerk_publishable_key.empty()) return "users sign in on the page by Clerk";
  return std::string("API only: ") +
         (settings.identity == IdentityKind::kClerk ? "CLERK_PUBLISHABLE_KEY" : "OIDC_CLIENT_ID") +
         " is not set, so nobody signs in on the page";
}

void print_welcome(const Settings& settings, const House& house, const std::string& url,
                   const std::string& link) {
  std::printf("RetainWise %s serves %s/\n", RETAINWISE_VERSION, url.c_str());
  if (link.empty()) {
    std::printf("Callers come with bearer tokens of %s (%s)\n", issuer_of(settings).c_str(),
                page_sign_in(settings, url).c_str());
    std::printf("Data folder: %s\n", settings.data_dir.c_str());
  } else {
    std::printf("Sign in (works once, for 10 minutes): %s/#link=%s\n", url.c_str(), link.c_str());
    std::printf("Data folder: %s   owner key: %s\n", settings.data_dir.c_str(),
                house.owner_key_file().c_str());
  }
  std::fflush(stdout);
}

}  // namespace

int serve(const Settings& settings, const std::string& program) {
  const sigset_t signals = hold_signals();
  raise_descriptor_limit();
  auto house = House::open(settings, program);
  if (!house.ok()) return say(house.error());
  const std::string url = address_of(settings, (*house)->port());
  auto link = (*house)->make_link();
  if (!link.ok()) return say(link.error());
  auto written = write_server_file(settings.data_dir, url);
  if (!written.ok()) return say(written.error());
  print_welcome(settings, **house, url, *link);
  wait_for_end(signals);
  (*house)->stop();
  remove_server_file(settings.data_dir);
  return kExitFine;
}

}  // namespace retainwise::app
