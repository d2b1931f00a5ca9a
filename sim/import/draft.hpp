#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/import/activity.hpp"
#include "sim/import/cast.hpp"
#include "sim/import/passwords.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::importing {

/// What a line of the scenario waits for, and what waits for it.
enum class ItemKind : std::uint8_t {
  kAction,        ///< A person's; also a kill, and what a client does.
  kRegistryDown,  ///< It waits for everything before it, and everything after it waits.
  kRegistryUp,    ///< Likewise.
  kSilent,        ///< No line: only its effect, or a comment.
};

/// A line of the scenario, as it is prepared.
struct Item {
  Duration at{};        ///< After the first; as recorded, later as planned.
  Duration recorded{};  ///< As recorded.
  ItemKind kind = ItemKind::kAction;
  std::optional<scenario::NodeRef> who;
  std::optional<scenario::StepBody> body;
  std::string account;  ///< Of a sign-up or a login.
  std::string comment;
  Effect effect;
  bool killed = false;
  bool unanswered = false;
  bool unknown = false;  ///< From here on it is not known what they do.
};

/// The action, where the item is one.
inline const scenario::PersonAction* action_of(const Item& item) {
  if (!item.body) return nullptr;
  const auto* step = std::get_if<scenario::PersonStep>(&*item.body);
  return step == nullptr ? nullptr : &step->action;
}

/// An account that existed before the recording began, and who signs up for it in the scenario.
struct EarlierAccount {
  scenario::PersonId who;
  std::string account;
  std::string password;
};

/// The activity log in the words of the language.
struct Draft {
  std::vector<Item> items;  ///< In the order of time.
  std::vector<EarlierAccount> earlier;
};

/// `first`: the moment that the scenario's times count from.
Draft write_draft(const Cast& cast, const Passwords& passwords, const ActivityLog& log, Instant first);

}  // namespace parley::sim::importing
