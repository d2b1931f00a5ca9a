#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "sim/world/fault_counts.hpp"
#include "sim/world/ids.hpp"
#include "sim/world/trace_hash.hpp"

namespace parley::sim {

/// What happened. The numbers go into the trace hash: add new ones at the end.
enum class TraceKind : std::uint8_t {
  kWake,
  kDatagram,       ///< `node` got a datagram that `from` sent.
  kDatagramLost,   ///< ... or did not, since the network or the socket lost it.
  kGroupDatagram,  ///< A datagram of `from` is about to reach a group's members, who follow.
  kMember,         ///< `node` got it.
  kMemberLost,     ///< `node` did not.
  kConnect,        ///< `from` asks `node` for a connection.
  kOpened,         ///< A connection stands for the client, `node`.
  kAccepted,       ///< A connection stands for the server, `node`.
  kConnectFailed,
  kRecord,  ///< `node` got a record of `from`.
  kDrained,
  kClosed,    ///< `node` is told that `from` has closed.
  kBroken,    ///< `node` is told that its stream to `from` is torn.
  kStored,    ///< A store operation is done and answered.
  kHashed,    ///< A hash or a verification is answered.
  kTyped,     ///< A line reached the program.
  kPrinted,   ///< A line came to stand on the screen.
  kStarted,   ///< A program starts on the node.
  kEnded,     ///< Its program ended by itself.
  kCrashed,   ///< Its program is torn away.
  kVanished,  ///< Its machine is gone, without a word to anyone.
  kPaused,
  kResumed,
  kNetwork,     ///< The network or a machine's clock was changed: `bytes` says how, see TraceEvent.
  kScript,      ///< A step of the scenario: its line and words in `bytes`, or none where time alone ran it.
  kPowerLost,   ///< As kCrashed, and what it had written and not synced is lost or torn.
  kRecordLost,  ///< `node` never got a record that `from` sent. Only tapes tell of it, no world does.
};

/// The first word of a kNetwork event's bytes says what happened; more words may follow, for people.
/// - Both ways between `from` and `node`: cut, mend, stall-streams, resume-streams, break-streams.
/// - The way from `from` to `node`: cut-one-way, mend-one-way, clog, unclog, half-close, way, clear-way.
/// - One node, which is `node` and `from`: cut-off, reconnect, deaf, hears, moves, gains, loses, nat,
///   clock, stops.
/// - Any other word is what a scenario did to all ways, in its own words; the nodes mean nothing.
struct TraceEvent {
  Instant at;
  TraceKind kind;
  NodeId node;
  NodeId from;
  std::string_view bytes;
  std::uint64_t channel = 0;  ///< The connection's number, or the port that a datagram goes to. In no hash.
  Instant sent{};             ///< When it left `from`; as `at` where nothing travelled. In no hash.
  DropReason loss = DropReason::kNone;  ///< Why a datagram was lost. In no hash.
};

/// `12.345678 s  3 -> 5  record  "LOGIN ..."`: one line, without line end, for people.
std::string to_text(const TraceEvent& event);

const char* to_text(DropReason loss);  ///< `queue full`.

/// Sees all that happens, as it happens. It must not act on the world.
class TraceListener {
 public:
  virtual void on_event(const TraceEvent& event) = 0;

  /// What `from` hands to the network for `node` in its turn, whatever becomes of it: a kRecord, kDatagram,
  /// kGroupDatagram (`node` is `from`), or the kClosed or kBroken that ends a stream. In no hash.
  virtual void on_sent(const TraceEvent& /*event*/) {}

 protected:
  ~TraceListener() = default;
};

/// Through which everything that happens goes: into the hash always, to the listeners if there are any.
class Tracer {
 public:
  explicit Tracer(bool hashes = true) : hashes_(hashes) {}

  /// In the order in which they were added. Not from within on_event().
  void add_listener(TraceListener* listener) { listeners_.push_back(listener); }
  void remove_listener(TraceListener* listener) { std::erase(listeners_, listener); }
  std::uint64_t hash() const { return hash_.value(); }

  void note(const TraceEvent& event) {
    note_without_bytes(event);
    if (hashes_) hash_.add(event.bytes);
  }

  /// For bytes that are in the hash already.
  void note_without_bytes(const TraceEvent& event) {
    if (hashes_) {
      hash_.add(static_cast<std::uint64_t>(event.at.time_since_epoch().count()));
      hash_.add(std::uint64_t{number(event.node)} << 40 | std::uint64_t{number(event.from)} << 8 |
                static_cast<std::uint64_t>(event.kind));
    }
    if (!listeners_.empty()) tell(event);
  }

  void tell_sent(const TraceEvent& event) {
    if (!listeners_.empty()) tell_all_sent(event);
  }

 private:
  void tell(const TraceEvent& event) const;
  void tell_all_sent(const TraceEvent& event) const;

  bool hashes_;
  TraceHash hash_;
  std::vector<TraceListener*> listeners_;
};

}  // namespace parley::sim
