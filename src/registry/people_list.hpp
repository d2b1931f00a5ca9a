#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "registry/idle_queue.hpp"

namespace parley::registry {

class Sessions;

/// The text of DISCOVER_PEERS' answer, with addresses or without. Everybody's is the same but for the entry
/// of whoever asks, which is left out; so it is put together once between two changes, however many ask.
class PeopleList {
 public:
  /// The sessions outlive the list.
  PeopleList(const Sessions& sessions, bool with_addresses)
      : sessions_(sessions), with_addresses_(with_addresses) {}

  /// All who are online but the session on `asker`, in order of login; empty where there is nobody else.
  std::string without(ConnectionId asker);

 private:
  struct Entry {
    ConnectionId connection;
    std::size_t begin;  ///< In the text. Its end is where the next begins, the blank between them included.
  };

  void refresh();

  const Sessions& sessions_;
  const bool with_addresses_;
  std::string text_;  ///< Each entry with a blank behind it.
  std::vector<Entry> entries_;
  std::uint64_t revision_ = 0;  ///< Of the sessions, as they are in the text.
};

}  // namespace parley::registry
