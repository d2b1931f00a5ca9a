#include "client/welcome_screens.hpp"

#include <utility>

#include "client/refusals.hpp"
#include "client/screens.hpp"
#include "wire/text.hpp"

namespace parley::client {
namespace {

constexpr std::uint16_t kDefaultRegistryPort = 15600;

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

NextScreen RegistryQuestion::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kRegistryAddress);
  return std::nullopt;
}

NextScreen RegistryQuestion::on_line(ScreenContext& context, std::string_view line) {
  auto registry = HostPort::parse(wire::trimmed(line), kDefaultRegistryPort);
  if (registry) return Screen{Connecting{{}, std::move(*registry), true}};
  context.console.error("Error: " + registry.error().message);
  return Screen{*this};
}

NextScreen Connecting::enter(ScreenContext& context) {
  context.open(registry);
  return std::nullopt;
}

NextScreen Connecting::on_done(ScreenContext& context, const Result<void>& opened) {
  if (opened) {
    context.console.success("P2P Chat Started");
    return Screen{WelcomeMenu{}};
  }
  context.console.error(opened.error().message);
  const bool stranger = opened.error().code == ErrorCode::kMalformed;
  const auto code = stranger ? ExitCode::kIncompatible : ExitCode::kUnreachable;
  if (typed) return Screen{RegistryQuestion{{}, code}};
  return Screen{Ended{{}, code}};
}

NextScreen WelcomeMenu::enter(ScreenContext& context) {
  context.console.ask_menu(QuestionKind::kWelcomeMenu);
  return std::nullopt;
}

NextScreen WelcomeMenu::on_line(ScreenContext& context, std::string_view line) {
  const auto choice = wire::trimmed(line);
  if (choice == "1") return Screen{Signup{}};
  if (choice == "2") return Screen{Login{}};
  if (choice == "3") return Screen{Ended{}};
  context.console.error(kInvalidOption);
  return Screen{*this};
}

NextScreen Signup::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kUserName);
  return std::nullopt;
}

NextScreen Signup::on_line(ScreenContext& context, std::string_view line) {
  if (!user) {
    user = read_user(context.console, line);
    if (!user) return Screen{WelcomeMenu{}};
    context.console.ask(QuestionKind::kPassword);
    return std::nullopt;
  }
  auto secret = read_secret(context.console, line);
  if (secret.empty()) return Screen{WelcomeMenu{}};
  context.ask(wire::Register{*user, std::move(secret)}, IfLost::kFail);
  return std::nullopt;
}

NextScreen Signup::on_reply(ScreenContext& context, const Reply& reply) {
  if (!reply) {
    context.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    context.console.success("Account created successfully.");
  } else if (reply->status == wire::Status::kAlready) {
    context.console.error("Username already exists. Choose another username or login.");
  } else {
    context.console.error("Failed to create an account. Please try again.");
    context.console.notice(refusal(reply->status));
  }
  return Screen{WelcomeMenu{}};
}

NextScreen Login::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kUserName);
  return std::nullopt;
}

NextScreen Login::on_line(ScreenContext& context, std::string_view line) {
  if (!user) {
    user = read_user(context.console, line);
    if (!user) return Screen{WelcomeMenu{}};
    context.console.ask(QuestionKind::kPassword);
    return std::nullopt;
  }
  if (!secret.empty()) return take_port(context, line);
  secret = read_secret(context.console, line);
  if (secret.empty()) return Screen{WelcomeMenu{}};
  context.console.ask(QuestionKind::kPeerPort);
  return std::nullopt;
}

NextScreen Login::take_port(ScreenContext& context, std::string_view line) {
  const auto port = parse_port(wire::trimmed(line));
  if (!port) {
    context.console.error("Error: Please choose a valid port number (1 to 65535)");
    context.console.ask(QuestionKind::kPeerPort);
    return std::nullopt;
  }
  context.log_in({*user, std::exchange(secret, {}), *port});
  return std::nullopt;
}

NextScreen Login::on_reply(ScreenContext& context, const Reply& reply) {
  if (!reply) {
    context.console.error(reply.error().message);
  } else if (reply->status == wire::Status::kSuccess) {
    context.console.success("Logged in successfully...");
    return Screen{MainMenu{}};
  } else if (reply->status == wire::Status::kAlready) {
    context.console.error("Account is already online...");
  } else if (reply->status == wire::Status::kNotFound) {
    context.console.error("Wrong password...");
  } else {
    context.console.error(refusal(reply->status));
  }
  return Screen{WelcomeMenu{}};
}

}  // namespace parley::client
