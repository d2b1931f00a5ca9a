#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/merge/limits.hpp"
#include "tape/entry.hpp"

namespace parley::sim::merge {

/// Follows what is said on one stream as far as it tells who is at its client end.
class Logins {
 public:
  void on_client_entry(const tape::Entry& entry);
  void on_registry_entry(const tape::Entry& entry);

  /// The name of the first who logged in; else of the first who signed up. Empty: neither was done.
  const std::string& user() const { return logged_in_.empty() ? signed_up_ : logged_in_; }
  bool has_logged_in() const { return !logged_in_.empty(); }

 private:
  struct Request {
    bool is_login;
    std::string name;
  };

  using TakeLine = void (Logins::*)(std::string_view line);

  void split(std::string& begun, const tape::Entry& entry, TakeLine take);
  void take_request(std::string_view line);
  void take_answer(std::string_view line);

  bool in_lines_ = false;    ///< v1 has no lines: there each record is a whole message.
  std::string from_client_;  ///< What has come of a line so far.
  std::string from_registry_;
  std::vector<Request> open_;
  std::string logged_in_;
  std::string signed_up_;
};

/// In lower case, as names are compared.
std::string folded(std::string_view name);

}  // namespace parley::sim::merge
