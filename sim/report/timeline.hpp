#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sim/world/trace.hpp"

namespace parley::sim {
class World;
}

namespace parley::sim::report {

/// A text's number in its pool; 0 is the empty one.
enum class TextId : std::uint32_t {};

constexpr std::uint32_t number(TextId id) { return static_cast<std::uint32_t>(id); }

/// The bytes of messages and lines, each different one once: keep-alives and multicast copies by the
/// thousand share theirs. Of a long one only the beginning is kept, and how long it was.
class TextPool {
 public:
  static constexpr std::size_t kMaxKeptBytes = 4096;

  struct Text {
    std::string bytes;  ///< At most kMaxKeptBytes.
    std::size_t size = 0;
  };

  TextPool() { add({}); }

  TextId add(std::string_view bytes);
  const Text& operator[](TextId id) const { return texts_[number(id)]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::vector<Text> texts_;
  std::unordered_map<std::string, TextId> numbers_;  ///< Looked up, never walked through.
};

/// Where a play went wrong.
struct Failure {
  Instant at;
  std::string check;                 ///< Which check failed: an invariant's name, "expectation", "step" ...
  std::string what;                  ///< In words.
  std::vector<std::string> details;  ///< More lines, the ends of screens for instance.
};

/// What happened, with its bytes in the timeline's texts().
struct Event {
  std::uint64_t order = 0;  ///< 0, 1, 2 ... as they were seen.
  Instant at{};
  Instant sent{};  ///< When it left `from`; `at` where nothing travelled.
  TraceKind kind{};
  NodeId node{};
  NodeId from{};
  TextId text{};
  std::uint64_t channel = 0;  ///< The connection, or the port that a datagram went to.
  DropReason loss{};          ///< Why a datagram did not arrive.
};

/// All that a picture of one play is drawn from. It listens to a world, or is filled from anything else
/// that can tell TraceEvents. What people see and what lasts (typed and printed lines, crashes, cuts,
/// steps) is all kept; of messages and inner turns the newest kMaxMessages, so that an endless play
/// takes bounded memory and its end, where a failure is, stays whole.
class Timeline final : public TraceListener {
 public:
  static constexpr std::size_t kMaxMessages = 200'000;

  explicit Timeline(std::size_t max_messages = kMaxMessages) : max_messages_(max_messages) {}

  void on_event(const TraceEvent& event) override;

  /// Names for the lanes; a node without one is `node 7`.
  void name_node(NodeId node, std::string name);
  void name_nodes(const World& world);

  void set_failure(Failure failure) { failure_ = std::move(failure); }
  const std::optional<Failure>& failure() const { return failure_; }

  /// All events kept, in their order.
  std::vector<Event> events() const;
  std::uint64_t forgotten() const { return forgotten_; }
  std::size_t node_count() const { return names_.size(); }
  std::string name(NodeId node) const;
  const TextPool& texts() const { return texts_; }

 private:
  void add_node(NodeId node);

  std::size_t max_messages_;
  std::uint64_t seen_ = 0;
  std::uint64_t forgotten_ = 0;
  std::vector<Event> lasting_;
  std::deque<Event> messages_;
  std::vector<std::string> names_;
  TextPool texts_;
  std::optional<Failure> failure_;
};

}  // namespace parley::sim::report
