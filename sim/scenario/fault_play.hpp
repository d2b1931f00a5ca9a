#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "sim/scenario/fault_log.hpp"
#include "sim/scenario/stage.hpp"
#include "sim/scenario/step.hpp"
#include "sim/scenario/weather.hpp"
#include "sim/world/fault_counts.hpp"

namespace parley::sim::scenario {

/// Does to the world what fault steps say, ends what has a time, and knows what has not ended yet.
class FaultPlay {
 public:
  explicit FaultPlay(Stage& stage) : stage_(stage), weather_(stage) {}
  FaultPlay(const FaultPlay&) = delete;
  FaultPlay& operator=(const FaultPlay&) = delete;

  /// False where it finds nothing to strike, as a crash of what does not run. `must`: then, and where it
  /// strikes nothing until it ends, the play is to fail.
  bool strike(const Fault& fault, std::size_t line, bool must);

  /// Everything ends that lasts, and the registry runs again. People who crashed stay away.
  void stop_all();

  FaultLog& log() { return log_; }

 private:
  enum class Sort : std::uint8_t { kWay, kPause, kDeaf, kClock, kWeather, kDisk, kDown };

  /// A fault that goes on until its end.
  struct Lasting {
    Sort sort;
    std::optional<NodeRef> node;     ///< Whom it concerns alone, if somebody.
    std::optional<Trouble> trouble;  ///< Of the weather.
    std::function<void()> end;
    FaultLog::Entry entry = 0;
  };

  bool act(const Crash& fault);
  bool act(const LosePower& fault);
  bool act(const StopRegistry& fault);
  bool act(const Restart& fault);
  bool act(const Vanish& fault);
  bool act(const Pause& fault);
  bool act(const Resume& fault);
  bool act(const Move& fault);
  bool act(const Deaf& fault);
  bool act(const HearAgain& fault);
  bool act(const ClockRate& fault);
  bool act(const Partition& fault);
  bool act(const CutOneWay& fault);
  bool act(const Clog& fault);
  bool act(const Heal& fault);
  bool act(const LoseDatagrams& fault);
  bool act(const RepeatDatagrams& fault);
  bool act(const ReorderDatagrams& fault);
  bool act(const Latency& fault);
  bool act(const SlowPackets& fault);
  bool act(const LimitDatagrams& fault);
  bool act(const FragmentStreams& fault);
  bool act(const Stop& fault);
  bool act(const BreakConnection& fault);
  bool act(const HalfClose& fault);
  bool act(const NewKey& fault);
  bool act(const DiskFails& fault);
  bool act(const DiskWorks& fault);

  bool change_weather(Weather::Sentence sentence, FaultLog::Meter meter);
  bool tear_down(const Nodes& nodes, const ForTime& time, void (Node::*how)());
  bool restart(const NodeRef& node);
  void between(const Nodes& from, const Nodes& to, void (World::*how)(NodeId, NodeId));

  void last(const ForTime& time, Lasting lasting);
  void end(std::uint64_t number);
  bool end_those(const std::function<bool(const Lasting&)>& which);
  bool end_of(Sort sort, const Nodes& nodes);
  bool now() {
    log_.struck(entry_);
    return true;
  }
  FaultLog::Meter count(std::uint64_t FaultCounts::*kind) const;
  FaultLog::Meter losses(Loss why) const;

  Stage& stage_;
  Weather weather_;
  FaultLog log_;
  FaultLog::Entry entry_ = 0;  ///< Of the step under way.
  std::map<std::uint64_t, Lasting> lasting_;
  std::uint64_t last_ = 0;
};

}  // namespace parley::sim::scenario
