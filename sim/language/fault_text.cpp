#include <cstdlib>

#include "sim/language/keywords.hpp"
#include "sim/language/statement_text.hpp"

namespace parley::sim::scenario {
namespace {

struct FaultWriter {
  const NameWriter& names;

  std::string end(const Paths& paths, const ForTime& time) const {
    const std::string which =
        paths.everywhere() ? "" : " from " + names.list(paths.from) + " to " + names.list(paths.to);
    return which + for_time(time);
  }
  std::string share(std::uint8_t percent, const Paths& paths, const ForTime& time) const {
    return std::to_string(percent) + "% of datagrams" + end(paths, time);
  }

  std::string operator()(const Crash& f) const { return "crash " + names.list(f.nodes) + for_time(f.time); }
  std::string operator()(const LosePower& f) const {
    return names.who(f.nodes).verb("loses power", "lose power") + for_time(f.time);
  }
  std::string operator()(const StopRegistry& f) const { return "stop registry" + for_time(f.time); }
  std::string operator()(const Restart& f) const { return "restart " + names.list(f.nodes); }
  std::string operator()(const Vanish& f) const { return names.who(f.nodes).verb("vanishes", "vanish"); }
  std::string operator()(const Pause& f) const { return "pause " + names.list(f.nodes) + for_time(f.time); }
  std::string operator()(const Resume& f) const { return "resume " + names.list(f.nodes); }
  std::string operator()(const Move& f) const { return names.who(f.nodes).verb("moves", "move"); }
  std::string operator()(const Deaf& f) const {
    return names.who(f.nodes).verb("is deaf", "are deaf") + for_time(f.time);
  }
  std::string operator()(const HearAgain& f) const {
    return names.who(f.nodes).verb("hears again", "hear again");
  }
  std::string operator()(const ClockRate& f) const {
    const bool one = f.nodes.size() == 1;
    const std::string clock = one ? names.list(f.nodes) + "'s clock" : "the clocks of " + names.list(f.nodes);
    const std::string runs = clock + (one ? " runs " : " run ");
    if (f.ppm == 0) return runs + "right";
    return runs + percent(f.ppm) + (f.ppm > 0 ? " fast" : " slow") + for_time(f.time);
  }

  std::string operator()(const Partition& f) const {
    return "partition " + names.list(f.left) + " | " + names.list(f.right) + for_time(f.time);
  }
  std::string operator()(const CutOneWay& f) const {
    return "cut " + names.list(f.from) + " -> " + names.list(f.to) + for_time(f.time);
  }
  std::string operator()(const Clog& f) const {
    return "clog " + names.list(f.from) + " -> " + names.list(f.to) + for_time(f.time);
  }
  std::string operator()(const Heal& /*f*/) const { return "heal"; }

  std::string operator()(const LoseDatagrams& f) const { return "lose " + share(f.percent, f.paths, f.time); }
  std::string operator()(const RepeatDatagrams& f) const {
    return "repeat " + share(f.percent, f.paths, f.time);
  }
  std::string operator()(const ReorderDatagrams& f) const {
    return "reorder " + std::to_string(f.percent) + "% of datagrams by " + to_text(f.by) +
           end(f.paths, f.time);
  }
  std::string operator()(const Latency& f) const {
    const std::string most = f.most == f.least ? "" : " to " + to_text(f.most);
    const std::string spread = text_of(f.spread, kSpreadKeywords);
    return "packets take " + to_text(f.least) + most + (spread.empty() ? "" : " " + spread) +
           end(f.paths, f.time);
  }
  std::string operator()(const SlowPackets& f) const {
    const std::string queue = f.queue_kib == 0 ? "" : " with " + std::to_string(f.queue_kib) + " KiB waiting";
    return "slow packets to " + std::to_string(f.kib_per_second) + " KiB/s" + queue + end(f.paths, f.time);
  }
  std::string operator()(const LimitDatagrams& f) const {
    return "limit datagrams to " + std::to_string(f.bytes) + " bytes" + end(f.paths, f.time);
  }
  std::string operator()(const FragmentStreams& f) const { return "fragment streams" + end(f.paths, f.time); }
  std::string operator()(const Stop& f) const { return "stop " + text_of(f.what, kLinkFaultKeywords); }

  std::string operator()(const BreakConnection& f) const { return "break " + connection(f.nodes); }
  std::string operator()(const HalfClose& f) const { return "half-close " + connection(f.nodes); }
  std::string operator()(const NewKey& /*f*/) const { return "the registry gets a new key"; }
  std::string operator()(const DiskFails& f) const {
    return "the disk " + text_of(f.what, kDiskFailureKeywords) + for_time(f.time);
  }
  std::string operator()(const DiskWorks& /*f*/) const { return "the disk works"; }

  std::string connection(const Nodes& nodes) const {
    const NameWriter::Who who = names.who(nodes);
    return (who.plural ? "the connections of " : "the connection of ") + who.text;
  }

  /// `5%` or `0.25%`
  static std::string percent(std::int32_t ppm) {
    constexpr std::int32_t kHundredth = 10'000;
    const std::int32_t all = std::abs(ppm);
    std::string text = std::to_string(all / kHundredth);
    if (all % kHundredth != 0) {
      const std::string behind = std::to_string(kHundredth + all % kHundredth).substr(1);
      text += "." + behind.substr(0, behind.find_last_not_of('0') + 1);
    }
    return text + "%";
  }
};

}  // namespace

std::string fault_text(const NameWriter& names, const Fault& fault) {
  return std::visit(FaultWriter{names}, fault);
}

}  // namespace parley::sim::scenario
