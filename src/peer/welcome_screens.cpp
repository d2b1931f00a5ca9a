#include "peer/welcome_screens.hpp"

#include <array>
#include <utility>

#include "peer/refusals.hpp"
#include "peer/screens.hpp"
#include "wire/text.hpp"

namespace parley::peer {
namespace {

constexpr std::uint16_t kDefaultRegistryPort = 15600;

constexpr std::string_view kRegistryPrompt = "Enter IP address of registry: ";
constexpr std::string_view kUserPrompt = "username: ";
constexpr std::string_view kPasswordPrompt = "password: ";
constexpr std::string_view kPortPrompt = "Enter a port number for peer server: ";

constexpr std::array<std::string_view, 6> kWelcomeMenu = {
    "Welcome!", "Select Option:", "\t1 : Signup", "\t2 : Login", "\t3 : Exit", "",
};

/// The name in a typed line; an error line where there is none.
std::optional<UserName> read_user(Console& console, std::string_view line) {
  auto user = UserName::parse(wire::trimmed(line));
  if (user) return std::move(*user);
  console.error("Error: Invalid username: " + user.error().message);
  return std::nullopt;
}

/// What stands for a typed password; an error line and nothing where it is empty.
std::string read_secret(Console& console, std::string_view line) {
  if (!line.empty()) return wire::secret_of(line);
  console.error("Error: The password is empty");
  return {};
}

}  // namespace

Next RegistryQuestion::enter(Desk& desk) {
  desk.console.ask(kRegistryPrompt);
  return std::nullopt;
}

Next RegistryQuestion::on_line(Desk& desk, std::string_view line) {
  auto registry = HostPort::parse(wire::trimmed(line), kDefaultRegistryPort);
  if (registry) return Screen{Connecting{{}, std::move(*registry), true}};
  desk.console.error("Error: " + registry.error().message);
  return Screen{*this};
}

Next Connecting::enter(Desk& desk) {
  desk.open(registry);
  return std::nullopt;
}

Next Connecting::on_done(Desk& desk, const Result<void>& opened) {
  if (opened) {
    desk.console.success("P2P Chat Started");
    return Screen{WelcomeMenu{}};
  }
  desk.console.error(opened.error().message);
  const bool stranger = opened.error().code == ErrorCode::kMalformed;
  const auto code = stranger ? ExitCode::kIncompatible : ExitCode::kUnreachable;
  if (typed) return Screen{RegistryQuestion{{}, code}};
  return Screen{Ended{{}, code}};
}

Next WelcomeMenu::enter(Desk& desk) {
  desk.console.print_menu(kWelcomeMenu);
  desk.console.ask(kChoicePrompt);
  return std::nullopt;
}

Next WelcomeMenu::on_line(Desk& desk, std::string_view line) {
  const auto choice = wire::trimmed(line);
  if (choice == "1") return Screen{Signup{}};
  if (choice == "2") return Screen{Login{}};
  if (choice == "3") return Screen{Ended{}};
  desk.console.error(kInvalidOption);
  return Screen{*this};
}

Next Signup::enter(Desk& desk) {
  desk.console.ask(kUserPrompt);
  return std::nullopt;
}

Next Signup::on_line(Desk& desk, std::string_view line) {
  if (!user) {
    user = read_user(desk.console, line);
    if (!user) return Screen{WelcomeMenu{}};
    desk.console.ask(kPasswordPrompt, Echo::kHidden);
    return std::nullopt;
  }
  auto secret = read_secret(desk.console, line);
  if (secret.empty()) return Screen{WelcomeMenu{}};
  desk.ask(wire::Register{*user, std::move(secret)}, IfLost::kFail);
  return std::nullopt;
}

Next Signup::on_reply(Desk& desk, const Reply& reply) {
  if (!reply) {
    desk.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    desk.console.success("Account created successfully.");
  } else if (reply->status == wire::Status::kAlready) {
    desk.console.error("Username already exists. Choose another username or login.");
  } else {
    desk.console.error("Failed to create an account. Please try again.");
    desk.console.notice(refusal(reply->status));
  }
  return Screen{WelcomeMenu{}};
}

Next Login::enter(Desk& desk) {
  desk.console.ask(kUserPrompt);
  return std::nullopt;
}

Next Login::on_line(Desk& desk, std::string_view line) {
  if (!user) {
    user = read_user(desk.console, line);
    if (!user) return Screen{WelcomeMenu{}};
    desk.console.ask(kPasswordPrompt, Echo::kHidden);
    return std::nullopt;
  }
  if (!secret.empty()) return take_port(desk, line);
  secret = read_secret(desk.console, line);
  if (secret.empty()) return Screen{WelcomeMenu{}};
  desk.console.ask(kPortPrompt);
  return std::nullopt;
}

Next Login::take_port(Desk& desk, std::string_view line) {
  const auto port = parse_port(wire::trimmed(line));
  if (!port) {
    desk.console.error("Error: Please choose a valid port number (1 to 65535)");
    desk.console.ask(kPortPrompt);
    return std::nullopt;
  }
  desk.log_in({*user, std::exchange(secret, {}), *port});
  return std::nullopt;
}

Next Login::on_reply(Desk& desk, const Reply& reply) {
  if (!reply) {
    desk.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    desk.console.success("Logged in successfully...");
    return Screen{MainMenu{}};
  } else if (reply->status == wire::Status::kAlready) {
    desk.console.error("Account is already online...");
  } else if (reply->status == wire::Status::kNotFound) {
    desk.console.error("Wrong password...");
  } else {
    desk.console.error(refusal(reply->status));
  }
  return Screen{WelcomeMenu{}};
}

}  // namespace parley::peer
