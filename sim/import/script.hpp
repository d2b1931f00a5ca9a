#pragma once

#include <string>
#include <vector>

#include "sim/import/cast.hpp"
#include "sim/import/happening.hpp"
#include "sim/import/item.hpp"
#include "sim/import/passwords.hpp"

namespace parley::sim::importing {

/// An account that there was before the recording began, and who is to make it.
struct EarlierAccount {
  scenario::PersonId who;
  std::string account;
  std::string password;
};

/// What the chronicle comes to in the words of the language.
struct Script {
  std::vector<Item> items;  ///< In the order of time.
  std::vector<EarlierAccount> earlier;
};

/// `first`: the moment that the scenario's times count from.
Script write_script(const Cast& cast, const Passwords& passwords, const Chronicle& chronicle, Instant first);

}  // namespace parley::sim::importing
