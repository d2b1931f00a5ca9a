#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/scenario/fault.hpp"
#include "sim/scenario/stage.hpp"
#include "sim/world/link_traits.hpp"

namespace parley::sim::scenario {

/// How packets fare: what all the sentences in force say together, the later over the earlier. Each can
/// be taken back by itself, whatever came after it.
class Weather {
 public:
  using Sentence = std::variant<LoseDatagrams, RepeatDatagrams, ReorderDatagrams, Latency, SlowPackets,
                                LimitDatagrams, FragmentStreams>;

  explicit Weather(Stage& stage);

  /// In force from now on, under a number.
  std::uint64_t add(Sentence sentence);
  void remove(std::uint64_t number);

  static Trouble trouble_of(const Sentence& sentence);

 private:
  using Way = std::pair<NodeId, NodeId>;

  void apply();
  LinkTraits traits_of(const Way* way) const;
  std::set<Way> ways_of(const Sentence& sentence) const;

  struct Force {
    Sentence sentence;
    bool everywhere = true;
    std::set<Way> ways;
  };

  Stage& stage_;
  LinkTraits fair_;  ///< Without any trouble.
  std::map<std::uint64_t, Force> in_force_;
  std::set<Way> own_ways_;
  std::uint64_t last_ = 0;
};

}  // namespace parley::sim::scenario
