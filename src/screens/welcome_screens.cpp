#include "screens/welcome_screens.hpp"

#include <utility>

#include "screens/screens.hpp"
#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::screens {
namespace {

constexpr std::uint16_t kDefaultRegistryPort = 15600;

/// The name in a typed line; an error line where it is not one.
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
  context.client.execute(client::Connect{registry});
  return std::nullopt;
}

NextScreen Connecting::on_event(ScreenContext& context, const Event& event) {
  if (std::holds_alternative<client::Connected>(event)) {
    context.console.success("P2P Chat Started");
    return Screen{WelcomeMenu{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  context.console.error(refused->message);
  const bool stranger = refused->why == client::Refusal::kNotARegistry;
  const auto code = stranger ? ExitCode::kIncompatible : ExitCode::kUnreachable;
  if (typed) return Screen{RegistryQuestion{{}, code}};
  return Screen{Ended{{}, code}};
}

NextScreen WelcomeMenu::enter(ScreenContext& context) {
  context.console.ask(QuestionKind::kWelcomeMenu);
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
  context.client.execute(client::SignUp{*user, std::move(secret)});
  return std::nullopt;
}

NextScreen Signup::on_event(ScreenContext& context, const Event& event) {
  if (std::holds_alternative<client::SignedUp>(event)) {
    context.console.success(kAccountCreated);
    return Screen{WelcomeMenu{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  if (!is_answer(refused->why)) {
    context.console.error(refused->message);
  } else if (refused->why == client::Refusal::kNameTaken) {
    context.console.error(kNameTaken);
  } else {
    context.console.error("Failed to create an account. Please try again.");
    context.console.notice(refused->message);
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
  context.client.execute(client::LogIn{*user, std::exchange(secret, {}), *port});
  return std::nullopt;
}

NextScreen Login::on_event(ScreenContext& context, const Event& event) {
  if (std::holds_alternative<client::LoggedIn>(event)) {
    context.console.success("Logged in successfully...");
    return Screen{MainMenu{}};
  }
  const auto* refused = std::get_if<client::Refused>(&event);
  if (refused == nullptr) return std::nullopt;
  if (refused->why == client::Refusal::kOnlineAlready) {
    context.console.error("Account is already online...");
  } else if (refused->why == client::Refusal::kWrongPassword) {
    context.console.error("Wrong password...");
  } else {
    context.console.error(refused->message);
  }
  return Screen{WelcomeMenu{}};
}

}  // namespace parley::screens
