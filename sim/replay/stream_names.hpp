#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "tape/entry.hpp"

namespace parley::sim::replay {

/// Who is at the other end of each stream, as far as the entries so far tell: in a registry's tape the
/// person who logged in on it, in a peer's tape the registry. Streams that are gone are forgotten.
class StreamNames final : public tape::EntrySink {
 public:
  void add(const tape::Entry& entry) override;

  /// `stream 4 (alice)`, or `stream 4`.
  std::string words(std::uint64_t stream) const;

  /// The stream of a person who is logged in; 0: none is known.
  std::uint64_t stream_of(std::string_view user) const;

  std::size_t open() const { return streams_.size(); }

 private:
  struct Known {
    std::string asking;  ///< Who wants to log in.
    std::string name;    ///< Who is logged in, or `registry`.
  };

  void hear(Known& known, std::string_view bytes) const;
  void answer(Known& known, std::string_view bytes) const;

  std::map<std::uint64_t, Known> streams_;
};

}  // namespace parley::sim::replay
