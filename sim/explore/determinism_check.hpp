#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/world/trace.hpp"

namespace parley::sim::explore {

/// Where two plays of the same scenario and seed part: something in them hangs on what is in neither.
struct Divergence {
  std::uint64_t event = 0;  ///< Its number, from 1.
  NodeId node{};            ///< Where it happened, in one of the plays.
  std::string first;        ///< In words; empty where that play had ended by then.
  std::string second;
};

/// Listens to a play, then to another one, and finds the first event in which they differ. It keeps a hash of
/// each event, and the words of the first half a million.
class DeterminismCheck {
 public:
  DeterminismCheck() : recorder_(*this), comparer_(*this) {}

  TraceListener& first() { return recorder_; }
  TraceListener& second() { return comparer_; }

  /// After both; nothing where they are the same.
  std::optional<Divergence> divergence() const;

 private:
  class Recorder final : public TraceListener {
   public:
    explicit Recorder(DeterminismCheck& owner) : owner_(owner) {}
    void on_event(const TraceEvent& event) override;

   private:
    DeterminismCheck& owner_;
  };
  class Comparer final : public TraceListener {
   public:
    explicit Comparer(DeterminismCheck& owner) : owner_(owner) {}
    void on_event(const TraceEvent& event) override;

   private:
    DeterminismCheck& owner_;
  };

  std::string words_of_first(std::size_t event) const;

  Recorder recorder_;
  Comparer comparer_;
  std::vector<std::uint64_t> hashes_;
  std::string words_;
  std::vector<std::size_t> ends_;  ///< Of each event's words.
  NodeId last_node_{};
  std::size_t compared_ = 0;
  std::optional<Divergence> divergence_;
};

}  // namespace parley::sim::explore
