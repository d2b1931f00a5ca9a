#include "sim/import/activity.hpp"

namespace parley::sim::importing {

using namespace scenario;  // Actions of all kinds are looked at here.

Effect effect_of(const PersonAction& action) {
  using Kind = Effect::Kind;
  if (const auto* sign_up = std::get_if<SignUp>(&action)) return {Kind::kSignedUp, *sign_up->as, 0};
  if (const auto* log_in = std::get_if<LogIn>(&action)) return {Kind::kLoggedIn, *log_in->as, 0};
  if (const auto* create = std::get_if<CreateRoom>(&action)) return {Kind::kEntered, create->room, 0};
  if (const auto* join = std::get_if<JoinRoom>(&action)) return {Kind::kEntered, join->room, 0};
  if (std::holds_alternative<LeaveRoom>(action)) return {Kind::kLeft, {}, 0};
  return {};
}

std::string literal(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    const bool read_as_more = rest.starts_with("{name}") || rest.starts_with("{{}");
    result += read_as_more ? "{{}" : std::string(1, text[at]);
  }
  return result;
}

}  // namespace parley::sim::importing
