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

/// Readable passwords instead of a tape's stand-ins. Equal stand-ins of one tape get equal passwords: the
/// account's, if the registry ever accepted them for it, else another one.
class Passwords {
 public:
  Passwords(const Cast& cast, const ActivityLog& log);

  std::string text(std::size_t tape, const std::string& stand_in) const;
  /// The account's, for a person who signed up before the recording.
  std::string of_account(const std::string& account) const;

 private:
  using Key = std::string;  ///< Of an account, or of a stand-in on a tape.

  Key root(Key key) const;
  void join(const Key& a, const Key& b);

  std::map<Key, Key> parents_;
  std::map<Key, std::size_t>
      sizes_;  ///< Of roots: the smaller goes under the larger, which keeps chains short.
  std::map<Key, std::string> texts_;  ///< By root.
};

using merge::folded;  // Names as they are compared.

}  // namespace parley::sim::importing
