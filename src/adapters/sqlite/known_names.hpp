#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>

#include "base/name.hpp"

namespace parley::adapters {

/// Tells of most names that no account has them, without a look at the database. It keeps a number for each
/// name, no name, so of a stranger that happens to share one it does not know. Beyond `most` names it gives
/// up, and knows nothing of any.
class KnownNames {
 public:
  static constexpr std::size_t kMost = 1'000'000;  ///< Some 40 MB.

  explicit KnownNames(std::size_t most = kMost) : most_(most) {}

  void add(const UserName& name);
  void give_up();
  bool may_hold(const UserName& name) const { return gave_up_ || numbers_.contains(hash_of(name)); }

 private:
  std::size_t most_;
  std::unordered_set<std::uint64_t> numbers_;
  bool gave_up_ = false;
};

}  // namespace parley::adapters
