#include "apps/peer/options.hpp"

#include <CLI/CLI.hpp>
#include <string>

#include "apps/flag_values.hpp"

namespace parley::apps {
namespace {

constexpr std::uint16_t kDefaultPort = 15600;

constexpr const char* kFooter =
    "Without a terminal on stdin it takes its answers from there, one a line.\n"
    "NO_COLOR in the environment keeps the screens plain.\n"
    "Exit codes:\n"
    "    0  you chose to leave, or the input ended\n"
    "    1  it could not run\n"
    "    2  a wrong flag\n"
    "    3  the registry could not be reached, or was lost for good\n"
    "    4  the registry's key is not the one known, or no authority vouches for it\n"
    "    5  what answered is not a registry\n"
    "  130  ^C, or the system ended it";

/// The flags as they are typed.
struct Typed {
  std::string registry;
  std::uint16_t udp_port = 0;
  std::string multicast_interface;
  std::string data;
  std::string authority;
  int dialect = 2;
  std::string log_level = "warning";
  std::string log_file;
  TypedTapeFlags tape;
};

void describe(CLI::App& app, Typed& typed) {
  const auto is_registry = [](const std::string& text) {
    return error_message(HostPort::parse(text, kDefaultPort));
  };
  const auto is_address = [](const std::string& text) { return error_message(IpAddress::parse(text)); };
  const auto is_level = [](const std::string& text) {
    return error_message(adapters::parse_log_level(text));
  };
  app.add_option("--registry", typed.registry, "Where the registry is; else it asks")
      ->check(is_registry)
      ->type_name("HOST[:PORT]");
  app.add_option("--udp-port", typed.udp_port,
                 "The registry's port for keep-alives; else as the registry says")
      ->check(CLI::Range(1, 65'535).description(""))
      ->type_name("PORT");
  app.add_option("--multicast-interface", typed.multicast_interface,
                 "The address of the interface for chat rooms; else the system chooses")
      ->check(is_address)
      ->type_name("ADDRESS");
  app.add_option(
         "--data", typed.data,
         "The folder for the keys of known registries; else ${XDG_DATA_HOME:-~/.local/share}/parley-peer")
      ->type_name("DIR");
  app.add_option("--ca", typed.authority, "Trust only registries that these certificates (PEM) vouch for")
      ->type_name("FILE");
  app.add_option("--wire", typed.dialect, "The registry's dialect to speak: 1 as the original peers, or 2")
      ->check(CLI::IsMember({1, 2}).description(""))
      ->type_name("1|2")
      ->capture_default_str();
  app.add_option("--log-level", typed.log_level, "The least that is logged: debug, info, warning or error")
      ->check(is_level)
      ->type_name("LEVEL")
      ->capture_default_str();
  app.add_option("--log-file", typed.log_file, "Where to log; else stderr, unless that is a terminal")
      ->type_name("FILE");
  describe(app, typed.tape, "Whether the tape may hold what people wrote; else filler of the same length");
  app.set_version_flag("--version", PARLEY_VERSION);
  app.footer(kFooter);
}

PeerFlags flags_of(const Typed& typed) {
  PeerFlags flags;
  if (!typed.registry.empty()) flags.peer.registry = HostPort::parse(typed.registry, kDefaultPort).value();
  if (typed.udp_port != 0) flags.peer.registry_udp_port = typed.udp_port;
  if (!typed.multicast_interface.empty()) {
    flags.peer.multicast_interface = IpAddress::parse(typed.multicast_interface).value();
  }
  flags.peer.require_authority = !typed.authority.empty();
  flags.peer.dialect = typed.dialect == 1 ? wire::Dialect::kV1 : wire::Dialect::kV2;
  flags.data = path_of(typed.data);
  flags.authority = path_of(typed.authority);
  flags.log = {adapters::parse_log_level(typed.log_level).value(), typed.log_file};
  flags.tape = flags_of(typed.tape);
  return flags;
}

}  // namespace

std::variant<PeerFlags, int> read_flags(int count, const char* const* words) {
  CLI::App app("Parley's chat program: sign up at a registry, find others, and talk in rooms.",
               "parley-peer");
  Typed typed;
  describe(app, typed);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& why) {
    return app.exit(why) == 0 ? 0 : static_cast<int>(client::ExitCode::kUsage);
  }
  return flags_of(typed);
}

}  // namespace parley::apps
