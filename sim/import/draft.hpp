#pragma once

#include <string>
#include <vector>

#include "sim/import/activity.hpp"
#include "sim/import/cast.hpp"
#include "sim/import/item.hpp"
#include "sim/import/passwords.hpp"

namespace parley::sim::importing {

/// An account that there was before the recording began, and who is to make it.
struct EarlierAccount {
  scenario::PersonId who;
  std::string account;
  std::string password;
};

/// What the activity log comes to in the words of the language.
struct Draft {
  std::vector<Item> items;  ///< In the order of time.
  std::vector<EarlierAccount> earlier;
};

/// `first`: the moment that the scenario's times count from.
Draft write_draft(const Cast& cast, const Passwords& passwords, const ActivityLog& log, Instant first);

}  // namespace parley::sim::importing
