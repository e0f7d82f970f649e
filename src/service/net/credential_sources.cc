#include <fstream>
#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "service/net/credentials.h"
#include "service/net/xml.h"

namespace retainwise::net {
namespace {

using Found = Result<std::optional<Credentials>>;

/// Metadata services stand next to the program: they answer at once or not at all.
constexpr HttpLimits kNearby = {
    .connect_ms = 1'000, .idle_ms = 2'000, .total_ms = 2'000, .body = 1U << 16U};
constexpr HttpLimits kFar = {.total_ms = 10'000, .body = 1U << 16U};

std::string variable(const Variables& variables, std::string_view name,
                     std::string_view otherwise = "") {
  const auto found = variables.find(name);
  return std::string(found == variables.end() || found->second.empty() ? otherwise : found->second);
}

std::optional<std::string> contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Error refused(std::string_view whose, const HttpReply& reply) {
  return unavailable("No credentials came from " + std::string(whose) + " (status " +
                     std::to_string(reply.status) + ").");
}

/// The JSON that container and instance services answer with.
Found from_json(std::string_view whose, const HttpReply& reply) {
  if (reply.status != 200) return refused(whose, reply);
  auto json = parse_json(reply.body);
  if (!json.ok() || !json->is_object()) return refused(whose, reply);
  const auto text = [&](const char* name) {
    const auto at = json->find(name);
    return at != json->end() && at->is_string() ? at->get<std::string>() : std::string();
  };
  Credentials out{{text("AccessKeyId"), text("SecretAccessKey"), text("Token")},
                  parse_rfc3339(text("Expiration"))};
  if (out.secret.access_key_id.empty() || out.secret.secret_access_key.empty())
    return refused(whose, reply);
  return std::optional(std::move(out));
}

class Environment final : public CredentialSource {
 public:
  explicit Environment(const Variables& variables)
      : secret_{variable(variables, "AWS_ACCESS_KEY_ID"),
                variable(variables, "AWS_SECRET_ACCESS_KEY"),
                variable(variables, "AWS_SESSION_TOKEN")} {}

  Found fetch() override {
    if (secret_.access_key_id.empty() || secret_.secret_access_key.empty())
      return std::optional<Credentials>();
    return std::optional(Credentials{secret_});
  }

 private:
  const Secret secret_;
};

/// The keys of `[section]` of an INI file.
Variables section_of(std::string_view text, std::string_view section) {
  Variables out;
  bool inside = false;
  for (const std::string& whole : split(text, '\n')) {
    const std::string_view line = trim(whole);
    if (starts_with(line, "[") && ends_with(line, "]")) {
      inside = trim(line.substr(1, line.size() - 2)) == section;
    } else if (const std::size_t equals = line.find('=');
               inside && equals != std::string_view::npos && !starts_with(line, "#")) {
      out.insert_or_assign(std::string(trim(line.substr(0, equals))),
                           std::string(trim(line.substr(equals + 1))));
    }
  }
  return out;
}

/// Read anew at every fetch: an operator may have changed it.
class Profile final : public CredentialSource {
 public:
  explicit Profile(const Variables& variables)
      : name_(variable(variables, "AWS_PROFILE", "default")),
        asked_for_(!variable(variables, "AWS_PROFILE").empty()) {
    const std::string home = variable(variables, "HOME") + "/.aws/";
    credentials_ = variable(variables, "AWS_SHARED_CREDENTIALS_FILE", home + "credentials");
    config_ = variable(variables, "AWS_CONFIG_FILE", home + "config");
  }

  Found fetch() override {
    const std::string section = name_ == "default" ? name_ : "profile " + name_;
    for (const auto& [file, name] : {std::pair(credentials_, name_), std::pair(config_, section)}) {
      const auto text = contents(file);
      if (!text) continue;
      const Variables keys = section_of(*text, name);
      Credentials out{{variable(keys, "aws_access_key_id"), variable(keys, "aws_secret_access_key"),
                       variable(keys, "aws_session_token")}};
      if (!out.secret.access_key_id.empty() && !out.secret.secret_access_key.empty())
        return std::optional(std::move(out));
    }
    if (!asked_for_) return std::optional<Credentials>();
    return Error{ErrorKind::kDenied, "no_credentials",
                 "AWS_PROFILE=" + name_ + " has no keys in " + credentials_ + ".",
                 "Write aws_access_key_id and aws_secret_access_key below [" + name_ + "] there.",
                 ""};
  }

 private:
  const std::string name_;
  const bool asked_for_;
  std::string credentials_, config_;
};

class WebIdentity final : public CredentialSource {
 public:
  WebIdentity(const Variables& variables, HttpClient& client)
      : client_(client),
        role_(variable(variables, "AWS_ROLE_ARN")),
        token_file_(variable(variables, "AWS_WEB_IDENTITY_TOKEN_FILE")),
        session_(variable(variables, "AWS_ROLE_SESSION_NAME", "retainwise")) {
    const std::string region = variable(variables, "AWS_REGION", "us-east-1");
    url_ = variable(variables, "AWS_ENDPOINT_URL_STS", "https://sts." + region + ".amazonaws.com");
  }

  Found fetch() override {
    if (role_.empty() || token_file_.empty()) return std::optional<Credentials>();
    const auto token = contents(token_file_);
    if (!token) return unavailable("The token file cannot be read: " + token_file_ + ".");
    const std::string body =
        "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=" + percent_encoded(role_) +
        "&RoleSessionName=" + percent_encoded(session_) +
        "&WebIdentityToken=" + percent_encoded(trim(*token));
    RW_TRY(const HttpReply reply,
           client_.send(
               {"POST", url_ + "/", {{"Content-Type", "application/x-www-form-urlencoded"}}, body},
               kFar));
    if (reply.status != 200) return refused("the token service", reply);
    return read(reply);
  }

 private:
  static Found read(const HttpReply& reply) {
    RW_TRY(const XmlElement root, parse_xml(reply.body));
    const XmlElement* result = root.find("AssumeRoleWithWebIdentityResult");
    const XmlElement* found = result == nullptr ? nullptr : result->find("Credentials");
    if (found == nullptr) return refused("the token service", reply);
    return std::optional(Credentials{
        {std::string(found->at("AccessKeyId")), std::string(found->at("SecretAccessKey")),
         std::string(found->at("SessionToken"))},
        parse_rfc3339(found->at("Expiration"))});
  }

  HttpClient& client_;
  const std::string role_, token_file_, session_;
  std::string url_;
};

class Container final : public CredentialSource {
 public:
  Container(const Variables& variables, HttpClient& client)
      : client_(client),
        url_(variable(variables, "AWS_CONTAINER_CREDENTIALS_FULL_URI")),
        token_(variable(variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN")),
        token_file_(variable(variables, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")) {
    const std::string relative = variable(variables, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    if (!relative.empty()) url_ = "http://169.254.170.2" + relative;
  }

  Found fetch() override {
    if (url_.empty()) return std::optional<Credentials>();
    HttpRequest request{"GET", url_};
    std::string token = token_;
    if (!token_file_.empty()) token = contents(token_file_).value_or("");
    if (!token.empty()) request.headers.emplace_back("Authorization", trim(token));
    RW_TRY(const HttpReply reply, client_.send(request, kNearby));
    return from_json("the container", reply);
  }

 private:
  HttpClient& client_;
  std::string url_;
  const std::string token_, token_file_;
};

/// A token first (IMDSv2): a forged request through some proxy cannot ask for one.
class Instance final : public CredentialSource {
 public:
  Instance(const Variables& variables, HttpClient& client)
      : client_(client),
        off_(lower(variable(variables, "AWS_EC2_METADATA_DISABLED")) == "true"),
        url_(variable(variables, "AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254")) {}

  Found fetch() override {
    if (off_) return std::optional<Credentials>();
    const auto token = client_.send(
        {"PUT", url_ + "/latest/api/token", {{"X-aws-ec2-metadata-token-ttl-seconds", "21600"}}},
        kNearby);
    if (!token.ok()) return std::optional<Credentials>();  // not such a machine
    if (token.value().status != 200) return refused("the instance", token.value());
    const HeaderList headers = {{"X-aws-ec2-metadata-token", token.value().body}};
    const std::string roles = url_ + "/latest/meta-data/iam/security-credentials/";
    RW_TRY(const HttpReply role, client_.send({"GET", roles, headers}, kNearby));
    if (role.status == 404) return std::optional<Credentials>();  // a machine without a role
    if (role.status != 200) return refused("the instance", role);
    const std::string name(trim(role.body.substr(0, role.body.find('\n'))));
    RW_TRY(const HttpReply reply,
           client_.send({"GET", roles + percent_encoded(name), headers}, kNearby));
    return from_json("the instance", reply);
  }

 private:
  HttpClient& client_;
  const bool off_;
  const std::string url_;
};

}  // namespace

std::unique_ptr<CredentialSource> from_environment(const Variables& variables) {
  return std::make_unique<Environment>(variables);
}
std::unique_ptr<CredentialSource> from_profile(const Variables& variables) {
  return std::make_unique<Profile>(variables);
}
std::unique_ptr<CredentialSource> from_web_identity(const Variables& variables,
                                                    HttpClient& client) {
  return std::make_unique<WebIdentity>(variables, client);
}
std::unique_ptr<CredentialSource> from_container(const Variables& variables, HttpClient& client) {
  return std::make_unique<Container>(variables, client);
}
std::unique_ptr<CredentialSource> from_instance(const Variables& variables, HttpClient& client) {
  return std::make_unique<Instance>(variables, client);
}

}  // namespace retainwise::net
