#include "apps/registry/options.hpp"

#include <CLI/CLI.hpp>
#include <chrono>

#include "adapters/openssl/scrypt_hasher.hpp"
#include "apps/flag_values.hpp"

namespace parley::apps {
namespace {

/// The flags as they are typed.
struct Typed {
  std::string host = RegistryFlags().registry.tcp.address.to_string();
  std::uint16_t port = RegistryFlags().registry.tcp.port;
  std::uint16_t udp_port = RegistryFlags().registry.udp.port;
  std::string data;
  unsigned keep_alive_timeout_s = 3;
  std::size_t connections_per_address = registry::RegistryLimits().connections_per_address;
  unsigned password_cost = adapters::ScryptCost().log2_n;
  std::string certificate;
  std::string key;
  std::string log_level = "info";
  std::string log_file;
  TypedTapeFlags tape;
};

void describe(CLI::App& app, Typed& typed) {
  const auto is_address = [](const std::string& text) { return error_message(IpAddress::parse(text)); };
  const auto is_level = [](const std::string& text) {
    return error_message(adapters::parse_log_level(text));
  };
  app.add_option("--host", typed.host, "The address to listen on; 0.0.0.0 and :: mean all of this machine")
      ->check(is_address)
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--port", typed.port, "The TCP port; 0 picks a free one")
      ->type_name("PORT")
      ->capture_default_str();
  app.add_option("--udp-port", typed.udp_port, "The UDP port for keep-alives; 0 picks a free one")
      ->type_name("PORT")
      ->capture_default_str();
  app.add_option("--data", typed.data,
                 "The folder for accounts, rooms and the key; "
                 "else ${XDG_DATA_HOME:-~/.local/share}/parley-registry")
      ->type_name("DIR");
  app.add_option("--keepalive-timeout", typed.keep_alive_timeout_s,
                 "Silence after which a person is logged out")
      ->check(CLI::Range(1U, 86'400U))
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_option("--connections-per-address", typed.connections_per_address,
                 "How many connections one IPv4 address, or one IPv6 /64, may have")
      ->check(CLI::Range(1U, 1'000'000U))
      ->type_name("NUMBER")
      ->capture_default_str();
  app.add_option("--password-cost", typed.password_cost,
                 "What a new password hash costs (scrypt): with each step, twice the time and memory; "
                 "15 takes 32 MiB, less is for tests")
      ->check(CLI::Range(10U, 18U))
      ->type_name("LOG2-N")
      ->capture_default_str();
  auto* certificate = app.add_option("--cert", typed.certificate,
                                     "Its certificate and chain (PEM); else a self-signed one is made")
                          ->type_name("FILE");
  auto* key = app.add_option("--key", typed.key, "The certificate's private key (PEM)")->type_name("FILE");
  certificate->needs(key);
  key->needs(certificate);
  app.add_option("--log-level", typed.log_level, "The least that is logged: debug, info, warning or error")
      ->check(is_level)
      ->type_name("LEVEL")
      ->capture_default_str();
  app.add_option("--log-file", typed.log_file, "Where to log; else stderr")->type_name("FILE");
  describe(app, typed.tape, "Whether the tape may hold what people wrote; the registry sees none of it");
  app.set_config("--config", "", "A file with any of these flags, a line each: port=15600")
      ->type_name("FILE");
  app.set_version_flag("--version", PARLEY_VERSION);
  app.footer(
      "It runs until SIGTERM or SIGINT, and ignores SIGHUP. "
      "Exit codes: 0 ended so, 1 it could not run, 2 a wrong flag.");
}

RegistryFlags flags_of(const Typed& typed) {
  RegistryFlags flags;
  const auto host = IpAddress::parse(typed.host).value();
  flags.registry.tcp = {host, typed.port};
  flags.registry.udp = {host, typed.udp_port};
  flags.registry.limits.keep_alive_timeout = std::chrono::seconds(typed.keep_alive_timeout_s);
  flags.registry.limits.connections_per_address = typed.connections_per_address;
  flags.registry.limits.hashes_at_once = adapters::hashing_threads();
  flags.password_cost.log2_n = typed.password_cost;
  flags.data = path_of(typed.data);
  flags.certificate = path_of(typed.certificate);
  flags.key = path_of(typed.key);
  flags.log = {adapters::parse_log_level(typed.log_level).value(), typed.log_file};
  flags.tape = flags_of(typed.tape);
  return flags;
}

}  // namespace

std::variant<RegistryFlags, int> read_flags(int count, const char* const* words) {
  CLI::App app("The registry of Parley: who is here, in which room, and how to reach them.",
               "parley-registry");
  Typed typed;
  describe(app, typed);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& why) {
    return app.exit(why) == 0 ? 0 : kUsageError;
  }
  return flags_of(typed);
}

}  // namespace parley::apps
