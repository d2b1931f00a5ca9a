#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "sim/import/activity.hpp"
#include "sim/language/scenario.hpp"

namespace parley::sim::importing {

/// What a line of the scenario is to the others: what it waits for, and what waits for it.
enum class ItemKind : std::uint8_t {
  kAction,        ///< A person's; also a kill, and what a client does.
  kRegistryDown,  ///< All before it is over, and all behind it waits.
  kRegistryUp,    ///< Likewise.
  kSilent,        ///< No line: only its effect, or a comment.
};

/// A line of the scenario in the making.
struct Item {
  Duration at{};        ///< After the first; as recorded, and then as planned.
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

}  // namespace parley::sim::importing
