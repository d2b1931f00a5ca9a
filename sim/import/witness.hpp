#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/import/happening.hpp"
#include "sim/import/screen_reader.hpp"
#include "sim/import/wire_reader.hpp"
#include "sim/session/session.hpp"

namespace parley::sim::importing {

/// Sees all entries of a session once, in common time, and keeps what people did. What a person did is read
/// off the person's own tape; off the registry's where there is none.
class Witness {
 public:
  /// With `keep_seen`, also what people saw of each other. The session outlives the witness.
  Witness(const session::Session& session, bool keep_seen);

  /// Of the next entry; false where no more can be kept.
  bool see(const session::Moment& moment);

  /// All of it, once nothing more is to be seen. `end`: the moment of the last entry.
  Chronicle tell(Instant end);

  /// Behind the session's nodes: whoever sent the datagrams that are nobody's.
  std::size_t stranger() const { return session_.nodes().size(); }
  /// Those without a tape who are no people but clients that write bytes.
  bool is_client(std::size_t node) const;
  wire::Dialect dialect(std::size_t node) const;

 private:
  struct RegistryTape {
    bool stopping = false;
  };

  void see_person(const session::Moment& moment);
  void see_registry(const session::Moment& moment);
  void see_room(const session::Moment& moment);
  void see_line_on_screen(const session::Moment& moment);
  void see_strange_datagram(const session::Moment& moment);
  void note_silence(const session::Moment& moment);
  WireReader* wire_of(const session::Moment& moment);

  void end_person(std::size_t tape, ScreenReader& reader);
  void end_registry(std::size_t tape);
  Instant next_start(std::size_t tape) const;
  void note_torn(std::size_t tape, const ScreenReader& reader);
  void add(Instant at, std::size_t node, std::size_t tape, What what);

  const session::Session& session_;
  bool keep_seen_;
  Chronicle told_;
  std::size_t bytes_ = 0;                        ///< Of what is kept, here and by the readers.
  std::map<std::size_t, ScreenReader> screens_;  ///< By tape.
  std::map<std::size_t, RegistryTape> registries_;
  Instant registry_last_{};                  ///< Its last entry so far.
  std::map<std::size_t, WireReader> wires_;  ///< By node.
  std::map<std::size_t, std::size_t> wire_tape_;
  std::map<std::string, std::size_t> untaped_;          ///< People by their names in lower case.
  std::map<std::string, std::vector<Instant>> silent_;  ///< When it gave whom up, by user.
  std::map<std::size_t, std::vector<Instant>>
      closed_;  ///< When the registry heard the end of a node's stream.
  /// Of lines said by those without a tape: how often who has heard which, and how often it was told.
  struct Heard {
    std::map<std::size_t, std::size_t> by;  ///< Node, times.
    std::size_t told = 0;
  };
  std::map<std::pair<std::size_t, std::string>, Heard> heard_;
};

}  // namespace parley::sim::importing
