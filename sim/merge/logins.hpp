#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "sim/merge/limits.hpp"
#include "tape/entry.hpp"

namespace parley::sim::merge {

/// Follows what is said on one stream as far as it tells who is there.
class Logins {
 public:
  void on_client_entry(const tape::Entry& entry);
  void on_registry_entry(const tape::Entry& entry);

  /// The name of the first who logged in; else of the first who signed up. Empty: nobody did.
  const std::string& user() const { return logged_in_.empty() ? signed_up_ : logged_in_; }
  bool has_logged_in() const { return !logged_in_.empty(); }

  /// The names that were to be logged in or signed up, in lower case and in order; the first few.
  const std::vector<std::string>& asked() const { return asked_; }

 private:
  struct Question {
    bool is_login;
    std::string name;
  };

  /// What has come of a line so far. v1 has no lines: there each record is one.
  struct Lines {
    std::string begun;
    bool skips = false;
  };

  template <class Take>
  void split(Lines& lines, const tape::Entry& entry, const Take& take);
  void take_request(std::string_view line);
  void take_answer(std::string_view line);

  bool in_lines_ = false;
  Lines from_client_;
  Lines from_registry_;
  std::deque<Question> open_;
  std::vector<std::string> asked_;
  std::string logged_in_;
  std::string signed_up_;
};

/// In lower case, as names are compared.
std::string folded(std::string_view name);

}  // namespace parley::sim::merge
