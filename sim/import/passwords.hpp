#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/import/activity.hpp"
#include "sim/import/cast.hpp"
#include "sim/merge/logins.hpp"

namespace parley::sim::importing {

/// Readable passwords in the place of a tape's stand-ins: equal where those are, on one tape; that of the
/// account wherever it was taken for it; another one wherever it was not.
class Passwords {
 public:
  Passwords(const Cast& cast, const ActivityLog& log);

  std::string text(std::size_t tape, const std::string& stand_in) const;
  /// The account's, where somebody has to sign up who did before the recording.
  std::string of_account(const std::string& account) const;

 private:
  using Key = std::string;  ///< Of an account, or of a stand-in on a tape.

  Key root(Key key) const;
  void join(const Key& a, const Key& b);

  std::map<Key, Key> parents_;
  std::map<Key, std::size_t> sizes_;  ///< Of roots: the smaller goes under the larger, so no way is long.
  std::map<Key, std::string> texts_;  ///< By root.
};

using merge::folded;  // Names as they are compared.

}  // namespace parley::sim::importing
