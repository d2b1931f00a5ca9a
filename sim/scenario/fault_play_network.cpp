#include "sim/scenario/fault_play.hpp"

/// What befalls the network.
namespace parley::sim::scenario {

void FaultPlay::between(const Nodes& from, const Nodes& to, void (World::*how)(NodeId, NodeId)) {
  for (const NodeRef& left : from) {
    for (const NodeRef& right : to) {
      if (left != right) (stage_.world().*how)(stage_.node(left).id(), stage_.node(right).id());
    }
  }
}

bool FaultPlay::act(const Partition& fault) {
  log_.measure(entry_, [lost = losses(Loss::kCut), stalled = count(&FaultCounts::stalled)] {
    return lost() + stalled();
  });
  between(fault.left, fault.right, &World::cut);
  last(fault.time, {Sort::kWay, std::nullopt, std::nullopt,
                    [this, fault] { between(fault.left, fault.right, &World::mend); }});
  return true;
}

bool FaultPlay::act(const CutOneWay& fault) {
  log_.measure(entry_, [lost = losses(Loss::kCut), stalled = count(&FaultCounts::stalled)] {
    return lost() + stalled();
  });
  between(fault.from, fault.to, &World::cut_one_way);
  last(fault.time, {Sort::kWay, std::nullopt, std::nullopt,
                    [this, fault] { between(fault.from, fault.to, &World::mend_one_way); }});
  return true;
}

bool FaultPlay::act(const Clog& fault) {
  log_.measure(entry_, count(&FaultCounts::clogged));
  between(fault.from, fault.to, &World::clog);
  last(fault.time, {Sort::kWay, std::nullopt, std::nullopt,
                    [this, fault] { between(fault.from, fault.to, &World::unclog); }});
  return true;
}

bool FaultPlay::act(const Heal& /*fault*/) {
  return end_those([](const Lasting& lasting) { return lasting.sort == Sort::kWay; });
}

bool FaultPlay::change_weather(Weather::Sentence sentence, FaultLog::Meter meter) {
  log_.measure(entry_, std::move(meter));
  const ForTime time = std::visit([](const auto& each) { return each.time; }, sentence);
  const Trouble trouble = Weather::trouble_of(sentence);
  const std::uint64_t number = weather_.add(std::move(sentence));
  last(time, {Sort::kWeather, std::nullopt, trouble, [this, number] { weather_.remove(number); }});
  return true;
}

bool FaultPlay::act(const LoseDatagrams& fault) {
  if (fault.percent == 0) now();
  return change_weather(fault, losses(Loss::kLuck));
}

bool FaultPlay::act(const RepeatDatagrams& fault) {
  if (fault.percent == 0) now();
  return change_weather(fault, count(&FaultCounts::repeated));
}

bool FaultPlay::act(const ReorderDatagrams& fault) {
  if (fault.percent == 0) now();
  return change_weather(fault, count(&FaultCounts::reordered));
}

bool FaultPlay::act(const Latency& fault) {
  return change_weather(fault,
                        count(fault.ways.everywhere() ? &FaultCounts::packets : &FaultCounts::on_own_way));
}

bool FaultPlay::act(const SlowPackets& fault) {
  return change_weather(fault, [slowed = count(&FaultCounts::slowed), lost = losses(Loss::kQueue)] {
    return slowed() + lost();
  });
}

bool FaultPlay::act(const LimitDatagrams& fault) { return change_weather(fault, losses(Loss::kTooBig)); }

bool FaultPlay::act(const FragmentStreams& fault) {
  return change_weather(fault, count(&FaultCounts::fragmented));
}

bool FaultPlay::act(const Stop& fault) {
  return end_those([&](const Lasting& lasting) { return lasting.trouble == fault.what; });
}

bool FaultPlay::act(const BreakConnection& fault) {
  log_.measure(entry_, count(&FaultCounts::broken));
  between(fault.nodes, {TheRegistry{}}, &World::break_streams);
  log_.close(entry_);
  return true;
}

bool FaultPlay::act(const HalfClose& fault) {
  log_.measure(entry_, count(&FaultCounts::half_closed));
  between(fault.nodes, {TheRegistry{}}, &World::half_close);
  log_.close(entry_);
  return true;
}

}  // namespace parley::sim::scenario
